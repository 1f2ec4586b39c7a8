"""What a guide's page shows of its bands, targets and levels."""

from decimal import Decimal

from guides.levels import level_table
from guides.parsing.rows import Band, Target
from guides.pay import components_of
from guides.targets import aims_of


def band(region="New York", low=255_000, high=340_000, **fields):
    fields = {"component": "base", "currency": "USD", "period": "year", **fields}
    return Band(region=region, low=low and Decimal(low), high=high and Decimal(high), **fields)


def target(kind="anchor", amount=330_000, **fields):
    fields = {"component": "base", "currency": "USD", "period": "year", **fields}
    return Target(kind=kind, low=amount and Decimal(amount), high=amount and Decimal(amount), **fields)


def words(value):
    return Band(component="bonus", region="London", unit="text", original=value)


def test_components_stand_in_the_order_of_the_guide():
    components = components_of([band(), band(component="total"), band("Miami")], [])
    assert [(one.slug, len(one.bands)) for one in components] == [("base", 2), ("total", 1)]


def test_two_currencies_never_share_a_scale():
    (base,) = components_of([band(), band("London", currency="GBP")], [])
    assert [chart.caption for chart in base.charts] == ["USD, a year", "GBP, a year"]
    assert "London" not in base.charts[0].svg


def test_a_yearly_amount_and_a_grant_never_share_a_scale():
    (equity,) = components_of([band(component="equity"), band("Miami", component="equity", period="4yr")], [])
    assert [chart.caption for chart in equity.charts] == ["USD, a year", "USD, over four years"]


def test_a_converted_range_says_so():
    (base,) = components_of([band(), band("London", value_role="converted")], [])
    assert base.charts[0].svg.count('class="bar converted"') == 1
    assert ", converted" in base.charts[0].svg


def test_targets_stand_on_the_scale_of_their_currency_only():
    (base,) = components_of([band(), band("London", currency="GBP")], [target()])
    assert "Anchor $330,000" in base.charts[0].svg
    assert "Anchor" not in base.charts[1].svg


def test_a_target_in_per_cent_does_not_stand_on_a_scale_of_money():
    share = Target(kind="anchor", component="pnl", unit="percent_of_pnl", low=Decimal(6), high=Decimal(6))
    (pnl,) = components_of([band(component="pnl")], [share])
    assert "Anchor" not in pnl.charts[0].svg


def test_words_are_rows_of_the_table_and_draw_nothing():
    (bonus,) = components_of([words("Discretionary")], [])
    assert bonus.charts == []
    assert bonus.bands[0].original == "Discretionary"


def test_many_bands_are_drawn_region_by_region_on_one_scale():
    bands = [band(region, 100_000 * level, 150_000 * level, level=f"L{level}") for region in ("New York", "Miami") for level in range(1, 9)]
    (base,) = components_of(bands, [])
    assert [chart.caption for chart in base.charts] == ["New York: USD, a year", "Miami: USD, a year"]
    assert "New York" not in base.charts[1].svg


def test_every_chart_of_a_page_has_its_own_identifiers():
    components = components_of([band(), band("London", currency="GBP"), band(component="total")], [])
    titles = [chart.svg.split('aria-labelledby="')[1].split('"')[0] for one in components for chart in one.charts]
    assert len(set(titles)) == 3


def test_targets_of_one_component_stand_in_one_row():
    (aim,) = aims_of([target(), target("accept", 290_000), target("walk_away", 255_000)])
    assert [[one.low for one in targets] for _, _, targets in aim.cells] == [[330_000], [290_000], [255_000]]


def test_targets_of_two_scopes_stand_in_two_rows():
    assert [aim.scope for aim in aims_of([target(), target(scope="London")])] == ["", "London"]


def test_an_implied_walk_away_is_said_where_no_number_is():
    accept = target("accept", implies_walk_away=True)
    assert aims_of([accept])[0].refuses_below_accept
    assert not aims_of([accept, target("walk_away", 255_000)])[0].refuses_below_accept


def test_levels_stand_beside_those_of_the_peers():
    table = level_table([("L4", False, [("Citadel", "Senior"), ("Point72", "VP")]), ("L5", False, [("Point72", "Director")])])
    assert table.companies == ["Citadel", "Point72"]
    assert [cells for _, _, cells in table.rows] == [["Senior", "VP"], ["", "Director"]]
