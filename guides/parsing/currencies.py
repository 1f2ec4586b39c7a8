"""Which currency a sign or a code means."""

import re

from negotiate.money.currencies import CURRENT

# Codes that are words or companies too: money only before a number of thousands, "ALL 5,000,000" but not "TOP 10".
WORDS = frozenset(["ALL", "AMD", "BAM", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY", "WST", "ZAR"]) - {
    "ZAR",
    "RON",
    "TRY",
}
CODES = sorted(CURRENT | {"BGN"})
OTHER_CODES = {"RMB": "CNY", "NIS": "ILS", "NTD": "TWD", "STG": "GBP"}
SIGNS = {
    "US$": "USD",
    "NT$": "TWD",
    "HK$": "HKD",
    "CA$": "CAD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "SG$": "SGD",
    "MX$": "MXN",
    "C$": "CAD",
    "A$": "AUD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "₪": "ILS",
    "¥": "JPY",
    "₩": "KRW",
    "円": "JPY",
    "元": "CNY",
    "원": "KRW",
    "₱": "PHP",
    "฿": "THB",
    "₺": "TRY",
    "₫": "VND",
    "₴": "UAH",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "kr": "SEK",
    "Rs.": "INR",
    "Rs": "INR",
}
# Signs that several currencies share: the label beside them decides.
SHARED = {
    "¥": (("CNY", re.compile(r"\b(?:CNY|RMB|China|Shanghai|Beijing|Shenzhen|Hangzhou|Guangzhou)\b")),),
    "kr": (
        ("NOK", re.compile(r"\b(?:NOK|Norway|Oslo|Bergen|Trondheim)\b")),
        ("DKK", re.compile(r"\b(?:DKK|Denmark|Copenhagen|Aarhus)\b")),
        ("ISK", re.compile(r"\b(?:ISK|Iceland|Reykjav)")),
    ),
}
SHARED_SIGNS = ("$", *SHARED)
PLAIN_CODES = [code for code in (*CODES, *OTHER_CODES) if code not in WORDS]
CODE = "|".join([*PLAIN_CODES, rf"(?:{'|'.join(sorted(WORDS))})(?=[ ]\d{{1,3}}[,. '’]?\d{{3}})"])
AFTER = f"{'|'.join(map(re.escape, SIGNS))}|{'|'.join(PLAIN_CODES)}"
SIGN = f"{'|'.join(map(re.escape, SIGNS))}|{CODE}"
SIGN_LETTERS = "".join(sorted({word[0] for word in (*SIGNS, *CODES, *OTHER_CODES)}))  # the first ones of all
IN_LABEL = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(PLAIN_CODES)})(?![A-Za-z])")
SIGN_IN_LABEL = re.compile("|".join(map(re.escape, (sign for sign in SIGNS if not sign.isalpha()))))


def currency_of(sign: str, label: str = "") -> str:
    """The ISO code that a sign means, beside a label such as a column's header."""
    for code, words in SHARED.get(sign, ()):
        if words.search(label):
            return code
    return SIGNS.get(sign) or OTHER_CODES.get(sign) or sign


def table_label(codes: set[str]) -> str:
    """What signs that several currencies share mean beside a table in these currencies: its codes, without those that leave it open."""
    groups = [{SIGNS[sign], *(code for code, _ in choices)} & codes for sign, choices in SHARED.items()]
    return " ".join(code for group in groups if len(group) == 1 for code in group)


def currency_in(label: str) -> str | None:
    """The currency that a header or region names first: `London (GBP £)`."""
    if code := IN_LABEL.search(label):
        return OTHER_CODES.get(code[0], code[0])
    sign = SIGN_IN_LABEL.search(label)
    return currency_of(sign[0], label) if sign else None
