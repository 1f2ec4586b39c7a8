"""Rates of exchange: reading the history, converting, and bringing it into the database."""

import io
import json
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from hypothesis import given
from hypothesis import strategies as st

from negotiate.money.european import NotRates, rates_in
from negotiate.money.importing import SHIPPED, import_first_rates, import_rates
from negotiate.money.models import Rate
from negotiate.money.rates import Exchange, Rates
from tests.samples import SAMPLES

FRIDAY = date(2026, 1, 2)
CSV = b"Date,USD,GBP,TWD,\n2026-01-05,1.2000,0.9000,N/A,\n2026-01-02,1.1000,0.8800,N/A,\n"


def worked_examples():
    path = SAMPLES / "vectors.json"
    return [vector for vector in json.loads(path.read_text())["vectors"] if vector["name"] == "rates"] if path.exists() else []


@pytest.fixture
def rates():
    return Rates.of([(FRIDAY, "USD", Decimal("1.1000")), (FRIDAY, "GBP", Decimal("0.8800"))])


@pytest.mark.parametrize("example", worked_examples())
def test_the_worked_example_comes_out(example):
    asked, expected = example["given"], example["expect"]
    rows = [(date.fromisoformat(day), code, Decimal(rate)) for code, days in asked["per_euro"].items() for day, rate in days.items()]
    for day in ("2026-01-02", "2026-01-04", "2026-01-10"):
        exchange = Rates.of(rows).exchange(asked["from"], asked["to"], date.fromisoformat(day))
        assert (str(exchange.convert(Decimal(asked["amount"]))) if exchange else None) == expected[f"on_{day}"]
    assert str(Rates.of(rows).exchange("GBP", "USD", date(2026, 1, 4)).day) == expected["rate_day_used_on_2026-01-04"]


@pytest.mark.parametrize(("days", "found"), ((0, True), (7, True), (8, False), (-1, False)))
def test_a_rate_reaches_seven_days_and_never_back_in_time(rates, days, found):
    assert (rates.exchange("GBP", "USD", FRIDAY + timedelta(days=days)) is not None) is found


def test_both_rates_are_of_one_day(rates):
    later = FRIDAY + timedelta(days=3)
    with_more = Rates({**rates.per_euro, later: {"USD": Decimal(2)}})
    assert with_more.exchange("GBP", "USD", later).day == FRIDAY
    assert with_more.exchange("EUR", "USD", later).day == later


def test_a_currency_without_rates_is_no_answer(rates):
    assert rates.exchange("TWD", "USD", FRIDAY) is None
    assert rates.currencies(FRIDAY) == ["EUR", "GBP", "USD"]
    assert Rates({}).exchange("EUR", "USD", FRIDAY) is None
    assert Rates({}).currencies(FRIDAY) == []


def test_an_age_is_told_once_it_passes_seven_days(rates):
    exchange = rates.exchange("GBP", "USD", FRIDAY)
    assert [exchange.age(FRIDAY + timedelta(days=days)) for days in (0, 7, 8)] == [None, None, 8]


def test_it_is_rounded_once_half_to_even():
    exchange = Exchange(source="EUR", target="USD", day=FRIDAY, source_per_euro=Decimal(1), target_per_euro=Decimal("1.005"))
    assert exchange.convert(Decimal(1)) == Decimal("1.00")
    assert exchange.unrounded(Decimal(1)) == Decimal("1.005")


amounts = st.decimals(0, 10**12, places=4)
per_euros = st.decimals("0.0001", 2_000_000, places=6)


@given(amounts, per_euros, per_euros)
def test_there_and_back_again_is_the_same_amount(amount, one, other):
    there = Exchange(source="AAA", target="BBB", day=FRIDAY, source_per_euro=one, target_per_euro=other)
    back = Exchange(source="BBB", target="AAA", day=FRIDAY, source_per_euro=other, target_per_euro=one)
    assert back.convert(there.unrounded(amount), Decimal("0.0001")) == amount


@given(amounts, per_euros)
def test_the_own_currency_changes_nothing(amount, rate):
    exchange = Rates.of([(FRIDAY, "USD", rate)]).exchange("USD", "USD", FRIDAY)
    assert exchange.unrounded(amount) == amount


