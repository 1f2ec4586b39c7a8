"""The API's OpenAPI document: ninja's, with the problems that an operation may answer, each described once."""

from http import HTTPStatus

from django.conf import settings
from ninja import NinjaAPI

from negotiate.problems import PROBLEM_TYPE, WORDS

SHAPE = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457). `errors` is there where single fields need another value.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"field": {"type": "string"}, "detail": {"type": "string"}}},
        },
    },
}
PUBLIC = "guides"
ALWAYS = (HTTPStatus.TOO_MANY_REQUESTS,)
SIGNED_IN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
CHANGING = (HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)


class Api(NinjaAPI):
    def get_openapi_schema(self, **options):
        document = super().get_openapi_schema(**options)
        statuses = sorted({*ALWAYS, *SIGNED_IN, *CHANGING, HTTPStatus.NOT_FOUND})
        document["components"]["schemas"]["Problem"] = SHAPE
        document["components"]["responses"] = {_name(status): _answer(status) for status in statuses}
        for path, methods in document["paths"].items():
            for given in methods.values():
                if settings.GUIDES_PUBLIC and PUBLIC in given.get("tags", ()):
                    given["security"] = [*given.get("security", ()), {}]  # a key may be sent, and need not be
                known = {int(status) for status in given["responses"]}
                given["responses"] |= {
                    int(status): {"$ref": f"#/components/responses/{_name(status)}"}
                    for status in problems_of(path, given)
                    if status not in known
                }
        return document


def problems_of(path: str, given: dict) -> list[HTTPStatus]:
    """What an operation may answer but success."""
    found = [*ALWAYS]
    if given.get("security"):
        found += SIGNED_IN
    if "{" in path:
        found.append(HTTPStatus.NOT_FOUND)
    if "requestBody" in given:
        found += CHANGING
    elif given.get("parameters"):
        found.append(HTTPStatus.UNPROCESSABLE_ENTITY)
    return sorted(found)


def _name(status: HTTPStatus) -> str:
    return status.phrase.replace(" ", "")


def _answer(status: HTTPStatus) -> dict:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": WORDS[status], "content": content}
