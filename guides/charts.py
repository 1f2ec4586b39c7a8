"""Ranges drawn as SVG: bars on one scale with marks in them. Pure text, no styles: classes only, sizes in pixels, places in per cents.

Nothing unknown is drawn: a bar without numbers keeps its words, an open end runs on as a dashed line, and a value outside a band
stands outside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from guides.labels import NARROWEST, Label, arranged, beginning, text_width
from guides.scales import Scale, scale_of
from negotiate.money.formatting import compact

KINDS = ("anchor", "accept", "walk_away", "offer", "counter")
SHAPES = {
    "anchor": "M0 -8 7 5H-7Z",
    "accept": "M0 -7A7 7 0 0 1 0 7A7 7 0 0 1 0 -7Z",
    "walk_away": "M0 8 7 -5H-7Z",
    "offer": "M0 -9 7 0 0 9 -7 0Z",
    "counter": "M-6 -6H6V6H-6Z",
}
LINE, LANE, BAR, GAP, AXIS = 20, 17, 16, 16, 22
BEFORE = {"start": Decimal(0), "middle": Decimal("0.5"), "end": Decimal(1)}  # how much of the words stands before their place
ON_TABLE = ("offer", "counter")  # these stand in the upper half of the bar, the guide's marks in the lower: equal values stay apart


@dataclass(frozen=True)
class Mark:
    """One number on a bar. The label is drawn as given, so it holds the amount in words: "Anchor $330K"."""

    label: str
    value: Decimal
    kind: str  # one of KINDS


@dataclass(frozen=True)
class Bar:
    """One range with its name on the left and its words on the right. An end that is None is not known; open_ended runs on to the right."""

    label: str
    low: Decimal | None
    high: Decimal | None
    open_ended: bool = False
    text: str = ""
    marks: tuple[Mark, ...] = ()
    converted: bool = False

    @property
    def ends(self) -> list[Decimal]:
        """The known ends in order. A range written the wrong way round is doubtful and has none."""
        known = [end for end in (self.low, self.high) if end is not None]
        return known if known == sorted(known) else []

    @property
    def values(self) -> list[Decimal]:
        return [*self.ends, *(mark.value for mark in self.marks)]

    @property
    def runs_on(self) -> bool:
        return bool(self.ends) and self.open_ended


def element(name: str, content: str = "", **attributes) -> str:
    """An SVG element; an underscore at the end of an attribute's name is dropped, others become hyphens."""
    words = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{words}>{content}</{name}>"


def text(words: str, **attributes) -> str:
    return element("text", escape(words), **attributes)


def line(left, right, top, bottom, **attributes) -> str:
    return element("line", x1=f"{left}%", x2=f"{right}%", y1=top, y2=bottom, **attributes)


def cut(words: str, width: int = NARROWEST) -> str:
    """The words, shortened where they are wider than the narrowest chart."""
    return words if text_width(words) <= width else f"{beginning(words, width - text_width('…')).rstrip()}…"


def scale_for(bars: Sequence[Bar]) -> Scale | None:
    """One scale for all the bars; bars without an upper end get room on the right."""
    scale = scale_of(value for bar in bars for value in bar.values)
    return scale.wider() if scale and any(bar.runs_on for bar in bars) else scale


def heading(bar: Bar, top: int) -> tuple[str, int]:
    """The bar's name and words, in one line where both fit on the narrowest chart. Gives the drawing and the next free height."""
    label, words = cut(bar.label), cut(bar.text)
    fits = text_width(label) + text_width(words) + 16 <= NARROWEST
    drawn = text(label, class_="bar-label", x=0, y=top + 12)
    if not words:
        return drawn, top + LINE
    if fits:
        return drawn + text(words, class_="bar-text", x="100%", y=top + 12, text_anchor="end"), top + LINE
    return drawn + text(words, class_="bar-text", x=0, y=top + LINE + 11), top + 2 * LINE


def open_end(start: Decimal, end: int, middle: int) -> str:
    """A dashed line on to the edge of the scale, and an arrow there."""
    arrow = "M-8 -5 0 0 -8 5Z" if end else "M8 -5 0 0 8 5Z"
    tip = element("svg", element("path", class_="arrow", d=arrow), x=f"{end}%", y=middle, overflow="visible")
    return line(start, end, middle, middle, class_="band-open") + tip


