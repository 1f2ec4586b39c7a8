"""Guides as readers see them."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now as current_time

from guides.browsing import SHELVES, shelves
from guides.conversion import beside, choices, conversion_into
from guides.directory import by_company, companies_with_guides
from guides.forms import DirectoryForm
from guides.history import note_reading
from guides.models import Revision
from guides.page import page_of, published_of, with_rows
from guides.search import Part, find_part
from guides.side_by_side import side_by_side

IN_A_PAGE, A_FEW = 30, 5
MOST_PAGES = 100_000
FRONT = "front-found"  # where the front page shows what is found


def guides_public(view):
    """A page of published guides: open to everybody, or to people who are signed in where GUIDES_PUBLIC is off."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if settings.GUIDES_PUBLIC or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return login_not_required(guarded)


class Counted(Paginator):
    """Pages of what was found, which the search has counted."""

    def __init__(self, part, per_page):
        super().__init__(part.entries, per_page)
        self.count = part.count


def page_found(wanted: dict, asked: str, size: int):
    """The page that was asked for, the last one where there are fewer, and how the words fit."""
    number = min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 10 else 1
    part = find_part(first=(number - 1) * size, most=size, **wanted)
    pages = Counted(part, size)
    if number > pages.num_pages:
        return page_found(wanted, str(pages.num_pages), size)
    return Page(part.entries, number, pages), part.how


@guides_public
def directory(request):
    """The list of guides; what was found alone where somebody types and the page is there already."""
    form = DirectoryForm(request.GET)
    few = request.htmx.target == FRONT
    size = A_FEW if few else IN_A_PAGE
    page, how = page_found(form.wanted, request.GET.get("page", ""), size) if form.is_valid() else (Counted(Part([], 0), size).page(1), "")
    context = {"form": form, "wanted": form.wanted, "how": how, "page": page, "companies": by_company(page)}
    if request.htmx and not request.htmx.history_restore_request:
        answer = render(request, "guides/found_few.html" if few else "guides/found.html", context)
    else:
        answer = render(request, "guides/directory.html", context | browsing(request, form))
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


def browsing(request, form) -> dict:
    """The shelf that was asked for, where no guide is looked for."""
    by = request.GET.get("by")
    return {"shelves": SHELVES, "by": by, "shelf": shelves(by) if by in SHELVES and not form.wanted else []}


@guides_public
def company(request, company):
    """A company's guides side by side, one component of pay and one region at a time."""
    company = get_object_or_404(companies_with_guides(), slug=company)
    context = in_currency(request.GET.get("currency", ""))
    asked = {name: request.GET.get(name, "") for name in ("component", "region")}
    revisions = list(published_of(company))
    table = side_by_side(revisions, **asked, shown=context["conversion"].drawn if context["conversion"] else list)
    if context["conversion"]:
        context |= beside(context["conversion"], table.figures)
    return render(request, "guides/company.html", context | {"company": company, "table": table, "revisions": revisions})


@guides_public
def guide(request, company, role):
    readable = Revision.objects.filter(state=Revision.State.PUBLISHED, guide__retired_at=None)
    revision = get_object_or_404(with_rows(readable), guide__company__slug=company, guide__role__slug=role)
    earlier = note_reading(request.user, revision, now=current_time()) if request.user.is_authenticated else None
    context = in_currency(request.GET.get("currency", ""))
    page = page_of(revision, context["conversion"])
    return render(request, "guides/guide.html", context | {"page": page, "read_earlier": earlier})


def in_currency(asked: str) -> dict:
    """The conversion that a reader asked for, and the currencies to choose from; an unknown one is said, not guessed."""
    conversion = conversion_into(asked, today=current_time().date()) if asked else None
    chosen = conversion.currency if conversion else ""
    unknown = asked[:20] if asked and not conversion else ""
    return {"conversion": conversion, "currencies": choices(chosen), "unknown_currency": unknown}
