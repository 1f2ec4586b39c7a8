"""What the verbs refuse, as problem documents."""

from functools import wraps
from http import HTTPStatus

from negotiate.problems import Problem
from offers.changing import CurrencyInUse
from offers.negotiating import NegotiationClosed, NothingAgreed
from offers.scheduling import DeadlineWithdrawn

CONFLICTS = (NegotiationClosed, NothingAgreed, DeadlineWithdrawn, CurrencyInUse)


def checked(given) -> None:
    """Raises a 422 that names the fields which do not go together."""
    if errors := list(given.errors()):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)


def conflicts_are_problems(operation):
    """What does not fit the state of things is a 409, what makes no sense in itself a 422."""

    @wraps(operation)
    def answered(*args, **kwargs):
        try:
            return operation(*args, **kwargs)
        except CONFLICTS as conflict:
            raise Problem(HTTPStatus.CONFLICT, str(conflict)) from conflict
        except ValueError as nonsense:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(nonsense)) from nonsense

    return answered
