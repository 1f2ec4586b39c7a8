"""The search index: an entry for each guide that readers see, written when one is published or renamed, gone when it is retired."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from django.db import transaction
from django.db.models import Min, Q
from psycopg.types.json import Jsonb

from guides.abbreviations import OF_COMPANIES, OF_REGIONS, OF_ROLES, OF_TAGS
from guides.copying import copy_rows
from guides.models import Band, Company, Entry, Guide, LevelRow, Revision, Role, Tag
from guides.words import Ways, fold, initials, lexemes, one_word, other_phrases, other_ways, words_in

RULES = 3  # raise it when entries would come out otherwise: what older rules made is then made anew
AT_ONCE = 500
COLUMNS = ("guide_id", "revision_id", "vector", "regions", "tags", "place", "line", "digest", "rules")
HEADLINES = ("base", "total")
SHOWN = ("component", "unit", "low", "high", "open_ended", "currency", "original")  # of a headline, in a list


@transaction.atomic
def index_guides(keys: Iterable[int]) -> None:
    """Write the entries of guides, by their keys, as they are now; those that readers do not see lose theirs.

    Ten queries for any number. The guides are locked, so that of two who write an entry the later one has read what the earlier one wrote.
    """
    keys = list(Guide.objects.filter(pk__in=list(keys)).select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    live = Revision.objects.live().filter(guide__in=keys)
    live = list(live.select_related("guide__company", "guide__role"))
    Entry.objects.filter(guide__in=keys).delete()
    known = Known(live)
    copy_rows(Entry, COLUMNS, (entry(known, revision) for revision in live))


class Known:
    """What many revisions say, by revision: regions in their order, tags, levels, the headlines of their pay."""

    def __init__(self, revisions):
        of_these = Q(revision__in=revisions)
        bands = Band.objects.filter(of_these).order_by()
        places = bands.values("revision_id", "region").annotate(first=Min("position")).order_by("first")
        headlines = bands.filter(component__in=HEADLINES, value_role="primary").distinct("revision_id", "component")
        self.regions = texts(places.values_list("revision_id", "region"))
        self.levels = texts(bands.distinct().values_list("revision_id", "level"))
        self.tags = texts(Tag.objects.filter(of_these).values_list("revision_id", "name"))
        self.own = texts(LevelRow.objects.filter(of_these, is_attribute=False).values_list("revision_id", "own_level"))
        self.headlines = defaultdict(list)
        for revision, *values in headlines.order_by("revision_id", "component", "position").values_list("revision_id", *SHOWN):
            self.headlines[revision].append(dict(zip(SHOWN, map(plain, values), strict=True)))


def entry(known: Known, revision: Revision) -> tuple:
    """The values of an entry, in the order of COLUMNS."""
    company, role, pk = revision.guide.company, revision.guide.role, revision.pk
    tags, regions = known.tags[pk], known.regions[pk]
    words = vector(company, role, regions, tags + known.levels[pk], known.own[pk])
    names = {"company": [company.name, company.slug], "role": [role.name, role.slug]}
    place = "\t".join([fold(company.name), company.slug, fold(role.name), role.slug])
    line = names | {"regions": regions, "bands": known.headlines[pk], "as_of": plain(revision.as_of)}
    digest = int.from_bytes(blake2b(f"{company.name}\t{words}".encode(), digest_size=7).digest())
    return revision.guide_id, pk, words, lines(regions, OF_REGIONS), lines(tags, OF_TAGS), place, Jsonb(line), digest, RULES


def index_what_is_missing(*, every=False) -> int:
    """Write the entries that are not there, are of another revision or were made by older rules, and remove what readers do not see.

    Gives their number. `every` makes all anew.
    """
    live = Revision.objects.live()
    fresh = Entry.objects.filter(rules=RULES, revision__in=live).values("guide")
    wanted = live if every else live.exclude(guide__in=fresh)
    keys = list(wanted.values_list("guide", flat=True))
    keys += Entry.objects.exclude(guide__in=live.values("guide")).values_list("pk", flat=True)
    for start in range(0, len(keys), AT_ONCE):
        index_guides(keys[start : start + AT_ONCE])
    return len(keys)


def texts(rows) -> dict[int, list[str]]:
    found = defaultdict(list)
    for revision, text in rows:
        if text:
            found[revision].append(text)
    return found


def plain(value):
    """A value as JSON keeps it: amounts and days as text."""
    return value if value is None or isinstance(value, bool) else str(value)


def lines(names: list[str], ways: Ways) -> str:
    """The words of names and of the other ways to say them, a line each, to be asked for as `line_part` does."""
    split = [words_in(name) for name in names]
    every = {tuple(words) for words in split}.union(*(other_phrases(words, ways) for words in split))
    return "\n".join(sorted(map(line_part, every)))


def line_part(words: Iterable[str]) -> str:
    """Words that stand side by side in a line, from the beginning of the first one on."""
    return "".join(f" {word}" for word in words)


def vector(company: Company, role: Role, regions: list[str], about: list[str], levels: list[str]) -> str:
    """The company counts most, then the role, then where and about what; sector, level mapping and the company's initials least."""
    name, work = words_in(company.name), words_in(role.name)
    return lexemes(
        [
            ("A", name + one_word(name) + other_ways(name, OF_COMPANIES)),
            ("B", work + one_word(work) + initials(work) + other_ways(work, OF_ROLES)),
            ("C", said(regions, OF_REGIONS) + said(about, OF_TAGS)),
            ("D", words_in(company.sector) + said(levels, OF_ROLES) + initials(name)),
        ]
    )


def said(texts: list[str], ways: Ways) -> list[str]:
    """The words of short texts, and the other ways to say them."""
    split = [words_in(text) for text in texts]
    return [word for words in split for word in words + one_word(words) + other_ways(words, ways)]
