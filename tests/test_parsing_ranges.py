"""Pay tables whose columns are the points of one range, amounts that are not paid by the year, and tables of what others pay."""

from decimal import Decimal

import pytest

from guides.parsing import read, rows

TITLE = "### Data Engineer | Quillmark Global Negotiation Guide\n\n"


def read_table(*lines: str) -> rows.Guide:
    header, *body = lines
    rule = "|" + "---|" * (header.count("|") - 1)
    return read(TITLE + "\n".join([header, rule, *body]) + "\n", path="quillmark/data-engineer.md")


def short(band: rows.Band) -> str:
    amount = "words" if band.low is None else f"{band.low:f}-{band.high:f}"
    return f"{band.region or ''}/{band.level or ''}/{band.component} {amount} {band.currency or band.unit}"


def bands(*lines: str) -> list[str]:
    return [short(band) for band in read_table(*lines).bands]


POINTS = [
    (["| Level | Base Low | Base Mid | Base High |", "| S2 | $60,000 | $70,000 | $80,000 |"], ["/S2/base 60000-80000 USD"]),
    (["| Grade | Salary from | Salary to |", "| 11 | €61.000 | €74.000 |"], ["/11/base 61000-74000 EUR"]),
    (["| Level | Salary P25 | Salary P50 | Salary P75 |", "| M2 | $141K | $158K | $177K |"], ["/M2/base 141000-177000 USD"]),
    (["| Level | Base 10th percentile | Base 90th percentile |", "| M2 | $141K | $199K |"], ["/M2/base 141000-199000 USD"]),
    (
        ["| Band | Entry salary | Intermediate | Top of band | Hourly rate |", "| Band 5 | £31,900 | £34,400 | £38,900 | £16.31 |"],
        ["/Band 5/base 31900-38900 GBP"],
    ),
    (
        ["| Location | Base (min) | Base (max) | Equity (4yr, min) | Equity (4yr, max) |", "| Austin | $150K | $182K | $90K | $160K |"],
        ["Austin//base 150000-182000 USD", "Austin//equity 90000-160000 USD"],
    ),
    (["| Component | Low | High |", "| Base | $150K | $182K |", "| Bonus | 10% | 15% |"],
     ["//base 150000-182000 USD", "//bonus 10-15 percent_of_base"]),
    (["| Component | London Low | London High |", "| Base | £70K | £92K |"], ["London//base 70000-92000 GBP"]),
    (["| Pay band | Base step 1 | Base step 2 | Base step 3 |", "| 7 | $50,100 | $52,300 | $54,900 |"], ["/7/base 50100-54900 USD"]),
]  # fmt: skip


TWO_ROWS = [
    (["| Level | Base | | Bonus | |", "| | Low | High | Low | High |", "| L4 | $120K | $150K | 10% | 15% |"],
     ["/L4/base 120000-150000 USD", "/L4/bonus 10-15 percent_of_base"]),
    (["| Office | Salary | Salary | Equity | Equity |", "| | min | max | min | max |", "| Leeds | £61K | £74K | £20K | £30K |"],
     ["Leeds//base 61000-74000 GBP", "Leeds//equity 20000-30000 GBP"]),
    (["| Grade | Annual pay | | |", "| | Entry | Middle | Top |", "| 6 | €51,000 | €55,000 | €60,500 |"], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), TWO_ROWS)
def test_a_heading_in_two_rows_is_one(lines, wanted):
    assert bands(*lines) == wanted


@pytest.mark.parametrize(("lines", "wanted"), POINTS)
def test_the_points_of_a_range_in_columns_of_their_own_are_one_band(lines, wanted):
    assert bands(*lines) == wanted


def test_the_middle_of_a_range_is_kept_in_words():
    (band,) = read_table("| Level | Base Low | Base Mid | Base High |", "| S2 | $60,000 | $70,000 | $80,000 |").bands
    assert "Base Mid $70,000" in band.note


@pytest.mark.parametrize(
    "header", ["| Level | Minimum | Midpoint | Maximum |", "| Level | Low | Median | High |", "| Grade | From | Middle | To |"]
)
def test_points_of_a_range_of_nothing_publish_nothing_and_say_so(header):
    guide = read_table(header, "| Grade 7 | $88,000 | $101,000 | $114,000 |")
    assert guide.bands == ()
    assert ("table_left_out", "warning") in {(problem.code, problem.severity) for problem in guide.problems}


