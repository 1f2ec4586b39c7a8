"""A position line by line, as the page shows it: the figures in words, and one chart for each component."""

from dataclasses import dataclass, replace

from guides.charts import Bar, Mark, range_chart
from guides.pay import likeness
from negotiate.money.formatting import (
    PERCENT_OF,
    afterword,
    amount_of,
    compact,
    component_name,
    estimate_of,
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
    """One component: what each side says, the figures it is compared with, the verdict in words, the drawing.

    `whose` says whose numbers decide ("yours", "guide" or nothing); a mark of one's own is followed by "yours", and `guides` has what the
    guide says instead.
    """

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
    whose: str
    guides: str
    own_range: str
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
        band=figure_words(standing.band) if standing.band_whose == "guide" else "",
        **marks,
        penetration=share_words(standing.penetration),
        compa_ratio=number(round(standing.compa_ratio, 2)) if standing.compa_ratio is not None else "",
        verdict=standing_words(standing),
        whose=standing.whose or "",
        guides=guides_words(standing),
        own_range=figure_words(standing.own_band) if standing.own_band else "",
        tone=TONES.get(standing.verdict, PLACE_TONES.get(standing.place, "")),
        notes=(*standing.notes, *([missing] if missing else [])),
        chart=chart_of(standing, counter),
    )


def stated_words(stated) -> str:
    if stated is None:
        return "not stated"
    return value_words(unit=stated.unit, value=stated.value, currency=stated.currency, period=stated.period, text=stated.text)


def mark_words(mark) -> str:
    """$290,000+; of one's own: $310,000, yours."""
    if mark is None:
        return ""
    return f"{amount_of(mark.value, mark.target)}{'+' if mark.target.open_ended else ''}{', yours' if mark.whose == 'yours' else ''}"


def guides_words(standing: Standing) -> str:
    """What the guide says where one's own numbers stand instead: The guide's accept is $290,000."""
    parts = [f"{label.lower()} {mark_words(standing.guides[kind])}" for kind, label in MARKS if kind in standing.guides]
    return f"The guide says: {', '.join(parts)}." if parts else ""


def share_words(penetration) -> str:
    """How far into the band, as a percent: 53 %."""
    return percent(round(penetration * 100)) if penetration is not None else ""


def chart_of(standing: Standing, counter: Standing | None) -> str:
    """The guide's band with its marks, one's own range with one's own below, what each side says in them; empty without a number."""
    guide, own = guides_bar(standing), own_bar(standing)
    figure = guide[1] if guide else own[1] if own else None
    if figure is None:
        return ""
    bars = [bar for bar, scale in filter(None, (guide, own)) if alike(scale, figure)]
    bars[0] = with_marks(bars[0], (*bars[0].marks, *side_marks(standing, counter, figure)))
    name = component_name(standing.component)
    told = [part for bar in bars for part in (f"{bar.label}: {bar.text}", *(mark.label for mark in bar.marks))]
    return range_chart(
        bars,
        title=f"{name}: where the offer stands",
        description=f"{standing_words(standing)}. " + "; ".join(told),
        identifier=f"standing-{standing.component}",
        write=percent if figure.unit in PERCENT_OF else compact,
    )


def guides_bar(standing: Standing) -> tuple[Bar, object] | None:
    """The guide's bar, and the figure whose scale it is on."""
    marks = {kind: mark for kind, mark in {**standing.marks, **standing.guides}.items() if mark.whose == "guide"}
    band = standing.band if standing.band_whose == "guide" and standing.band.unit not in ("text", "none") else None
    return (
        bar_of(afterword(band or first(marks)) or "the guide", band, marks, "no band, the guide's targets alone") if band or marks else None
    )


def own_bar(standing: Standing) -> tuple[Bar, object] | None:
    marks, band = standing.own_marks, standing.own_band
    return bar_of("Yours", band, marks, "your targets alone") if band or marks else None


def bar_of(label: str, band, marks: dict, without: str) -> tuple[Bar, object]:
    figure = band or first(marks)
    ends = (band.low, band.high, band.open_ended, figure_range(band)) if band else (None, None, False, without)
    drawn = tuple(
        Mark(f"{name} {mark_words(marks[kind])}", marks[kind].value, kind)
        for kind, name in MARKS
        if kind in marks and alike(marks[kind].target, figure)
    )
    return Bar(label, *ends, drawn), figure


def first(marks: dict):
    return next((marks[kind].target for kind, _ in MARKS if kind in marks), None)


def with_marks(bar: Bar, marks) -> Bar:
    return replace(bar, marks=tuple(marks))


def side_marks(standing: Standing, counter: Standing | None, figure):
    """The offer and the counter where they can be put in the figure's terms."""
    for side, kind, label in ((standing, "offer", "Offer"), (counter, "counter", "Counter")):
        value = in_terms_of(side, figure) if side else None
        if value is not None:
            words = amount_of if is_stated_in(side.stated, figure) else estimate_of
            yield Mark(f"{label} {words(value, figure)}", value, kind)


def is_stated_in(stated, figure) -> bool:
    """Whether the figure's unit and currency are the line's own, so that nothing was converted."""
    return stated is not None and (stated.unit, stated.currency) == (figure.unit, figure.currency)


def in_terms_of(standing: Standing, figure):
    if standing.band is not None and standing.band == figure:
        return standing.offered
    if standing.own_band is not None and standing.own_band == figure:
        return standing.own_offered
    marks = (*standing.marks.values(), *standing.guides.values())
    return next((mark.offered for mark in marks if alike(mark.target, figure)), None)


def alike(target, figure) -> bool:
    """Whether a target is on a figure's scale; one without a period is where its unit and currency are."""
    return likeness(target) == likeness(figure) or (target.period is None and likeness(target)[:2] == likeness(figure)[:2])
