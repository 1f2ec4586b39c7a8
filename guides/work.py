"""What waits to be done at the desk."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from guides.models import Band, Problem, Revision, Target

State = Revision.State
AT_MOST = 6


@dataclass(frozen=True)
class Work:
    """One sort of work: how many revisions wait for it, and the first few of them."""

    heading: str
    nothing: str
    count: int
    revisions: list

    @property
    def more(self) -> int:
        return self.count - len(self.revisions)


def work_at_the_desk() -> list[Work]:
    live = Revision.objects.filter(state=State.PUBLISHED, guide__retired_at=None)
    return [
        _work("Waiting for review", "Nothing waits for review.", Revision.objects.filter(state=State.IN_REVIEW), "submitted_at"),
        _work("Drafts", "No drafts are open.", Revision.objects.filter(state=State.DRAFT), "-created_at"),
        _work("Live with problems", "No live guide has known problems.", live.filter(_has(Problem))),
        _work("Live with numbers that have no source", "Every live number has a source.", live.filter(_unsourced())),
    ]


def _work(heading, nothing, revisions, *order) -> Work:
    first = revisions.select_related("guide__company", "guide__role").order_by(*order, "guide__company__name", "guide__role__name")
    return Work(heading, nothing, revisions.count(), list(first[:AT_MOST]))


def _has(model, **conditions) -> Exists:
    return Exists(model.objects.filter(revision=OuterRef("pk"), **conditions))


def _unsourced() -> Q:
    return Q(_has(Band, source=None)) | Q(_has(Target, source=None))