CELLS = [
    "$42 - $58 per hour",
    "$21/hr to $25/hr",
    "50 €/h",
    "CHF 7'800 x 13",
    "€3,900 × 14",
    "£450 - £550 per day",
    "£520 daily",
    "$1,900 a week",
    "$2,400 biweekly",
    "kr 145,000 quarterly",
    "18 € pro Stunde",
    "€45 the hour",
    "€ 75 / uur",
    "1 200 zł/dzień",
    "$18-22 hr",
    "£12.50 p/h",
    "26 x $4,500",
    "€3k x 14 pagas",
    "42.000 € in 14 Gehältern",
    "$2,000 per course",
    "$0.85 per word",
    "$42,000 - $58,000 per 9 months",
    "$60K per academic year",
]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("header", ["Base Salary", "Sign-on Bonus"])
def test_what_is_not_paid_by_the_year_is_no_amount(header, cell):
    guide = read_table(f"| Region | {header} | Bonus |", f"| Springfield | {cell} | 10% |")
    assert short(guide.bands[0]).split()[1] == "words"
    assert any(problem.code == "unread_number" and problem.severity == "warning" for problem in guide.problems)


@pytest.mark.parametrize("header", ["Monthly Salary (x13)", "Hourly base pay", "Base per day", "Weekly salary"])
def test_a_heading_says_how_often_its_column_is_paid(header):
    assert read_table(f"| Region | {header} | Bonus |", "| Springfield | $8,900 - $10,400 | 10% |").bands[0].low is None


YEARLY = {
    "60.000–80.000 € brutto/Jahr": (60_000, 80_000, "EUR"),
    "18 LPA - 24 LPA": (1_800_000, 2_400_000, "INR"),
    "₹93,60,000": (9_360_000, 9_360_000, "INR"),
    "Annual Salary Range: $65,000 - $90,000": (65_000, 90_000, "USD"),
    "$204.4K – $352K • Offers Equity": (204_400, 352_000, "USD"),
    "42.500 – 51.000 €": (42_500, 51_000, "EUR"),
    "12 - 15 lakh per annum": (1_200_000, 1_500_000, "INR"),
    "UYU 1,750,000 - 2,650,000": (1_750_000, 2_650_000, "UYU"),
    "MAD 310,000 – 420,000": (310_000, 420_000, "MAD"),
    "GEL 96,000": (96_000, 96_000, "GEL"),
    "45 000 € bruts annuels": (45_000, 45_000, "EUR"),
    "€ 55.000 per jaar": (55_000, 55_000, "EUR"),
    "£65k pro rata": (65_000, 65_000, "GBP"),
    "$150,000/annum": (150_000, 150_000, "USD"),
}


@pytest.mark.parametrize(("cell", "wanted"), YEARLY.items())
def test_a_yearly_amount_is_read_however_it_is_written(cell, wanted):
    band = read_table("| Region | Base Salary | Bonus |", f"| Springfield | {cell} | 10% |").bands[0]
    assert (band.low, band.high, band.currency, band.period) == (*map(Decimal, wanted[:2]), wanted[2], "year")


MONTHLY = ["4.200 € brutto/Monat", "$9,800 per month", "£5,100 pcm", "R$ 18.000/mês", "55 000 kr/mån", "3.200 € mensuales", "£4,200 pm"]


@pytest.mark.parametrize("cell", ["120 kCHF", "60-75 tsd. €", "R850 000 per annum", "55.000,00 €", "£40ph", "$42 - $58", "USD$120K"])
def test_what_cannot_be_read_is_words_and_a_warning(cell):
    guide = read_table("| Region | Base Salary | Bonus |", f"| Springfield | {cell} | 10% |")
    assert short(guide.bands[0]).split()[1] == "words"
    assert ("unread_number", "warning") in {(problem.code, problem.severity) for problem in guide.problems}


@pytest.mark.parametrize("cell", MONTHLY)
def test_a_monthly_amount_says_that_it_is_monthly(cell):
    assert read_table("| Region | Base Salary | Bonus |", f"| Springfield | {cell} | 10% |").bands[0].period == "month"


@pytest.mark.parametrize("cell", ["$150K OTE", "€120K on-target earnings", "£95,000 all-in"])
def test_what_one_earns_on_target_is_no_base(cell):
    assert read_table("| Region | Base Salary | Bonus |", f"| Springfield | {cell} | 10% |").bands[0].component == "total"


