"""Errors of the API as RFC 9457 problem documents."""

from http import HTTPStatus

from ninja.responses import Response

PROBLEM_TYPE = "application/problem+json"
WORDS = {
    400: "The request could not be read.",
    401: "Sign in, or send an API key: Authorization: Bearer neg_…",
    403: "You may not do this.",
    404: "There is nothing here, or it is not yours.",
    405: "This address does not take this method.",
    409: "This does not fit what has happened since.",
    422: "Some fields need another value.",
    429: "Too many requests. Try again later.",
    500: "Something went wrong here. It was noted down.",
}


class Problem(Exception):
    """Raised anywhere in an operation, answered as a problem document. `errors` holds (field, words) pairs."""

    def __init__(self, status: int, detail: str = "", *, errors=()):
        self.status, self.detail, self.errors = status, detail, list(errors)
        super().__init__(status, detail)


def problem_response(status: int, detail: str = "", *, errors=(), request=None):
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail or WORDS.get(status, "")}
    if request is not None:
        document["instance"] = request.path
    if errors:
        document["errors"] = [{"field": field, "detail": words} for field, words in errors]
    response = Response(document, status=status, content_type=PROBLEM_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Negotiate"'
    return response
