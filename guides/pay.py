"""What a guide's page shows of its bands: per component a chart on one scale and the figures as a table. Pure over bands and targets.

Like is drawn beside like only: one scale holds one unit, one currency and one period.
"""

from collections import defaultdict
from dataclasses import dataclass

from guides.charts import Bar, Mark, range_chart, scale_for
from negotiate.money.formatting import PERCENT_OF, afterword, amount_of, compact, component_name, figure_range, percent

SAID = {"anchor": "Anchor", "accept": "Accept", "walk_away": "Walk away"}
BARS_IN_A_CHART = 12
NO_REGION = "Everywhere"


@dataclass(frozen=True)
class Chart:
    """One drawing and what its numbers are: "USD, a year"."""

    caption: str
    svg: str


@dataclass(frozen=True)
class Component:
    """One component of pay: its charts and its rows, in the order of the guide."""

    name: str
    slug: str
    charts: list[Chart]
    bands: list
    has_levels: bool


def grouped(items, key) -> dict:
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


def likeness(figure) -> tuple:
    """What two figures share when they may stand on one scale."""
    return figure.unit, figure.currency, figure.period


def place_of(band) -> str:
    """Region and level in words."""
    return " · ".join(part for part in (band.region, band.level) if part) or NO_REGION


def bar_of(band, label="") -> Bar:
    text = figure_range(band) + (", converted" if band.value_role == "converted" else "")
    return Bar(label or place_of(band), band.low, band.high, band.open_ended, text, converted=band.value_role == "converted")


def mark_of(target) -> Mark | None:
    """The target's number as a mark: its low end, or its only one. None where it is in words."""
    value = target.low if target.low is not None else target.high
    if value is None:
        return None
    more = "+" if target.open_ended else ""
    return Mark(f"{SAID[target.kind]} {amount_of(value, target)}{more}", value, target.kind)


def target_bars(targets, like) -> list[Bar]:
    """The targets that fit on a scale, one bar for each scope. A target without a period fits where its currency does."""
    fitting = [target for target in targets if likeness(target) == like or (target.period is None and likeness(target)[:2] == like[:2])]
    bars = []
    for scope, group in grouped(fitting, lambda target: target.scope).items():
        marks = tuple(mark for mark in map(mark_of, group) if mark)
        if marks:
            bars.append(Bar(f"Targets · {scope}" if scope else "Targets", None, None, marks=marks))
    return bars


def caption_of(figure, region="") -> str:
    """What the numbers of a chart are: "London: GBP, a year"."""
    unit = ", ".join(part for part in (figure.currency, afterword(figure)) if part)
    return f"{region}: {unit}" if region else unit


def drawn(bars, figure, *, component, caption, identifier, scale) -> Chart | None:
    svg = range_chart(
        bars,
        title=f"{component_name(component)}: {caption}",
        description="; ".join(f"{bar.label}: {bar.text or ', '.join(mark.label for mark in bar.marks)}" for bar in bars),
        identifier=identifier,
        write=percent if figure.unit in PERCENT_OF else compact,
        scale=scale,
    )
    return Chart(caption, svg) if svg else None


def parted(bands) -> dict[str, list]:
    """The bands of one scale in one chart or, where they are many, in one for each region, under the region's name."""
    return {"": bands} if len(bands) <= BARS_IN_A_CHART else grouped(bands, lambda band: band.region or NO_REGION)


def charts_of(component, bands, targets) -> list[Chart]:
    charts = []
    drawable = [band for band in bands if bar_of(band).values]
    for number, (like, alike) in enumerate(grouped(drawable, likeness).items(), 1):
        marks = target_bars(targets, like)
        scale = scale_for([*map(bar_of, alike), *marks])
        for part, (region, some) in enumerate(parted(alike).items(), 1):
            bars = [*(bar_of(band, label=band.level if region else "") for band in some), *marks]
            named = {"caption": caption_of(some[0], region), "identifier": f"{component}-{number}-{part}"}
            charts.append(drawn(bars, some[0], component=component, scale=scale, **named))
    return [one for one in charts if one]


def components_of(bands, targets, drawn=list) -> list[Component]:
    """The components of pay in the order of the guide. `drawn` makes of rows those that the charts show, as in another currency."""
    aims = grouped(targets, lambda target: target.component)
    return [
        Component(
            component_name(name),
            name,
            charts_of(name, drawn(group), drawn(aims.get(name, []))),
            group,
            any(band.level for band in group),
        )
        for name, group in grouped(bands, lambda band: band.component).items()
    ]
