"""A position line by line, as the page shows it: the figures in words, and one chart for each component."""

from dataclasses import dataclass

from guides.charts import Bar, Mark, range_chart
from guides.pay import likeness
from negotiate.money.formatting import (
    PERCENT_OF,
    afterword,
    amount_of,
    compact,
    component_name,
    figure_range,
    figure_words,
    number,
    percent,
)
from offers.position_words import TONES, missing_words, standing_words
from offers.term_words import value_words
from offers.verdicts import Position, Standing

MARKS = (("anchor", "Anchor"), ("accept", "Accept"), ("walk_away", "Walk away"))
PLACE_TONES = {"below_band": "bad", "inside_band": "", "above_band": "good"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One component: what each side says, the guide's figures, the verdict in words, the drawing."""

    component: str
    name: str
    offer: str
    counter: str
    band: str
    anchor: str
    accept: str
    walk_away: str
    penetration: str
    compa_ratio: str
    verdict: str
    tone: str
    notes: tuple[str, ...]
    chart: str


def lines_of(position: Position, counter: Position | None = None) -> list[Line]:
    """A line for each component of the offer's position; `counter` is the position of the candidate's own newest proposal."""
    beside = {standing.component: standing for standing in counter.components} if counter else {}
    there = {standing.component for standing in position.components}
    standings = [*position.components, *(standing_without_offer(other) for name, other in beside.items() if name not in there)]
    return [line_of(standing, beside.get(standing.component)) for standing in standings]


def standing_without_offer(other: Standing) -> Standing:
    return Standing(component=other.component, stated=None, band=other.band)


def line_of(standing: Standing, counter: Standing | None) -> Line:
    marks = {kind: mark_words(getattr(standing, kind)) for kind, _ in MARKS}
    missing = missing_words(standing)
    return Line(
        component=standing.component,
        name=component_name(standing.component),
        offer=stated_words(standing.stated),
        counter=stated_words(counter.stated) if counter else "",
        band=figure_words(standing.band) if standing.band else "",
        **marks,
        penetration=share_words(standing.penetration),
        compa_ratio=number(round(standing.compa_ratio, 2)) if standing.compa_ratio is not None else "",
        verdict=standing_words(standing),
        tone=TONES.get(standing.verdict, PLACE_TONES.get(standing.place, "")),
        notes=(*standing.notes, *([missing] if missing else [])),
        chart=chart_of(standing, counter),
    )


def stated_words(stated) -> str:
    if stated is None:
        return "not stated"
    return value_words(unit=stated.unit, value=stated.value, currency=stated.currency, period=stated.period, text=stated.text)


def mark_words(mark) -> str:
    return f"{amount_of(mark.value, mark.target)}{'+' if mark.target.open_ended else ''}" if mark else ""


def share_words(penetration) -> str:
    """How far into the band, as a percent: 53 %."""
    return percent(round(penetration * 100)) if penetration is not None else ""


def chart_of(standing: Standing, counter: Standing | None) -> str:
    """The band with the guide's marks and what each side says in it; empty where no number is known."""
    figure = standing.band if standing.band and standing.band.unit not in ("text", "none") else first_target(standing)
    if figure is None:
        return ""
    band = figure is standing.band
    text = figure_range(figure) if band else "no band, the guide's targets alone"
    marks = [*guide_marks(standing, figure), *side_marks(standing, counter, figure)]
    bar = Bar(
        afterword(figure) or "the guide", figure.low if band else None, figure.high if band else None, band and figure.open_ended, text
    )
    name = component_name(standing.component)
    return range_chart(
        [with_marks(bar, marks)],
        title=f"{name}: where the offer stands",
        description=f"{standing_words(standing)}. " + "; ".join([text, *(mark.label for mark in marks)]),
        identifier=f"standing-{standing.component}",
        write=percent if figure.unit in PERCENT_OF else compact,
    )


def with_marks(bar: Bar, marks) -> Bar:
    return Bar(bar.label, bar.low, bar.high, bar.open_ended, bar.text, tuple(marks))


def first_target(standing: Standing):
    return next((mark.target for kind, _ in MARKS if (mark := getattr(standing, kind))), None)


def guide_marks(standing: Standing, figure):
    """The guide's targets that are on the figure's scale."""
    for kind, label in MARKS:
        mark = getattr(standing, kind)
        if mark and alike(mark.target, figure):
            yield Mark(f"{label} {mark_words(mark)}", mark.value, kind)


def side_marks(standing: Standing, counter: Standing | None, figure):
    """The offer and the counter where they can be put in the figure's terms."""
    for side, kind, label in ((standing, "offer", "Offer"), (counter, "counter", "Counter")):
        value = in_terms_of(side, figure) if side else None
        if value is not None:
            yield Mark(f"{label} {amount_of(value, figure)}", value, kind)


def in_terms_of(standing: Standing, figure):
    if standing.band is figure or (standing.band is not None and standing.band == figure):
        return standing.offered
    return next((mark.offered for kind, _ in MARKS if (mark := getattr(standing, kind)) and alike(mark.target, figure)), None)


def alike(target, figure) -> bool:
    """Whether a target is on a figure's scale; one without a period is where its unit and currency are."""
    return likeness(target) == likeness(figure) or (target.period is None and likeness(target)[:2] == likeness(figure)[:2])
