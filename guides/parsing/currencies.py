"""Which currency a sign or a code means."""

import re

from guides.parsing.text import word_set

CODES = sorted(
    word_set(
        """
        USD EUR GBP CHF JPY CNY INR ILS AUD CAD NZD SGD HKD TWD BRL MXN ARS CLP COP SEK NOK DKK ISK PLN CZK HUF RON BGN UAH TRY ZAR AED
        SAR QAR KWD EGP NGN KES GHS MAD KRW THB MYR IDR PHP VND PKR BDT LKR
        """
    )
)
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
CODE = "|".join([*CODES, *OTHER_CODES])
SIGN = f"{'|'.join(map(re.escape, SIGNS))}|{CODE}"
SIGN_LETTERS = "".join(sorted({word[0] for word in (*SIGNS, *CODES, *OTHER_CODES)}))  # the first ones of all
IN_LABEL = re.compile(rf"(?<![A-Za-z])(?:{CODE})(?![A-Za-z])")
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