@pytest.mark.parametrize("header", ["Company", "Employer", "Competitor", "Peer firm"])
def test_what_others_pay_is_not_this_companys_pay(header):
    guide = read_table(f"| {header} | Base Salary | Total Comp |", "| Orbitel | $190K | $300K |", "| Halcyon | $185K | $290K |")
    assert guide.bands == ()
    assert "table_left_out" in {problem.code for problem in guide.problems}


OTHERS = [
    (["| Level | Company | Base Salary |", "| E5 | Orbitel | $190K |"], []),
    (["| Market peer | Base Salary | Bonus |", "| Orbitel | $190K | 10% |"], []),
    (["| Peer company (2026) | Base Salary |", "| Orbitel | $190K |"], []),
    (["| Level | Orbitel base | Our base |", "| L4 | $190K | $170K |"], ["/L4/base 170000-170000 USD"]),
    (["| Level | Base (Orbitel) | Base (Quillmark) |", "| L4 | $190K | $180K |"], ["/L4/base 180000-180000 USD"]),
    (["| Level | Quillmark | Orbitel | Halcyon |", "| L4 | $190K | $180K | $185K |"], ["/L4/total 190000-190000 USD"]),
    (["| Level | Base | Market P50 | Market P75 |", "| L4 | $190K | $180K | $200K |"], ["/L4/base 190000-190000 USD"]),
    (["| Level | Base | Last year | Market median |", "| L4 | $120K | $110K | $130K |"], ["/L4/base 120000-120000 USD"]),
]


@pytest.mark.parametrize(("lines", "wanted"), OTHERS)
def test_what_others_pay_is_left_out_in_whatever_column_they_stand(lines, wanted):
    guide = read_table(*lines)
    assert [short(band) for band in guide.bands] == wanted
    assert any(problem.severity == "warning" and problem.code in ("table_left_out", "unread_number") for problem in guide.problems)


@pytest.mark.parametrize(
    "header",
    ["Department budget | Headcount cost", "Relocation Allowance | Learning Stipend", "Parking Pass | Gym Fees", "Market Median | Growth"],
)
def test_a_heading_beside_levels_that_is_no_place_publishes_nothing(header):
    guide = read_table(f"| Level | {header} |", "| Senior | $88,000 | $14,000 |")
    assert guide.bands == ()
    assert "table_left_out" in {problem.code for problem in guide.problems}


@pytest.mark.parametrize("header", ["Amount", "Typical range", "Value"])
def test_a_heading_that_only_says_that_amounts_follow_is_no_place(header):
    assert bands(f"| Component | {header} |", "| Base salary | $150K - $182K |", "| Bonus | 10% |")[0] == "//base 150000-182000 USD"


@pytest.mark.parametrize("place", ["Secondary Hubs (USD)", "Grant Street Office (USD)", "Stock Yards Campus (USD)", "Base Camp (USD)"])
def test_a_word_of_a_places_name_names_no_component(place):
    assert bands(f"| Level | Ashford (USD) | {place} |", "| Mid (L3) | $141,000–$188,000 | $126,000–$171,000 |")[1] == (
        f"{place}/Mid (L3)/total 126000-171000 USD"
    )


@pytest.mark.parametrize("cell", ["$128K - $204K (RSU/4yr)", "$128K - $204K (sterling equivalent)", "$128K - $204K (2yr cliff)"])
def test_words_in_a_cells_parentheses_are_a_note_and_no_value(cell):
    assert len(read_table("| Region | Stock (RSU/4yr) |", f"| London (GBP/USD) | {cell} |").bands) == 1


def test_totals_that_do_not_add_up_are_one_warning():
    rows_ = [f"| City {number} | $100K | $20K | $900K |" for number in range(5)]
    guide = read_table("| Region | Base Salary | Bonus | Total Comp |", *rows_)
    (problem,) = [problem for problem in guide.problems if problem.code == "total_differs"]
    assert problem.message.startswith("5 totals over 10 % away") and "City 4" in problem.message


def test_a_column_that_is_neither_pay_nor_a_place_publishes_nothing():
    guide = read_table("| Region | Base Salary | Parking Pass | Team Size |", "| Austin | $150K - $182K | $2,400 | 12 |")
    assert [short(band) for band in guide.bands] == ["Austin//base 150000-182000 USD"]


