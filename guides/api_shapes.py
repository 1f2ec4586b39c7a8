"""The shapes of guides in JSON. Fields of bands and targets have the names of the guide format."""

from dataclasses import asdict
from datetime import date

from ninja import Schema

from guides.models import Guide, Revision
from guides.peers import same_role
from guides.rendering import placeholders
from guides.storing import rows_of
from negotiate.api_types import DecimalOut


class GuideLine(Schema):
    """A guide in a list. `revision` is its number among the guide's."""

    company: str
    role: str
    title: str
    revision: int
    as_of: date | None
    tags: list[str]


class FigureOut(Schema):
    component: str
    unit: str
    low: DecimalOut | None
    high: DecimalOut | None
    open_ended: bool
    currency: str | None
    period: str | None
    original: str
    as_of: date | None
    review_by: date | None
    source: int | None


class BandOut(FigureOut):
    region: str | None
    level: str | None
    value_role: str
    note: str
    flag: str


class TargetOut(FigureOut):
    kind: str
    scope: str
    condition: str
    confidence: DecimalOut
    implies_walk_away: bool


class LeverOut(Schema):
    name: str
    body: str
    script: str
    placeholders: list[str]


class PeerOut(Schema):
    company: str
    level: str
    guide: str | None


class LevelOut(Schema):
    own_level: str
    is_attribute: bool
    peers: list[PeerOut]


class SourceOut(Schema):
    title: str
    url: str
    as_of: date | None


class SectionOut(Schema):
    kind: str
    heading: str
    markdown: str


class GuideOut(GuideLine):
    bands: list[BandOut]
    targets: list[TargetOut]
    levers: list[LeverOut]
    levels: list[LevelOut]
    sources: list[SourceOut]
    sections: list[SectionOut]


def line_document(guide: Guide, revision: Revision) -> dict:
    """Names and slugs, and what the revision says of itself."""
    return {
        "company": guide.company.slug,
        "role": guide.role.slug,
        "title": revision.title,
        "revision": revision.number,
        "as_of": revision.as_of,
        "tags": [tag.name for tag in revision.tags.all()],
    }


def guide_document(guide: Guide, revision: Revision) -> dict:
    """Everything the revision says. A peer's `guide` is `company/role` where we have a guide for the same role there."""
    rows = rows_of(revision)
    linked = peers_with_guides(guide, rows.levels)
    return {
        **line_document(guide, revision),
        "bands": [asdict(band) for band in rows.bands],
        "targets": [asdict(target) for target in rows.targets],
        "levers": [asdict(lever) | {"placeholders": placeholders(lever.script)} for lever in rows.levers],
        "levels": [level_document(level, linked) for level in rows.levels],
        "sources": [asdict(source) for source in rows.sources],
        "sections": [asdict(section) for section in rows.sections],
    }


def level_document(level, linked: dict[str, str]) -> dict:
    peers = [asdict(peer) | {"guide": linked.get(peer.company)} for peer in level.peers]
    return {"own_level": level.own_level, "is_attribute": level.is_attribute, "peers": peers}


def peers_with_guides(guide: Guide, levels) -> dict[str, str]:
    """`company/role` by the company's name as the guide has it, for the peers that have a readable guide of the same role."""
    found = same_role(guide, {peer.company for level in levels for peer in level.peers})
    return {name: f"{other.company.slug}/{other.role.slug}" for name, other in found.items()}
