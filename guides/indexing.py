"""The search index: an entry for each published guide, written anew whenever one is published or renamed."""

from collections import defaultdict
from collections.abc import Iterable

from guides.models import Band, Entry, Guide, LevelRow, Revision, Tag
from guides.words import abbreviated, fold, lexemes, other_names, words_in

RULES = 1  # raise it when entries would come out otherwise: what older rules made is then made anew
AT_ONCE = 500


def index_guides(keys: Iterable[int]) -> None:
    """Write the entries of guides, by their keys, from what they have published. Five queries for any number."""
    live = Revision.objects.filter(guide__in=list(keys), state=Revision.State.PUBLISHED)
    heads = live.values_list("pk", "guide_id", "guide__company__name", "guide__company__sector", "guide__role__name")
    tags = texts(Tag.objects.filter(revision__in=live).values_list("revision_id", "name"))
    places = Band.objects.filter(revision__in=live).order_by().distinct()
    regions = texts(places.values_list("revision_id", "region"))
    levels = texts(places.values_list("revision_id", "level"))
    own = texts(LevelRow.objects.filter(revision__in=live, is_attribute=False).values_list("revision_id", "own_level"))
    entries = [
        Entry(
            guide_id=guide,
            vector=vector(company, role, sector, regions[pk] + tags[pk] + levels[pk], own[pk]),
            regions=lines(regions[pk]),
            tags=lines(tags[pk]),
            rules=RULES,
        )
        for pk, guide, company, sector, role in heads
    ]
    changed = ["vector", "regions", "tags", "rules"]
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["guide"], update_fields=changed)


def index_what_is_missing() -> int:
    """Write the entries that are not there or were made by older rules. Gives their number."""
    live = Guide.objects.filter(revisions__state=Revision.State.PUBLISHED).exclude(entry__rules=RULES)
    keys = list(live.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        index_guides(keys[start : start + AT_ONCE])
    return len(keys)


def texts(rows) -> dict[int, list[str]]:
    found = defaultdict(list)
    for revision, text in rows:
        if text:
            found[revision].append(text)
    return found


def lines(names: list[str]) -> str:
    """Folded names, a line each, to be asked for by a part of one."""
    return "\n".join(sorted({fold(name).replace("\n", " ") for name in names}))


def vector(company: str, role: str, sector: str, about: list[str], levels: list[str]) -> str:
    """The company counts most, then the role, then where and about what; sector and level mapping least."""
    return lexemes(
        [
            ("A", words_in(company)),
            ("B", words_in(role) + other_names(company) + other_names(role)),
            ("C", said(about)),
            ("D", words_in(sector) + said(levels)),
        ]
    )


def said(texts: list[str]) -> list[str]:
    """The words of short texts, and the other ways to say them."""
    split = [words_in(text) for text in texts]
    return [word for words in split for word in words + abbreviated(words)]
