"""What people type, and which guide should then come first: names, prefixes, slips of the finger, short forms, signs and sentences."""

import pytest

from guides.indexing import index_guides
from guides.models import Tag
from guides.search import find
from tests.factories import create_guide

pytestmark = pytest.mark.django_db

# company, role, its name, regions, levels, tags
GUIDES = (
    ("millennium-management", "ml-ai-engineer", "ML/AI Engineer", ("New York (HQ)", "London"), (), ("Pod Structure", "Machine Learning")),
    ("millennium-management", "software-engineer", "Software Engineer", ("New York (HQ)", "London"), (), ("Pod Structure", "C++")),
    ("stripe", "software-engineer", "Software Engineer", ("San Francisco", "London"), ("Staff Engineer",), ("RSU", "Payments")),
    ("stripe", "senior-software-engineer", "Senior Software Engineer", ("San Francisco", "Dublin"), (), ("RSU",)),
    ("google", "product-manager", "Product Manager", ("San Mateo / Bay Area (USD)", "Zürich"), ("L5",), ("Kubernetes",)),
    ("jpmorgan-chase", "data-scientist", "Data Scientist", ("New York", "Hong Kong"), ("Vice President",), ("Python",)),
    ("airwallex", "engineering-manager", "Engineering Manager", ("Singapore (SGD)", "Melbourne"), (), ("Fintech Payments",)),
    ("de-shaw", "quantitative-researcher", "Quantitative Researcher", ("New York",), (), ("Python", "Alpha")),
    ("ubs", "site-reliability-engineer", "Site Reliability Engineer", ("Zürich (HQ)",), (), ("NYSE: UBS",)),
    ("att", "technical-program-manager", "Technical Program Manager", ("Dallas",), (), ("R&D",)),
    ("lodz-bank", "backend-engineer", "Backend Engineer", ("Łódź", "Kraków", "Remote UK"), (), (".NET",)),
    ("yandex", "data-engineer", "Data Engineer", ("Москва", "東京"), (), ("Data Platform",)),
)
NAMES = {"att": "AT&T", "ubs": "UBS", "jpmorgan-chase": "JPMorgan Chase", "de-shaw": "D. E. Shaw", "lodz-bank": "Łódź Bank"}


MEANT = (
    # names, beginnings, word order, case
    ("millennium", "Millennium"),
    ("mill", "Millennium"),
    ("goog", "Google"),
    ("MILLENNIUM MANAGEMENT", "Millennium"),
    ("ml millennium", "ML/AI Engineer at Millennium"),
    ("millennium ml engineer", "ML/AI Engineer at Millennium"),
    ("engineer software stripe", "Software Engineer at Stripe"),
    ("software engineer stripe", "Software Engineer at Stripe"),
    ("senior software engineer stripe", "Senior Software Engineer at Stripe"),
    ("staff eng stripe london", "Software Engineer at Stripe"),
    ("data engineer", "Data Engineer at Yandex"),
    ("backend", "Backend Engineer"),
    ("l5 google", "Google"),
    ("vp hong kong", "JPMorgan"),
    # slips of the finger, in names, roles, regions and tags
    ("millenium ml", "ML/AI Engineer at Millennium"),
    ("milenium managment", "Millennium"),
    ("stirpe", "Stripe"),
    ("strpe sofware enginer", "Software Engineer at Stripe"),
    ("gogle", "Google"),
    ("googel pm", "Product Manager at Google"),
    ("product maneger", "Product Manager"),
    ("singapre", "Engineering Manager at Airwallex"),
    ("singapre em", "Engineering Manager at Airwallex"),
    ("dubln stripe", "Senior Software Engineer at Stripe"),
    ("hong kogn", "JPMorgan"),
    ("quantitive reseacher", "Quantitative Researcher"),
    ("kuberntes", "Google"),
    ("zurcih sre", "Site Reliability Engineer at UBS"),
    ("milleniu", "Millennium"),
    ("airwalex manager", "Airwallex"),
    # joined and taken apart
    ("jp morgan", "JPMorgan"),
    ("jpmorganchase", "JPMorgan"),
    ("j.p. morgan data scientist", "JPMorgan"),
    ("milleniummanagement", "Millennium"),
    ("softwareengineer stripe", "Software Engineer at Stripe"),
    ("stripelondon", "Software Engineer at Stripe"),
    ("back end", "Backend Engineer"),
    ("hongkong", "JPMorgan"),
    ("site-reliability", "Site Reliability Engineer"),
    # short for long, long for short
    ("machine learning engineer", "ML/AI Engineer at Millennium"),
    ("mle millennium", "ML/AI Engineer at Millennium"),
    ("swe stripe", "Software Engineer at Stripe"),
    ("sr swe stripe", "Senior Software Engineer at Stripe"),
    ("sre", "Site Reliability Engineer"),
    ("tpm", "Technical Program Manager"),
    ("pm google", "Product Manager at Google"),
    ("eng mgr airwallex", "Engineering Manager at Airwallex"),
    ("sf stripe", "Stripe"),
    ("bay area pm", "Product Manager at Google"),
    ("san francisco senior", "Senior Software Engineer at Stripe"),
    ("nyc ml", "ML/AI Engineer at Millennium"),
    ("ny quant", "Quantitative Researcher"),
    ("ldn stripe", "Software Engineer at Stripe"),
    ("hk", "JPMorgan"),
    ("sg em", "Engineering Manager at Airwallex"),
    ("k8s", "Google"),
    ("ds jpmorgan", "Data Scientist at JPMorgan"),
    ("united kingdom backend", "Backend Engineer"),
    # accents, other alphabets, signs
    ("zürich", "UBS"),
    ("ZURICH google", "Google"),
    ("zuerich ubs", "UBS"),
    ("Łódź", "Łódź Bank"),
    ("lodz krakow", "Łódź Bank"),
    ("МОСКВА", "Yandex"),
    ("москва data", "Yandex"),
    ("東京", "Yandex"),
    ("at&t", "AT&T"),
    ("r&d", "AT&T"),
    ("c++ millennium", "Software Engineer at Millennium"),
    (".net", "Łódź Bank"),
    ("d.e. shaw", "D. E. Shaw"),
    ("de shaw", "D. E. Shaw"),
    ("  stripe,  (london)!! ", "Software Engineer at Stripe"),
    ('"software engineer" stripe', "Software Engineer at Stripe"),
    ("stripe AND london", "Software Engineer at Stripe"),
    ("stripe & !london | x:*", "Software Engineer at Stripe"),
    # sentences and what is pasted
    ("software engineer at stripe in london", "Software Engineer at Stripe"),
    ("how much does stripe pay a software engineer in london", "Software Engineer at Stripe"),
    ("google product manager salary", "Product Manager at Google"),
    ("Senior Machine Learning Engineer, Infra - London, UK (Hybrid) - Millennium Management", "ML/AI Engineer at Millennium"),
    ("stripe berlin", "Stripe"),
    ("stripe qqqqqqqq", "Stripe"),
)


