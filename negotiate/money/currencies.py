"""Which currencies there are today, and what their signs stand for. Pure."""

from babel.core import get_global

CURRENT = frozenset(
    code for currencies in get_global("territory_currencies").values() for code, _start, end, tender in currencies if tender and end is None
)
COMMON = ("USD", "GBP", "EUR", "CHF", "CAD", "AUD", "SGD", "HKD", "JPY", "CNY", "INR", "ILS", "SEK", "NOK", "DKK", "PLN", "BRL", "TWD")

# A sign that several currencies share: the first is meant unless the context is one of the others. None: it has to be said.
SHARED_SIGNS = {
    "$": ("USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD", "MXN", "COP", "CLP", "ARS"),
    "¥": ("JPY", "CNY"),
    "kr": (None, "SEK", "NOK", "DKK", "ISK"),
}
OWN_SIGNS = {
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "S$": "SGD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "₪": "ILS",
    "₩": "KRW",
    "₺": "TRY",
    "zł": "PLN",
    "Kč": "CZK",
    "RMB": "CNY",
    "Fr.": "CHF",
    "SFr.": "CHF",
}
SIGNS = {sign.casefold(): code for sign, code in OWN_SIGNS.items()}


def currency_of(word: str, context: str | None = None) -> str:
    """The ISO code that a sign or code stands for. `context` is the currency talked about, which decides what a plain $ means.

    Raises ValueError with a sentence for the reader where nothing, or more than one, is meant.
    """
    word = word.strip()
    if word.upper() in CURRENT:
        return word.upper()
    if word.casefold() in SIGNS:
        return SIGNS[word.casefold()]
    if meanings := SHARED_SIGNS.get(word.lower()):
        if found := context if context in meanings else meanings[0]:
            return found
        raise ValueError(f"“{word}” can be {' or '.join(filter(None, meanings))}: write the three letters.")
    raise ValueError(f"“{word[:20]}” is not a currency we know: write its three letters, such as USD, GBP or EUR.")
