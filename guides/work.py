"""What waits to be done at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from guides.models import Band, Flag, Problem, Revision, Target

State = Revision.State
AT_MOST = 6


@dataclass(frozen=True)
class Sort:
    """One sort of work: which revisions wait for it today, and in which order."""

    name: str
    heading: str
    nothing: str
    revisions: Callable[[date], QuerySet]
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """What waits of one sort: how many revisions, and the first few of them."""

    sort: Sort
    count: int
    revisions: list

    @property
    def name(self) -> str:
        return self.sort.name

    @property
    def heading(self) -> str:
        return self.sort.heading

    @property
    def nothing(self) -> str:
        return self.sort.nothing

    @property
    def more(self) -> int:
        return self.count - len(self.revisions)


def work_at_the_desk(today: date) -> list[Work]:
    return [_work(sort, today) for sort in SORTS]


def _work(sort: Sort, today: date) -> Work:
    revisions = sort.revisions(today)
    order = (*sort.order, "guide__company__name", "guide__role__name")
    return Work(sort, revisions.count(), list(revisions.select_related("guide__company", "guide__role").order_by(*order)[:AT_MOST]))


def _live():
    return Revision.objects.live()


def _with(rows) -> Exists:
    return Exists(rows.filter(revision=OuterRef("pk")))


def _with_figures(which: Callable[[QuerySet], QuerySet]) -> Q:
    return Q(_with(which(Band.objects))) | Q(_with(which(Target.objects)))


def _flagged() -> Exists:
    return Exists(Flag.objects.open().filter(guide=OuterRef("guide")))


def _with_problems():
    return _live().filter(_with(Problem.objects.exclude(severity="note").exclude(code="total_differs")))


SORTS = (
    Sort(
        "in_review",
        "Waiting for review",
        "Nothing waits for review.",
        lambda today: Revision.objects.filter(state=State.IN_REVIEW, publish_at=None),
        ("submitted_at",),
    ),
    Sort("due", "Due to go out", "Nothing is set to go out.", lambda today: Revision.objects.due_to_go_out(), ("publish_at",)),
    Sort("drafts", "Drafts", "No drafts are open.", lambda today: Revision.objects.filter(state=State.DRAFT), ("-created_at",)),
    Sort("flagged", "Flagged by readers", "No reader doubts a number.", lambda today: _live().filter(_flagged())),
    Sort(
        "totals",
        "Live with totals that do not add up",
        "Every live total adds up.",
        lambda today: _live().filter(_with(Problem.objects.filter(code="total_differs"))),
    ),
    Sort("problems", "Live with other problems", "No live guide has other known problems.", lambda today: _with_problems()),
    Sort(
        "stale",
        "Live with numbers to look at again",
        "Every live number was looked at in time.",
        lambda today: _live().filter(_with_figures(lambda figures: figures.past_review(today))),
    ),
    Sort(
        "unsourced",
        "Live with numbers that have no source",
        "Every live number has a source.",
        lambda today: _live().filter(_with_figures(lambda figures: figures.unsourced())),
    ),
)
