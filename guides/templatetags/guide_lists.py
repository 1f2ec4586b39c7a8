"""Lists of guides for pages that are not about guides."""

from decimal import Decimal

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from guides.charts import Bar, Mark, range_chart
from guides.directory import by_company, newest

register = template.Library()

EXAMPLE = (
    Bar(
        "Base salary",
        Decimal(180_000),
        Decimal(240_000),
        text="$180,000 – $240,000",
        marks=(
            Mark("Walk away $185K", Decimal(185_000), "walk_away"),
            Mark("Offer $198K", Decimal(198_000), "offer"),
            Mark("Accept $210K", Decimal(210_000), "accept"),
            Mark("Anchor $235K", Decimal(235_000), "anchor"),
        ),
    ),
    Bar(
        "Sign-on",
        Decimal(20_000),
        Decimal(60_000),
        text="$20,000 – $60,000",
        marks=(Mark("Offer $25K", Decimal(25_000), "offer"), Mark("Counter $50K", Decimal(50_000), "counter")),
    ),
)


@register.simple_tag
def example_charts():
    """An invented offer inside an invented guide's ranges: each component on its own scale."""
    return [
        mark_safe(range_chart([bar], title=bar.label, description="An invented example.", identifier=f"example-{number}"))  # noqa: S308
        for number, bar in enumerate(EXAMPLE)
    ]


@register.inclusion_tag("guides/list.html", takes_context=True)
def newest_guides(context, count=8):
    """The guides published last, where this reader may see guides."""
    return {"companies": by_company(newest(count)) if may_read_guides(context) else []}


@register.simple_tag(takes_context=True)
def may_read_guides(context) -> bool:
    """Whether this reader may see guides."""
    user = context.get("user")
    return settings.GUIDES_PUBLIC or (user is not None and user.is_authenticated)
