"""A company's guides side by side, one component of pay at a time. Pure over revisions with their bands and targets.

Like is drawn beside like only: one scale for each unit, currency and period.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from guides.charts import scale_for
from guides.pay import Chart, bar_of, caption_of, drawn, grouped, likeness
from guides.words import fold
from negotiate.money.formatting import COMPONENTS, component_name

EVERYWHERE = "everywhere"
ANY = "any"


@dataclass(frozen=True)
class Line:
    """One guide: its ranges of the component in the region, and its targets for it."""

    revision: object
    bands: list
    anchor: list
    accept: list
    walk_away: list

    @property
    def cells(self) -> list[tuple[str, str, list]]:
        return [("anchor", "Anchor", self.anchor), ("accept", "Accept", self.accept), ("walk_away", "Walk away", self.walk_away)]


@dataclass(frozen=True)
class SideBySide:
    components: list[tuple[str, str]]  # to choose from: name and words
    component: str
    regions: list[tuple[str, str]]
    region: str
    lines: list[Line]
    charts: list[Chart]

    @property
    def title(self) -> str:
        return component_name(self.component)

    @property
    def figures(self) -> list:
        return [figure for line in self.lines for figure in (*line.bands, *line.anchor, *line.accept, *line.walk_away)]


def region_of(band) -> tuple[str, str]:
    """A region's key and words, without what stands in brackets: "London (HQ)" beside "London (GBP/USD)"."""
    words = (band.region or "").split("(")[0].strip() or (band.region or "").strip()
    return (fold(words), words) if words else (EVERYWHERE, "Everywhere")


def components_in(revisions) -> list[tuple[str, str]]:
    there = {band.component for revision in revisions for band in revision.bands.all()}
    order = {name: place for place, name in enumerate(COMPONENTS)}
    return [(name, component_name(name)) for name in sorted(there, key=lambda name: (order.get(name, len(order)), name))]


def regions_in(revisions, component: str) -> list[tuple[str, str]]:
    """The regions of a component, those of the most guides first."""
    found = [dict(region_of(band) for band in revision.bands.all() if band.component == component) for revision in revisions]
    counts = Counter(key for regions in found for key in regions)
    words = {key: said for regions in reversed(found) for key, said in regions.items()}
    return [(key, words[key]) for key, _ in counts.most_common()]


def chosen(asked: str, choices: list[tuple[str, str]], usual: str = "") -> str:
    """What was asked for where it is to be had, else the usual or the first."""
    keys = [key for key, _ in choices]
    return next((key for key in (asked, usual) if key in keys), keys[0] if keys else "")


def side_by_side(revisions, *, component="", region="", shown: Callable = list) -> SideBySide:
    """`component` and `region` are what was asked for; region "any" is all of them. `shown` is as for the charts of a guide."""
    components = components_in(revisions)
    component = chosen(component, components, "base")
    regions = [*regions_in(revisions, component), (ANY, "All regions")]
    region = chosen(fold(region), regions)
    lines = [line_of(revision, component, region) for revision in revisions]
    return SideBySide(components, component, regions, region, lines, charts_of(lines, component, shown))


def line_of(revision, component: str, region: str) -> Line:
    bands = [band for band in revision.bands.all() if band.component == component and region in (ANY, region_of(band)[0])]
    targets = grouped([target for target in revision.targets.all() if target.component == component], lambda target: target.kind)
    return Line(revision, bands, *(targets.get(kind, []) for kind in ("anchor", "accept", "walk_away")))


def label_of(band, line: Line) -> str:
    """The role, and the place where the guide has more than one."""
    place = " · ".join(part for part in (band.region, band.level) if part)
    role = line.revision.guide.role.name
    return f"{role} · {place}" if place and len(line.bands) > 1 else role


def charts_of(lines: list[Line], component: str, shown: Callable) -> list[Chart]:
    found = [(band, line) for line in lines for band in shown(line.bands) if bar_of(band).values]
    charts = []
    for number, (_, alike) in enumerate(grouped(found, lambda pair: likeness(pair[0])).items(), 1):
        bars = [bar_of(band, label_of(band, line)) for band, line in alike]
        named = {"component": component, "caption": caption_of(alike[0][0]), "identifier": f"{component}-{number}"}
        charts.append(drawn(bars, alike[0][0], scale=scale_for(bars), **named))
    return [chart for chart in charts if chart]
