"""The API's documentation as a page of ours, read from the OpenAPI document itself."""

from dataclasses import dataclass

from django.shortcuts import render
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True, kw_only=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    body: str  # the name of the document that it takes, or nothing
    query: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str
    is_needed: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    name: str
    description: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


class ReferencePage(DocsBase):
    def render_page(self, request, api, **kwargs):
        document = api.get_openapi_schema()
        context = {"about": document["info"]["description"], "operations": operations(document), "shapes": shapes(document)}
        return render(request, "api/reference.html", context)


def operations(document: dict) -> list[Operation]:
    return [operation(path, method, given) for path, methods in document["paths"].items() for method, given in methods.items()]


def operation(path: str, method: str, given: dict) -> Operation:
    content = given.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=given.get("summary", ""),
        description=given.get("description", ""),
        body=content.get("schema", {}).get("$ref", "").rpartition("/")[2],
        query=tuple(parameter["name"] for parameter in given.get("parameters", ()) if parameter["in"] == "query"),
    )


def shapes(document: dict) -> list[Shape]:
    return [shape(name, given) for name, given in document["components"]["schemas"].items()]


def shape(name: str, given: dict) -> Shape:
    needed = given.get("required", ())
    fields = [Field(name=field, is_needed=field in needed, words=words(about)) for field, about in given.get("properties", {}).items()]
    return Shape(name=name, description=given.get("description", ""), fields=tuple(fields), values=tuple(given.get("enum", ())))


def words(about: dict) -> str:
    """What a field takes: "string", "list of TermOut", "string or null"."""
    if choices := about.get("anyOf"):
        return " or ".join(words(choice) for choice in choices)
    if reference := about.get("$ref") or "".join(each.get("$ref", "") for each in about.get("allOf", ())):
        return reference.rpartition("/")[2]
    if about.get("type") == "array":
        return f"list of {words(about.get('items', {}))}"
    if values := about.get("enum") or ([about["const"]] if "const" in about else ()):
        return ", ".join(map(str, values))
    return about.get("format") or about.get("type", "anything")