@pytest.mark.parametrize("heading", ["RSU ($K, 4yr)", "Equity (USD '000, 4yr)", "Stock in thousands of dollars (USD)", "RSUs (USD K)"])
def test_bare_numbers_below_a_heading_that_counts_in_thousands_are_no_dollars(heading):
    guide = read_table(f"| Region | Base | {heading} |", "| Boston | $152,000 - $190,000 | 120-240 |")
    assert [short(band) for band in guide.bands if band.unit != "text"] == ["Boston//base 152000-190000 USD"]
    assert any(problem.severity == "warning" and "120" in problem.message for problem in guide.problems)


@pytest.mark.parametrize("cell", ["€ 58.500,00 - 77.000,00", "NOK 800,000 +/- 50,000", "€ 61.200,50"])
def test_a_number_that_is_read_in_part_is_not_believed(cell):
    (band,) = read_table("| Region | Base |", f"| Hamburg | {cell} |", "| Bern | CHF 120,000 |").bands[:1]
    assert band.unit == "text"


@pytest.mark.parametrize(
    ("cell", "low", "high", "open_ended"),
    [
        ("from €61K", 61_000, None, True),
        ("min. €61K", 61_000, None, True),
        ("> €61K", 61_000, None, True),
        ("max. €61K", None, 61_000, False),
        ("< €61K", None, 61_000, False),
        ("under €61K", None, 61_000, False),
    ],
)
def test_a_bound_has_one_end(cell, low, high, open_ended):
    (band,) = read_table("| Region | Base |", f"| Turin | {cell} |").bands
    assert (band.low, band.high, band.open_ended) == (low, high, open_ended)


@pytest.mark.parametrize("cell", ["A$9,100 p.m.", "A$9,100 p. m.", "A$9,100 pm", "A$9,100 p/m", "A$9,100 pcm"])
def test_a_month_is_no_year_however_short_it_is_written(cell):
    (band,) = read_table("| Region | Base |", f"| Broome | {cell} |").bands
    assert (band.low, band.period) == (9_100, "month")


def test_on_target_earnings_in_parentheses_leave_the_base_beside_them_a_base():
    assert bands("| Region | Base |", "| UK | £91K-£112K (OTE £180K-£224K) |") == [
        "UK//base 91000-112000 GBP",
        "UK//total 180000-224000 GBP",
    ]
    assert bands("| Region | Base |", "| UK | £180K (OTE) |") == ["UK//total 180000-180000 GBP"]


@pytest.mark.parametrize("heading", ["Base / OTE", "Salary/Total", "OTE / Base"])
def test_two_parts_of_pay_under_one_heading_are_neither(heading):
    assert bands(f"| Region | {heading} | Equity (4yr) |", "| US | $150K / $300K | $100K |") == [
        "US//total words text",
        "US//equity 100000-100000 USD",
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Base | Market base", "$150K - $172K | $140K - $181K"),
        ("Base | Hooli base", "$150K - $172K | $180K - $202K"),
        ("Base range | Median base", "$150K - $172K | $161K"),
        ("Base 2025 | Base 2024", "$150K - $172K | $140K - $165K"),
        ("Last year's base | Base salary", "$140K - $165K | $150K - $172K"),
    ],
)
def test_what_others_pay_or_paid_last_year_is_not_published_beside_the_own_base(header, cells):
    guide = read_table(f"| Level | {header} |", f"| L5 | {cells} |")
    assert [short(band) for band in guide.bands] == ["/L5/base 150000-172000 USD"]
    assert any(problem.severity == "warning" and problem.code.startswith("unread") for problem in guide.problems)


def test_the_bases_of_several_places_stay():
    found = bands("| Level | Base (US) | London base |", "| L5 | $150K - $172K | £90K - £104K |")
    assert found == ["/L5/base 150000-172000 USD", "/L5/base 90000-104000 GBP"]


@pytest.mark.parametrize(
    "lines",
    [
        ["| Level | United States | | United Kingdom | |", "| | Base | Bonus | Base | Bonus |", "| L5 | $150,000 | 15% | £90,000 | 12% |"],
        ["| Quillmark | Hooli | Initrode |", "| L5 ($150K-$172K) | E5 ($160K-$193K) | IC4 ($140K) |"],
    ],
)
def test_parts_named_below_places_and_rivals_beside_the_own_name_publish_nothing_and_say_so(lines):
    guide = read_table(*lines)
    assert guide.bands == ()
    assert any(problem.severity == "warning" and problem.code in ("table_left_out", "unread_number") for problem in guide.problems)
