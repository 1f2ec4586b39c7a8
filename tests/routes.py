"""Every address that the product answers, walked from the resolver itself."""

import re
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?P<first>[^|()]*)[^()]*\)")


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("api/")

    @property
    def is_admin(self) -> bool:
        return self.pattern.startswith("admin/")

    def path(self, **values) -> str:
        """The address with its places filled: by name, else by what their kind takes."""
        plausible = {"int": "1", "slug": "some-slug", "path": "1", "str": "1", None: "1", "uuid": UNKNOWN, "uuidstr": UNKNOWN}
        path = PLACE.sub(lambda place: str(values.get(place["name"], plausible[place["kind"]])), self.pattern)
        path = GROUP.sub(lambda group: str(values.get(group["name"], group["first"].replace(".*", "anything"))), path)
        return "/" + path.replace("^", "").replace("$", "").replace("\\", "")

    @property
    def places(self) -> set[str]:
        return {place["name"] for place in PLACE.finditer(self.pattern)}


UNKNOWN = "00000000-0000-4000-8000-000000000000"


def all_routes() -> list[Route]:
    """Each pattern once, in order. Several operations of the API share one."""
    return list({route.pattern: route for route in walked(get_resolver())}.values())


def walked(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from walked(pattern, prefix + str(pattern.pattern))
        else:
            yield Route(pattern.name or "", prefix + str(pattern.pattern))
