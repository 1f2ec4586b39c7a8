"""A package's years as stacked bars, by how certain each part is. Pure SVG text: classes only, places in per cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from guides.charts import AXIS, BAR, GAP, Bar, axis, element, heading, line
from guides.scales import Scale, scale_of
from negotiate.money.formatting import compact

ZERO = Decimal(0)


@dataclass(frozen=True)
class Segment:
    """A part of a bar; `kind` is its class, `words` its title."""

    kind: str
    amount: Decimal
    words: str


@dataclass(frozen=True)
class Stack:
    """One bar: its name, its words, its parts from the left, and how far it would reach if everything pays."""

    label: str
    text: str
    segments: tuple[Segment, ...]
    whole: Decimal


def stacked_chart(stacks: Sequence[Stack], *, title: str, description: str, identifier: str) -> str:
    """One SVG with the bars under each other, from zero. Empty where there is nothing to draw. `identifier` is unique on its page."""
    largest = max((stack.whole for stack in stacks), default=ZERO)
    if largest <= 0:
        return ""
    scale = scale_of([ZERO, largest])
    rows, top = "", 2
    for stack in stacks:
        drawn, bottom = row(stack, scale, top)
        rows += drawn
        top = bottom + GAP
    named = element("title", escape(title), id=f"{identifier}-title") + element("desc", escape(description), id=f"{identifier}-desc")
    names = {"role": "img", "aria_labelledby": f"{identifier}-title", "aria_describedby": f"{identifier}-desc"}
    return element("svg", named + axis(scale, top - 4, compact) + rows, class_="chart stacked", width="100%", height=top + AXIS, **names)


def row(stack: Stack, scale: Scale, top: int) -> tuple[str, int]:
    """One bar under its name. Gives the drawing and the next free height."""
    drawn, top = heading(Bar(stack.label, None, None, text=stack.text), top)
    if not stack.whole:
        return drawn, top
    if stack.whole > sum(segment.amount for segment in stack.segments):
        drawn += element("rect", class_="whole", x="0%", y=top, width=f"{scale.place(stack.whole)}%", height=BAR)
    reached = ZERO
    for segment in stack.segments:
        left, reached = scale.place(reached), reached + segment.amount
        drawn += part(segment, left, scale.place(reached), top)
    return element("g", drawn + line(0, 0, top - 2, top + BAR + 2, class_="band-edge"), class_="bar"), top + BAR


def part(segment: Segment, left: Decimal, right: Decimal, top: int) -> str:
    kind = f"segment certainty-{segment.kind}"
    return element("rect", element("title", escape(segment.words)), class_=kind, x=f"{left}%", y=top, width=f"{right - left}%", height=BAR)
