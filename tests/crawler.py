"""A visitor of the product who follows every link and sends every form that the pages draw."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve

ELSEWHERE = ("mailto:", "data:", "javascript:", "tel:", "webcal:")
SPARED = ("/static/", "/account/logout/", "/admin/logout/", "/admin/jsi18n/", "/api/v1/docs", "/api/v1/openapi.json")
MOST_OF_A_KIND = 3  # pages of one route, or values of one of its parameters: the others are drawn by the same code


class Drawn(HTMLParser):
    """The links of a page, its forms that ask and those that change something: where each goes, and what each field offers."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self.changes: list[tuple[str, dict[str, list[str]]]] = []
        self.fields: dict[str, list[str]] | None = None
        self.select = self.area = ""
        self.sendable = False  # a form without a button, such as one of the desk that shows and changes nothing, is sent by nobody

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        for name in ("hx-get", "data-url"):
            if values.get(name):
                self.links.append(values[name])
        if tag == "form":
            self.fields, self.sendable = {}, False
            asks = (values.get("method") or "get").lower() == "get"
            (self.forms if asks else self.changes).append((values.get("action") or "", self.fields))
        if self.fields is not None:
            self.handle_field(tag, values)

    def handle_field(self, tag, values):
        if tag in ("input", "button") and values.get("type", "submit" if tag == "button" else "text") in ("submit", "image"):
            self.sendable = True
        if tag == "select":
            self.select = values.get("name") or ""
        elif tag == "option" and self.select:
            offered = self.fields.setdefault(self.select, [])
            offered.insert(0 if "selected" in values else len(offered), values.get("value") or "")
        elif tag == "textarea":
            self.area = values.get("name") or ""
        elif tag in ("input", "button") and values.get("name"):
            offered = self.fields.setdefault(values["name"], [])
            offered.insert(0 if "checked" in values else len(offered), values.get("value") or "")

    def handle_data(self, data):
        if self.area and self.fields is not None:
            self.fields[self.area] = [data]

    def handle_endtag(self, tag):
        ended = self.fields
        if tag == "form":
            self.fields = None
            self.changes = self.changes if self.sendable else [one for one in self.changes if one[1] is not ended]
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.area = ""


@dataclass
class Crawl:
    """What a walk met: the status of each address, and where each was linked from."""

    statuses: dict[str, int] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)
    parameters: list[tuple[str, str]] = field(default_factory=list)  # an address of each route, and a parameter drawn for it
    changes: dict[tuple, tuple[str, dict]] = field(default_factory=dict)  # forms that change something, one of each kind

    @property
    def routes(self) -> dict[str, str]:
        """An address of each route that was walked."""
        return {route_of(urlsplit(path).path): urlsplit(path).path for path in self.statuses}

    @property
    def broken(self) -> list[str]:
        return [f"{status} {path} linked from {self.linked_from[path]}" for path, status in self.statuses.items() if status >= 400]


def crawl(client, *starts: str) -> Crawl:
    """Follow all that is drawn from these addresses on. Many pages that differ in a name or number alone are walked a few times."""
    walk, seen = Crawl(), {}
    waiting = deque((start, "the start") for start in starts)
    while waiting:
        path, origin = waiting.popleft()
        if path in walk.statuses or not is_wanted(path, seen):
            continue
        response = client.get(path, headers={"Accept": "text/html"})
        walk.statuses[path], walk.linked_from[path] = response.status_code, origin
        for name in ("Location", "Content-Location"):
            if target := ours(path, response.headers.get(name, "")):
                waiting.append((target, path))
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            page = Drawn()
            page.feed(response.content.decode())
            waiting += [(target, path) for target in drawn(path, page)]
            note_changes(walk, path, page)
    walk.parameters = parameters_of(walk.statuses, seen)
    return walk


def parameters_of(paths: Iterable[str], seen: dict[tuple, set[str]]) -> list[tuple[str, str]]:
    addresses = {route_of(urlsplit(path).path): urlsplit(path).path for path in paths}
    return [(addresses[route], name) for route, name in seen if name and route in addresses]


def is_wanted(path: str, seen: dict[tuple, set[str]]) -> bool:
    """Whether the address shows something new: a route few pages of which were walked, or a parameter with a value not tried there yet."""
    parts = urlsplit(path)
    if parts.path.startswith(SPARED):
        return False
    asked = parse_qsl(parts.query, keep_blank_values=True) or [("", parts.path)]
    route = route_of(parts.path)
    new = [
        (name, value)
        for name, value in asked
        if value not in (known := seen.setdefault((route, name), set())) and len(known) < MOST_OF_A_KIND
    ]
    for name, value in new:
        seen[route, name].add(value)
    return bool(new)


def route_of(path: str) -> str:
    try:
        return resolve(path).route
    except Resolver404:
        return path


def note_changes(walk: Crawl, path: str, page: Drawn) -> None:
    for action, fields in page.changes:
        target = ours(path, action or path)
        if target and not target.startswith(SPARED):
            kind = (route_of(urlsplit(target).path), tuple(sorted(fields)))
            walk.changes.setdefault(kind, (target, {name: values[0] if values else "" for name, values in fields.items()}))


def drawn(path: str, page: Drawn) -> list[str]:
    asked = [f"{action or urlsplit(path).path}?{query}" for action, fields in page.forms for query in queries(fields)]
    return [target for link in page.links + asked if (target := ours(path, link))]


def queries(fields: dict[str, list[str]]) -> list[str]:
    """The form as it stands, and once for each value that one of its fields offers."""
    usual = {name: values[0] for name, values in fields.items()}
    asked = [usual] + [usual | {name: value} for name, values in fields.items() for value in values[:4]]
    return list(dict.fromkeys(urlencode(one) for one in asked))


def ours(path: str, link: str) -> str:
    """The address on this site that a link on a page leads to; empty where it leads elsewhere."""
    if not link or link.startswith((*ELSEWHERE, "#")):
        return ""
    parts = urlsplit(urljoin(f"http://testserver{path}", link))
    if parts.netloc not in ("testserver", "127.0.0.1:8000", "localhost:8000"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