def band(bar: Bar, scale: Scale, top: int) -> str:
    """The range itself: filled between its known ends, an edge at each, dashed where it runs on."""
    places = [scale.place(end) for end in bar.ends]
    if not places:
        return ""
    drawn = element("rect", class_="band", x=f"{places[0]}%", y=top, width=f"{places[-1] - places[0]}%", height=BAR)
    drawn += "".join(line(place, place, top - 1, top + BAR + 1, class_="band-edge") for place in places)
    if bar.low is None:
        drawn += open_end(places[0], 0, top + BAR // 2)
    return drawn + (open_end(places[-1], 100, top + BAR // 2) if bar.runs_on else "")


def mark_words(label: str, place: Decimal, side: str, y: int) -> str:
    """A mark's words beside its leader."""
    if side == "edge":
        return text(label, class_="mark-text", x=0, y=y)
    shift, anchor = (6, "start") if side == "right" else (-6, "end")
    return text(label, class_="mark-text", x=f"{place}%", dx=shift, y=y, text_anchor=anchor)


def mark_parts(mark: Mark, place: Decimal, label: Label, top: int) -> tuple[str, str]:
    """One mark's leader, and its shape with its words."""
    kind = mark.kind if mark.kind in KINDS else "offer"
    middle = top + 3 if kind in ON_TABLE else top + BAR - 1
    foot = top + BAR + 20 + label.lane * LANE
    shape = element("svg", element("path", class_="mark", d=SHAPES[kind]), x=f"{place}%", y=middle, overflow="visible")
    words = mark_words(cut(mark.label), place, label.side, foot)
    group = f"mark-{kind.replace('_', '-')}"
    leader = line(place, place, middle, foot, class_="leader")
    return element("g", leader, class_=group), element("g", shape + words, class_=group)


def marks(bar: Bar, scale: Scale, top: int) -> tuple[str, int]:
    """Shapes on the bar, words in lanes below it, a leader between. Gives the drawing and the next free height."""
    places = [scale.place(mark.value) for mark in bar.marks]
    labels = arranged([(place, cut(mark.label)) for place, mark in zip(places, bar.marks, strict=True)])
    parts = [mark_parts(*each, top) for each in zip(bar.marks, places, labels, strict=True)]
    leaders, shapes = ("".join(part[number] for part in parts) for number in (0, 1))
    lanes = max((label.lane for label in labels), default=-1) + 1
    return leaders + shapes, top + BAR + (7 + LANE * lanes if lanes else 0)


def row(bar: Bar, scale: Scale, top: int) -> tuple[str, int]:
    """One bar with its name and marks. Gives the drawing and the next free height."""
    drawn, top = heading(bar, top)
    if not bar.values:
        return drawn, top
    drawn += line(0, 100, top + BAR // 2, top + BAR // 2, class_="track") + band(bar, scale, top)
    marked, bottom = marks(bar, scale, top)
    return drawn + marked, bottom


def axis(scale: Scale, bottom: int, write: Callable[[Decimal], str]) -> str:
    """Grid lines over the whole height and their numbers below, those that have room beside the one before."""
    ticks = scale.ticks()
    drawn, reached = "", Decimal(-GAP)
    for tick in ticks:
        place, words = scale.place(tick), write(tick)
        anchor = {ticks[0]: "start", ticks[-1]: "end"}.get(tick, "middle")
        drawn += line(place, place, 0, bottom, class_="grid-line")
        left = place * NARROWEST / 100 - text_width(words) * BEFORE[anchor]
        if left >= reached + GAP // 2:
            drawn += text(words, class_="tick", x=f"{place}%", y=bottom + 16, text_anchor=anchor)
            reached = left + text_width(words)
    return drawn


def range_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    description: str,
    identifier: str,
    write: Callable[[Decimal], str] = compact,
    scale: Scale | None = None,
) -> str:
    """One SVG with the bars under each other on one scale. Empty where no value is known: then the table says it in words.

    `identifier` is unique on its page. `write` says a tick's value in words. `scale` is shared by charts that stand side by side.
    """
    scale = scale or scale_for(bars)
    if scale is None:
        return ""
    rows, top = "", 2
    for bar in bars:
        drawn, bottom = row(bar, scale, top)
        rows += element(
            "g", element("title", escape(f"{bar.label}: {bar.text}")) + drawn, class_="bar converted" if bar.converted else "bar"
        )
        top = bottom + GAP
    named = element("title", escape(title), id=f"{identifier}-title") + element("desc", escape(description), id=f"{identifier}-desc")
    names = {"role": "img", "aria_labelledby": f"{identifier}-title", "aria_describedby": f"{identifier}-desc"}
    return element("svg", named + axis(scale, top - 4, write) + rows, class_="chart", width="100%", height=top + AXIS, **names)