@pytest.fixture(autouse=True)
def catalogue():
    for company, role, name, regions, levels, tags in GUIDES:
        guide = create_guide(company, role, role_name=name)
        type(guide.company).objects.filter(pk=guide.company_id).update(name=NAMES.get(company, guide.company.name))
        bands = guide.published.bands.all()
        for band, region in zip(bands, regions * 2, strict=False):
            band.region, band.level = region, (levels or (None,))[0]
            band.save()
        for region in regions[2:]:
            guide.published.bands.create(component="base", region=region, currency="USD", low=1, high=2)
        Tag.objects.bulk_create(Tag(revision=guide.published, position=place, name=tag) for place, tag in enumerate(tags))
        index_guides([guide.pk])


def first(words: str) -> str:
    entry = find(q=words).entries.first()
    return str(entry.guide).removesuffix(" Management") if entry else ""


def test_the_guide_that_was_meant_comes_first():
    came = {typed: (first(typed), expected) for typed, expected in MEANT}
    assert not {typed: pair for typed, pair in came.items() if pair[1] not in pair[0]}


SLIPS = (("new york", "new yrok"), ("python", "pythno"), ("new york", "nwe york"), ("payments", "paymnets"))


@pytest.mark.parametrize(("right", "mistyped"), SLIPS)
def test_a_slip_in_a_region_or_a_tag_finds_the_same(right, mistyped):
    slipped = find(q=mistyped)
    assert slipped.how == "near"
    assert list(slipped.entries) == list(find(q=right).entries) != []


def test_what_is_spelled_rightly_is_not_mended():
    typed = ("stripe", "new york", "python", "ml", "google pm", "software engineer at stripe")
    assert {words: find(q=words).how for words in typed} == dict.fromkeys(typed, "all")


def test_a_region_named_for_short_finds_only_guides_of_that_region():
    companies = {entry.guide.company.name for entry in find(q="singapore").entries}
    assert companies == {entry.guide.company.name for entry in find(q="sg").entries} == {"Airwallex"}


def test_what_is_very_long_or_odd_is_answered():
    for typed in ("x" * 5_000, "stripe " * 2_000, " ".join(f"word{n}" for n in range(400)), "'" * 300, "\\" * 300, "%_*"):
        assert find(q=typed).how in ("all", "some", "none"), typed[:20]


FILTERED = (
    ({"region": "nyc"}, 4),
    ({"region": "new yo"}, 4),
    ({"region": "ny"}, 4),  # and neither Sydney nor Germany
    ({"region": "zurich"}, 2),
    ({"region": "San Mateo / Bay Area"}, 1),
    ({"region": "bay area"}, 3),
    ({"tag": "ml"}, 1),
    ({"tag": "c++"}, 1),
    ({"tag": "payments", "region": "singapore"}, 1),
    ({"tag": "???"}, 0),
)


def test_filters_take_the_words_of_a_region_or_a_tag():
    assert [(asked, find(**asked).count) for asked, _ in FILTERED] == list(FILTERED)
