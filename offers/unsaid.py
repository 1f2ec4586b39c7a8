"""What an offer leaves unsaid of the one before it. Silence is no number: it is withdrawn in words, or carried over and marked."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from copy import copy

from offers.models import Proposal, Term

SAME = tuple(field.name for field in Term._meta.concrete_fields if field.name not in ("id", "proposal", "position", "original", "carried"))


def last_offer(negotiation, *, made_at=None) -> Proposal | None:
    """The employer's newest proposal, or the newest by that moment."""
    offers = negotiation.proposals.filter(side=Proposal.Side.EMPLOYER)
    return (offers.filter(made_at__lte=made_at) if made_at else offers).last()


def left_unsaid(before: Sequence[Term], stated: Iterable[str], *, taken: Collection[int | None] = ()) -> list[Term]:
    """The terms of the offer before that have no counterpart: `stated` are the components of the lines that were given, each as often as
    it was, `taken` the keys of the terms that these lines began as a copy of."""
    counts = Counter(stated)
    found = []
    for component, there in grouped(before).items():
        missing = max(0, len(there) - counts[component])
        apart = [term for term in there if term.pk not in taken]
        found += apart[len(apart) - missing :] if missing else []
    return [term for term in before if term in found]


def not_mentioned(before: Sequence[Term], terms: Iterable[Term]) -> list[Term]:
    """The terms of the offer before whose component these do not state at all."""
    stated = {term.component for term in terms}
    return [term for term in before if term.component not in stated]


def grouped(terms: Iterable[Term]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.component, []).append(term)
    return found


def carried_over(terms: Iterable[Term]) -> list[Term]:
    """Unsaved copies, marked as what the employer has not mentioned again."""
    carried = copies(terms)
    for term in carried:
        term.carried = True
    return carried


def copies(terms: Iterable[Term]) -> list[Term]:
    """Unsaved copies of terms, with everything they say."""
    copied = [copy(term) for term in terms]
    for term in copied:
        term.pk, term._state = None, copy(term._state)
        term._state.adding = True
    return copied


def says_the_same(term: Term, other: Term) -> bool:
    return all(getattr(term, name) == getattr(other, name) for name in SAME)


def still_withdrawn(before: Proposal | None, terms: Iterable[Term], withdrawn: Collection[str] = ()) -> list[str]:
    """The components that are withdrawn: those named, and those of the offer before, as long as nothing states them again."""
    stated = {term.component for term in terms}
    return [component for component in dict.fromkeys([*(before.withdrawn if before else ()), *withdrawn]) if component not in stated]
