"""Numbers that readers doubt: flagged on the page, answered at the desk."""

import json
from datetime import timedelta

from django.db import transaction

from guides.models import Band, Flag, Target
from negotiate.accounts.models import User
from negotiate.money.formatting import component_name, figure_words

A_DAY = timedelta(days=1)
MOST_A_DAY = 10
KINDS = {"band": Band, "target": Target}
OPEN_AGAIN = {"state": Flag.State.OPEN, "answer": "", "handled_by": None, "handled_at": None}


class FlagError(Exception):
    """Why a flag cannot be raised or answered. Its text is for people to read."""


def identity_of(figure) -> str:
    """What the number is about, whatever it says and in whichever revision it stands."""
    if isinstance(figure, Band):
        parts = ("band", figure.region, figure.level, figure.component, figure.value_role, figure.currency)
    else:
        parts = ("target", figure.kind, figure.component, figure.scope, figure.currency)
    return json.dumps(parts, ensure_ascii=False)


def in_words(figure) -> str:
    """Base salary, London, L5: £100,000 – £120,000 a year."""
    name = component_name(figure.component)
    if isinstance(figure, Band):
        where = [figure.region, figure.level]
    else:
        name, where = f"{figure.get_kind_display().capitalize()}, {name.lower()}", [figure.scope]
    return f"{', '.join(filter(None, [name, *where]))}: {figure_words(figure)}"


@transaction.atomic
def raise_flag(figure, *, by, reason, now) -> Flag:
    """A reader doubts a number: ten a day, and each number once until it is answered."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = Flag.objects.owned_by(by)
    identity, guide = identity_of(figure), figure.revision.guide
    if own.open().filter(guide=guide, identity=identity).exists():
        raise FlagError("You have flagged this number already, and nobody has answered yet.")
    if own.filter(created_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise FlagError(f"You have flagged {MOST_A_DAY} numbers in a day. Go on tomorrow.")
    return Flag.objects.create(
        guide=guide, revision=figure.revision, user=by, identity=identity, about=in_words(figure), reason=reason, created_at=now
    )


def accept(flag, *, mended_by, by, now, answer=""):
    """The reader was right, and this revision mends it: it says something else there."""
    if mended_by.guide_id != flag.guide_id or mended_by.number <= flag.revision.number:
        raise FlagError("Choose a later revision of the same guide.")
    check_mends(flag, mended_by, answer=answer)
    _answer(flag, Flag.State.ACCEPTED, by=by, now=now, answer=answer, mended_by=mended_by)


def check_mends(flag, revision, *, answer=""):
    """Raises FlagError where the revision still says what was doubted, or has nothing of that name any more and no answer says why."""
    there = _figures(revision, flag.identity)
    if still_says(flag, there):
        raise FlagError(
            f"Revision {revision.number} still says {flag.about}. Mend the number there, or choose the revision that did. "
            "If it was checked and is right as it is, decline the flag and tell the reader so."
        )
    if not there and not answer.strip():
        raise FlagError(f"Revision {revision.number} has no number of that name any more. Tell the reader in a sentence what became of it.")


def still_says(flag, figures) -> bool:
    """Whether one of these numbers, which are about the same as the flag, is the one that was doubted."""
    doubted = [figure for figure in _figures(flag.revision, flag.identity) if in_words(figure) == flag.about]
    values = {_value(figure) for figure in doubted}
    return any(_value(figure) in values or in_words(figure) == flag.about for figure in figures)


def _value(figure) -> tuple:
    words = figure.original if figure.low is None and figure.high is None else ""
    return figure.low, figure.high, figure.open_ended, figure.unit, figure.period, words


def _figures(revision, identity) -> list:
    """The numbers of a revision that are about the same."""
    return [figure for model in KINDS.values() for figure in model.objects.filter(revision=revision) if identity_of(figure) == identity]


def unkept(revisions) -> list[Flag]:
    """Flags that were accepted as mended by one of these revisions, whose numbers nevertheless stand there as they were doubted."""
    promised = Flag.objects.filter(state=Flag.State.ACCEPTED, mended_by__in=revisions).select_related("revision", "mended_by")
    return [flag for flag in promised if still_says(flag, _figures(flag.mended_by, flag.identity))]


def reopen_unkept(revisions):
    """These revisions come out: a reader who was told that one of them mends a number is not told so where it does not."""
    for flag in unkept(revisions):
        again = Flag.objects.open().filter(user=flag.user_id, guide=flag.guide_id, identity=flag.identity).exists()
        words = f"Revision {flag.mended_by.number} came out without a change of this number; your newer flag of it is open."
        answered = {"state": Flag.State.DECLINED, "answer": words} if again else OPEN_AGAIN
        Flag.objects.filter(pk=flag.pk).update(mended_by=None, **answered)


def decline(flag, *, answer, by, now):
    """The number stands, and the answer says why."""
    if not answer.strip():
        raise FlagError("Say in a sentence why the number stands.")
    _answer(flag, Flag.State.DECLINED, by=by, now=now, answer=answer)


@transaction.atomic
def _answer(flag, state, *, by, now, **fields):
    changed = Flag.objects.open().filter(pk=flag.pk).update(state=state, handled_by=by, handled_at=now, **fields)
    if not changed:
        raise FlagError("This flag was answered already.")
    flag.refresh_from_db()


def mark_questioned(guide, figures):
    """Tell the numbers of a page that are doubted by more than one reader."""
    doubted = set(guide.flags.questioned().order_by())
    for figure in figures:
        figure.questioned = bool(doubted) and identity_of(figure) in doubted
