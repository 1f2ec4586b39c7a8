"""What Django's own middleware leaves open: a few headers, the API's way to answer, and who is asked to sign in."""

from http import HTTPStatus
from zoneinfo import ZoneInfo

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404
from django.utils.timezone import override
from django.views.defaults import bad_request, page_not_found

from negotiate.problems import PROBLEM_TYPE, problem_response
from negotiate.zone_data import WATCH

API = "/api/"
INBOX = "/inbox/"
DESK = "/admin/"
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)
HEADERS = {"Permissions-Policy": PERMISSIONS, "Cross-Origin-Resource-Policy": "same-origin", "X-Permitted-Cross-Domain-Policies": "none"}


class HeadersMiddleware:
    """Headers on every answer. What is answered to somebody in particular is kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_personal(request, response):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_personal(request, response) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers or bool(response.cookies)


class ZoneDataMiddleware:
    """A web process runs for months: it takes up new rules of the clock as workers do, without being started again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        WATCH.look()
        return self.get_response(request)


class PolicyMiddleware(CSPMiddleware):
    """The policy on our page for what is not there too: with DEBUG on, django-csp takes that for Django's page for developers."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if response.status_code == HTTPStatus.NOT_FOUND:
            response.headers.setdefault(HEADER, build_policy())
        return response


class ErrorPagesMiddleware:
    """With DEBUG on, as in `up`, Django answers with routes and settings; people get the pages that they get everywhere else. Who comes
    by a foreign host's name, and is told that it is wrong, finds no inbox either."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(INBOX) and response.status_code == HTTPStatus.BAD_REQUEST:
            return page_not_found(request, Http404())
        if not settings.DEBUG or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        if response.status_code == HTTPStatus.NOT_FOUND:
            return page_not_found(request, Http404())
        if response.status_code == HTTPStatus.BAD_REQUEST:
            return bad_request(request, None)
        return response


class DeskClockMiddleware:
    """Whatever the desk shows of times, Django's own pages of it included, is by the clock of the person who reads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(DESK) or not request.user.is_authenticated:
            return self.get_response(request)
        with override(ZoneInfo(request.user.clock)):
            return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view says otherwise. The API answers 401 itself."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path_info.startswith(API):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class ApiProblemsMiddleware:
    """Whatever goes wrong under /api/ is answered as problem+json, also what never reached an operation of the API."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path_info.startswith(API) or response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        if response.headers.get("Content-Type", "").startswith(PROBLEM_TYPE):
            return response
        problem = problem_response(response.status_code, request=request)
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem
