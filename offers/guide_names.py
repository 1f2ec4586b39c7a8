"""Which guides a typed employer and role may mean. A guide whose names are the same is meant; one that is like it is offered."""

from rapidfuzz import fuzz

from guides.models import Guide
from guides.words import words_in

LIKE, ROLE_LIKE, PART, SLIP = 80, 60, 95, 85
MOST = 5
GENERIC = {"inc", "llc", "ltd", "plc", "corp", "corporation", "company", "co", "group", "the", "gmbh", "sa", "ag"}


def readable() -> list[Guide]:
    return list(Guide.objects.readable().select_related("company", "role"))


def plain_name(name: str) -> str:
    words = words_in(name[:200])
    return " ".join([word for word in words if word not in GENERIC] or words)


def guide_named(employer: str, role: str) -> Guide | None:
    """The guide whose company and role have these very names, but for case and punctuation."""
    if not employer or not role:
        return None
    asked = plain_name(employer), plain_name(role)
    return next((guide for guide in readable() if asked == (plain_name(guide.company.name), plain_name(guide.role.name))), None)


def guides_like(employer: str, role: str) -> list[Guide]:
    """Guides that may be meant, the likeliest first: the employer must be alike, then the role decides."""
    ranked = [(likeness(employer, role, guide), str(guide), guide) for guide in readable()]
    return [guide for score, _, guide in sorted(ranked, key=lambda found: (-found[0], found[1])) if score][:MOST]


def likeness(employer: str, role: str, guide: Guide) -> float:
    """From 0 to 100. A part of the employer's name is as good as the whole: Millennium for Millennium Management."""
    asked, company = plain_name(employer), plain_name(guide.company.name)
    if not asked or not company:
        return 0
    same_role = fuzz.token_set_ratio(plain_name(role), plain_name(guide.role.name))
    same_company = max(fuzz.ratio(asked, company), PART * is_part(asked.split(), company.split()))
    return (same_company + same_role) / 2 if same_company >= LIKE and same_role >= ROLE_LIKE else 0


def is_part(some: list[str], others: list[str]) -> bool:
    """Whether each word of the shorter name is in the longer one, but for slips of the finger."""
    shorter, longer = sorted((some, others), key=len)
    return all(max(fuzz.ratio(word, other) for other in longer) >= SLIP for word in shorter)
