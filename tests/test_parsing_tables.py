"""Tables of pay: columns and rows are told by their words, cells by what they hold."""

import pytest

from guides.parsing import read
from guides.parsing.components import component_of

K = 1000
TITLE = "### Engineer | Acme Global Negotiation Guide\n\n"


def guide(table: str):
    return read(TITLE + "**Compensation**\n\n" + table, path="acme/engineer.md")


def bands(table: str):
    return guide(table).bands


def cell(text: str, header: str = "Base Salary", region: str = "London"):
    return bands(f"| Region | {header} | Total Comp |\n|---|---|---|\n| {region} | {text} | $100K - $200K |\n")[:-1]


@pytest.mark.parametrize(
    ("header", "component"),
    [
        ("Base Salary", "base"),
        ("Base", "base"),
        ("Annual Bonus", "bonus"),
        ("Guaranteed Bonus", "bonus"),
        ("Target Bonus", "bonus"),
        ("Stock (RSU/4yr)", "equity"),
        ("Options (Pre-IPO/4yr)", "equity"),
        ("Equity (PPU/4yr)", "equity"),
        ("Phantom Equity", "equity"),
        ("Total Equity (4yr)", "equity"),
        ("Stock/Bonus", "deferred_stock"),
        ("Deferred Stock", "deferred_stock"),
        ("Sign-On", "sign_on"),
        ("Signing Bonus", "sign_on"),
        ("Sign-On/Bonus", "sign_on_or_bonus"),
        ("Profit Sharing", "profit_sharing"),
        ("Carry/Bonus", "carry_bonus"),
        ("PnL Participation", "pnl"),
        ("P&L Share", "pnl"),
        ("Fund Access", "fund_access"),
        ("Secondary Access", "secondary_access"),
        ("Total Comp (Est. Annual)", "total"),
        ("TC", "total"),
        ("Vesting", None),
    ],
)
def test_a_header_names_its_component(header, component):
    assert component_of(header) == component


def test_rows_of_regions_and_columns_of_components():
    found = bands(
        "| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|\n| NYC | $1K | $2K | 10% | $4K |\n"
    )
    assert [(band.region, band.component, band.low, band.unit, band.period) for band in found] == [
        ("NYC", "base", K, "currency", "year"),
        ("NYC", "equity", 2 * K, "currency", "4yr"),
        ("NYC", "bonus", 10, "percent_of_base", "year"),
        ("NYC", "total", 4 * K, "currency", "year"),
    ]


def test_rows_of_levels_and_columns_of_regions_hold_totals():
    found = bands("| Level | NYC (USD) | London (GBP £) |\n|---|---|---|\n| EM (M1) | $218,000–$293,000 | £92,000–£115,000 |\n")
    assert [(band.region, band.level, band.component, band.currency) for band in found] == [
        ("NYC (USD)", "EM (M1)", "total", "USD"),
        ("London (GBP £)", "EM (M1)", "total", "GBP"),
    ]


def test_rows_of_components_and_columns_of_regions():
    found = bands(
        "| Component | Berlin (EUR) | NYC |\n|---|---|---|\n| **Base Salary** | EUR 1,000 | $2K |\n| Signing Bonus | None | — |\n"
    )
    assert [(band.region, band.component, band.unit) for band in found] == [
        ("Berlin (EUR)", "base", "currency"),
        ("NYC", "base", "currency"),
        ("Berlin (EUR)", "sign_on", "none"),
        ("NYC", "sign_on", "none"),
    ]


def test_rows_of_components_and_columns_of_levels():
    found = bands("| Component | Mid (L4) | Senior (L5) |\n|---|---|---|\n| RSU Grant (4yr) | 1,000–1,600 shares | $2K |\n")
    assert [(band.region, band.level, band.unit, band.period) for band in found] == [
        (None, "Mid (L4)", "shares", "4yr"),
        (None, "Senior (L5)", "currency", "4yr"),
    ]


def test_level_and_title_are_joined_where_components_are_columns():
    (base, total) = bands("| Level | Title | Base Salary | Total Comp |\n|---|---|---|---|\n| 59-60 | Engineer I-II | $1K | $2K |\n")
    assert (base.region, base.level, total.component) == (None, "59-60 Engineer I-II", "total")


def test_a_first_column_without_a_header_is_told_by_its_cells():
    assert [band.component for band in bands("| | NYC | London |\n|---|---|---|\n| Base | $1K | £1K |\n| Bonus | 5% | 5% |\n")] == [
        "base", "base", "bonus", "bonus"
    ]  # fmt: skip


@pytest.mark.parametrize("region", ["**London**", "🇬🇧 London", ":gb: London", "🇬🇧 **London**"])
def test_bold_flags_and_shortcodes_are_no_part_of_a_region(region):
    assert [band.region for band in cell("£1K", region=region)] == ["London"]


@pytest.mark.parametrize("text", ["—", "-", "None", "N/A", "None (cash only)"])
def test_a_cell_that_says_none_is_a_row_without_amount(text):
    (band,) = cell(text)
    assert (band.unit, band.low, band.currency, band.period, band.original) == ("none", None, None, None, text)


@pytest.mark.parametrize("text", ["Discretionary", "Choose Your Mix", "Varies by desk", "$1K or $2K or $3K"])
def test_a_cell_of_words_is_a_row_of_words(text):
    (band,) = cell(text, "Bonus")
    assert (band.unit, band.low, band.currency, band.period, band.original) == ("text", None, None, None, text)


def test_a_cell_with_two_currencies_gives_two_rows_of_one_original():
    found = cell("£195K - £258K / $247K - $327K")
    assert [(band.currency, band.value_role) for band in found] == [("GBP", "primary"), ("USD", "converted")]
    assert {band.original for band in found} == {"£195K - £258K / $247K - $327K"}


def test_a_second_local_currency_is_an_alternate():
    assert [(band.currency, band.value_role) for band in cell("£90K / €105K")] == [("GBP", "primary"), ("EUR", "alternate")]


def test_a_value_in_parentheses_is_a_row_more():
    found = cell("$63K-$128K (30-50%)", "Bonus")
    assert [(band.unit, band.low, band.value_role) for band in found] == [
        ("currency", 63 * K, "primary"),
        ("percent_of_base", 30, "parenthetical"),
    ]


def test_words_beside_a_value_are_its_note():
    (band,) = cell("15–20% target", "Bonus")
    assert (band.low, band.high, band.note) == (15, 20, "target")


def test_up_to_states_the_upper_end_alone():
    (band,) = cell("Up to 20%", "Bonus")
    assert (band.low, band.high) == (None, 20)


def test_the_sign_in_a_cell_beats_the_currency_of_its_header():
    assert [band.currency for band in cell("$50K", region="India (INR)")] == ["USD"]


def test_a_bare_number_takes_the_currency_of_its_header():
    assert [band.currency for band in cell("348K–525K", region="Warsaw (PLN)")] == ["PLN"]


def test_a_cell_may_decide_between_sign_on_and_bonus():
    assert [band.component for band in cell("10-15%", "Sign-On/Bonus")] == ["bonus"]
    assert [band.component for band in cell("$20K", "Sign-On/Bonus")] == ["sign_on_or_bonus"]


def test_percentages_of_pnl():
    assert [band.unit for band in cell("4-7%", "PnL Participation")] == ["percent_of_pnl"]


def test_a_small_percentage_of_equity_is_a_share_of_the_company_in_words():
    assert [band.unit for band in cell("0.05%-0.15%", "Equity")] == ["text"]


def test_scenarios_are_not_bands():
    table = "| Component | Initial | Target (+$59K) |\n|---|---|---|\n| Base | $155K | $180K |\n"
    assert read(TITLE + "## Negotiate Up Strategy\n\n" + table).bands == ()
    assert bands(table) == ()


def test_a_table_of_levels_and_years_is_not_pay():
    assert bands("| Level | Years | Scope |\n|---|---|---|\n| L5 | 5-8 | Team |\n") == ()


def test_the_words_of_a_table_that_was_read_are_kept_in_a_note():
    notes = [problem for problem in guide("| Region | Base Salary |\n|---|---|\n| NYC | $1K |\n").problems if problem.severity == "note"]
    assert [(note.line, note.code) for note in notes] == [(5, "table")]
    assert "Region | Base Salary" in notes[0].message