def zipped(content: bytes, *names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("content", (CSV, b"\xef\xbb\xbf" + CSV, zipped(CSV, "eurofxref-hist.csv")))
def test_a_history_is_read_as_decimals_from_text_and_from_zip(content):
    found = list(rates_in(content))
    assert found[0] == (date(2026, 1, 5), "USD", Decimal("1.2000"))
    assert len(found) == 4
    assert all(type(rate) is Decimal for _, _, rate in found)


@pytest.mark.parametrize(
    ("content", "said"),
    (
        (b"", "first line"),
        (b"Date,US dollar\n", "first line"),
        (b"\xff\xfe\x00", "neither text nor a zip"),
        (b"PK broken", "cannot be opened"),
        (zipped(CSV, "a.csv", "b.csv"), "one CSV"),
        (b"Date,USD\nyesterday,1\n", "Line 2 does not begin"),
        (b"Date,USD\n2026-01-02,1.1\n2026-01-05,1e3\n", "Line 3: “1e3” is no rate for USD"),
        (b"Date,USD\n2026-01-02,0\n", "is no rate"),
        (b"Date,USD\n2026-01-02,1\n2026-01-02,2\n", "twice"),
        (b"Date,USD\n2026-01-02,-1\n", "is no rate"),
        (b"Date,EUR,GBP\n2026-11-27,0.8620,0.7553\n", "a column EUR: this file is not per euro"),
        (b"Date,USD\n2026-11-27,1,15\n", "Line 2 has more cells than the first line names"),
        (b"Date,USD,GBP\n2026-11-26,1.15,0.87,\n2026-11-27,1,15,0,87\n", "Line 3 has more cells"),
        (b"Date,USD,GBP,USD\n2026-11-27,1.15,0.87,1.16\n", "A currency has two columns"),
        (b"Date,GBP, EUR ,\n2026-11-27,0.7553,0.8620,\n", "a column EUR"),
    ),
)
def test_what_is_no_history_is_said(content, said):
    with pytest.raises(NotRates, match=said):
        list(rates_in(content))


@pytest.mark.django_db
def test_importing_twice_changes_nothing_and_a_corrected_rate_is_taken(tmp_path):
    assert import_rates(CSV).changed == 4
    assert import_rates(CSV).changed == 0
    assert import_rates(CSV.replace(b"1.2000", b"1.3000")).changed == 1
    assert Rate.objects.get(day="2026-01-05", currency="USD").per_euro == Decimal("1.3")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arriving", "said"),
    (
        (b"Date,USD\n2026-01-05,11.90\n2026-01-02,1.1900\n", "USD leaps from 1.19 on 2 January 2026 to 11.9 on 5 January 2026"),
        (b"Date,USD\n2026-01-02,1.1\n2026-01-05,0.6\n2026-01-06,1.1\n", "USD leaps"),
        (b"Date,GBP,JPY\n2026-01-06,0.89,158.2\n2026-01-05,0.9,1.582\n", "JPY leaps"),
        (b"Date,USD\n2026-01-07,0.6\n", "USD leaps from 1.2 on 5 January 2026 to 0.6 on 7 January 2026"),
        (b"Date,GBP\n2026-01-01,0.088\n", "GBP leaps from 0.088 on 1 January 2026 to 0.88 on"),
    ),
)
def test_a_day_that_leaps_is_refused_and_nothing_is_stored(arriving, said):
    import_rates(CSV)
    before = list(Rate.objects.values_list("day", "currency", "per_euro"))
    with pytest.raises(NotRates, match=said):
        import_rates(arriving)
    assert list(Rate.objects.values_list("day", "currency", "per_euro")) == before


@pytest.mark.django_db
@pytest.mark.parametrize("arriving", (b"Date,USD\n2026-01-07,2.0\n", b"Date,TRL\n2001-02-21,629000\n2001-02-22,1058000\n"))
def test_far_moves_that_have_happened_are_no_leaps(arriving):
    import_rates(CSV)
    assert import_rates(arriving).changed


@pytest.mark.django_db
def test_long_gaps_are_no_leaps():
    assert import_rates(b"Date,ISK\n2008-12-09,290\n2018-02-01,125\n").changed == 2


@pytest.mark.django_db
def test_the_command_reads_a_file_and_a_bad_one_changes_nothing(tmp_path, capsys):
    file = tmp_path / "rates.csv"
    file.write_bytes(CSV)
    call_command("import_rates", str(file))
    assert "4 rates from 2 January 2026 to 5 January 2026: 4 new" in capsys.readouterr().out
    file.write_bytes(CSV + b"nonsense,1,1,1\n")
    with pytest.raises(CommandError, match="No rate was changed. Line 4"):
        call_command("import_rates", str(file))
    with pytest.raises(CommandError, match="No rate was changed"):
        call_command("import_rates", str(tmp_path / "missing.csv"))
    assert Rate.objects.count() == 4


@pytest.mark.django_db
def test_the_history_that_is_installed_is_whole():
    imported = import_rates(SHIPPED.read_bytes())
    assert imported.first == date(1999, 1, 4) and imported.rates > 200_000
    known = Rate.objects.known_on(date(1999, 1, 10))
    assert known.exchange("EUR", "USD", date(1999, 1, 4)).rate == Decimal("1.1789")


@pytest.mark.django_db
def test_a_new_installation_begins_with_two_years_once():
    imported = import_first_rates()
    assert timedelta(days=700) < imported.last - imported.first <= timedelta(days=730)
    assert import_first_rates() is None


@pytest.mark.django_db
def test_a_page_asks_for_a_week_of_rates(django_assert_num_queries):
    import_rates(CSV)
    Rate.objects.create(currency="USD", day="2025-12-28", per_euro=1)
    with django_assert_num_queries(2):
        known = Rate.objects.known_on(Rate.objects.latest_day())
    assert known.latest_day == date(2026, 1, 5)
    assert min(known.per_euro) == FRIDAY
    assert Rate.objects.none().latest_day() is None


@pytest.mark.django_db
@pytest.mark.parametrize("rate", (0, -1))
def test_a_rate_is_above_zero(rate):
    with pytest.raises(IntegrityError):
        Rate.objects.create(currency="USD", day=FRIDAY, per_euro=rate)


@pytest.mark.django_db
def test_the_latest_day_is_read_from_the_index():
    import_first_rates()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE money_rate")
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT max(day) FROM money_rate")
        assert "Index Only Scan" in json.dumps(cursor.fetchone()[0])
