"""What Django's own middleware leaves open: a few headers, the API's way to answer, and who is asked to sign in."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware

from negotiate.problems import PROBLEM_TYPE, problem_response

API = "/api/"
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
