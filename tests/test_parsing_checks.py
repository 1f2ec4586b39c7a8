"""Does the arithmetic of a guide hold?"""

from decimal import Decimal

from guides.parsing import rows
from guides.parsing.checks import arithmetic_problems, equity_reading


def bands(**amounts) -> list[rows.Band]:
    return [rows.Band(region="NYC", component=name, low=Decimal(low), high=Decimal(low), currency="USD") for name, low in amounts.items()]


def percent_bonus(low) -> rows.Band:
    return rows.Band(region="NYC", component="bonus", unit="percent_of_base", low=Decimal(low), high=Decimal(low))


def test_equity_over_four_years():
    assert equity_reading(bands(base=100, equity=400, total=200)) == "four_year_grant"


def test_equity_of_one_year():
    assert equity_reading(bands(base=100, equity=100, total=200)) == "per_year"


def test_neither_is_unclear_and_a_problem():
    found = bands(base=100, equity=400, total=300)
    assert equity_reading(found) == "unclear"
    assert [problem.code for problem in arithmetic_problems(found)] == ["total_differs"]


def test_without_equity_or_total_nothing_is_said():
    assert equity_reading(bands(base=100, total=100)) == equity_reading(bands(base=100, equity=100)) == ""


def test_a_percentage_is_of_the_base():
    assert arithmetic_problems([*bands(base=100, total=120), percent_bonus(20)]) == []
    assert arithmetic_problems([*bands(base=100, total=150), percent_bonus(20)]) != []


def test_ten_percent_is_near_enough():
    assert arithmetic_problems(bands(base=90, total=100)) == []
    assert arithmetic_problems(bands(base=89, total=100)) != []


def test_a_total_with_the_sign_on_in_it_is_no_problem():
    assert arithmetic_problems(bands(base=100, sign_on=30, total=130)) == []


def test_currencies_are_not_mixed():
    pounds = rows.Band(region="NYC", component="total", low=Decimal(80), high=Decimal(80), currency="GBP")
    assert arithmetic_problems([*bands(base=100, total=100), pounds]) == []


def test_an_open_end_cannot_be_checked():
    open_total = rows.Band(region="NYC", component="total", low=Decimal(500), open_ended=True, currency="USD")
    assert arithmetic_problems([*bands(base=100), open_total]) == []


def test_a_problem_names_the_line_of_its_total():
    assert arithmetic_problems(bands(base=10, total=100), [7, 8])[0].line == 8
