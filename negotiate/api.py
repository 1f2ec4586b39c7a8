"""The API: the same verbs as the pages, in JSON. Each app brings its own routes."""

import json
import logging
from decimal import Decimal
from functools import partial, wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.throttling import UserRateThrottle

from negotiate.accounts.keys import SIGNED_IN, BearerKey
from negotiate.api_document import Api
from negotiate.api_reference import ReferencePage
from negotiate.problems import Problem, problem_response

logger = logging.getLogger(__name__)

ABOUT = (
    "Send an API key with each request, as Authorization: Bearer neg_…, or use the session of your browser. "
    "Amounts and percents are decimal strings. Errors are RFC 9457 problem documents."
)


class ExactParser(Parser):
    """JSON whose numbers stay what was written: 0.1 is a tenth, and NaN is no number."""

    def parse_body(self, request):
        return json.loads(request.body, parse_float=Decimal, parse_constant=self.refuse)

    @staticmethod
    def refuse(name):
        raise ValueError(f"{name} is not a number")


def for_signed_in(view):
    """The documentation is for people with an account: programs are answered 401, people are asked to sign in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            if request.user.is_authenticated or BearerKey()(request):
                return view(request, *args, **kwargs)
        except Problem as problem:
            return problem_response(problem.status, problem.detail, request=request)
        if "text/html" in request.headers.get("Accept", ""):
            return redirect_to_login(request.get_full_path())
        return problem_response(HTTPStatus.UNAUTHORIZED, request=request)

    return guarded


api = Api(
    title="Negotiate",
    version="1",
    description=ABOUT,
    auth=SIGNED_IN,
    docs=ReferencePage(),
    docs_decorator=for_signed_in,
    parser=ExactParser(),
    throttle=UserRateThrottle(settings.API_RATE),
)


@api.exception_handler(Problem)
def on_problem(request, problem):
    return problem_response(problem.status, problem.detail, errors=problem.errors, request=request)


@api.exception_handler(HttpError)
def on_http_error(request, error):
    return problem_response(error.status_code, "" if error.status_code == HTTPStatus.UNAUTHORIZED else str(error), request=request)


@api.exception_handler(Http404)
def on_missing(request, error):
    return problem_response(HTTPStatus.NOT_FOUND, request=request)


@api.exception_handler(PermissionDenied)
def on_denied(request, error):
    return problem_response(HTTPStatus.FORBIDDEN, request=request)


@api.exception_handler(ValidationError)
def on_invalid(request, error):
    errors = [(field_of(each.get("loc", ())), words_of(each)) for each in error.errors]
    return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors, request=request)


@api.exception_handler(Exception)
def on_failure(request, error):
    logger.error("The API failed at %s %s", request.method, request.path, exc_info=error)
    return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, request=request)


def field_of(location: tuple) -> str:
    """`("body", "payload", "terms", 0, "amount")` as `terms.0.amount`. A part in brackets says which shape was meant, and is no name."""
    source, *rest = location or ("",)
    names = rest[1:] if source == "body" else rest
    return ".".join(str(part) for part in names if not str(part).startswith("("))


def words_of(error: dict) -> str:
    return str(error.get("msg", "")).removeprefix("Value error, ")


add = partial(api.add_router, "")
for routes in ("negotiate.accounts.api.router", "guides.api.router", "offers.api.router"):
    add(routes)
