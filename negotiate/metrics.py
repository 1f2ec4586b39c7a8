"""What this installation measures of itself, as Prometheus reads it. Apps register what they count in a module named `measures`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from negotiate.mail.queue import database_now

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BEARER = "Bearer "


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A gauge: one number, or one for each value of `label`. A number that is not known is left out."""

    name: str
    words: str
    label: str = ""
    values: dict[str, float | None]

    def lines(self) -> Iterable[str]:
        yield f"# HELP {self.name} {escaped(self.words)}"
        yield f"# TYPE {self.name} gauge"
        for value, number in self.values.items():
            if number is not None:
                place = f'{{{self.label}="{escaped(value, quoted=True)}"}}' if self.label else ""
                yield f"{self.name}{place} {number}"


def one(name: str, words: str, number: float | None) -> Measure:
    return Measure(name=name, words=words, values={"": number})


def escaped(words: str, *, quoted=False) -> str:
    words = words.replace("\\", "\\\\").replace("\n", "\\n")
    return words.replace('"', '\\"') if quoted else words


MEASURES: dict[str, Callable[[datetime], Iterable[Measure]]] = {}


def register(name: str, measure: Callable[[datetime], Iterable[Measure]]) -> None:
    MEASURES[name] = measure


def as_text(now: datetime) -> str:
    """The text format, version 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/"""
    lines = [line for measure in MEASURES.values() for found in measure(now) for line in found.lines()]
    return "\n".join(lines) + "\n"


def may_read(request) -> bool:
    """Staff who are signed in, and who knows METRICS_TOKEN."""
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN and given.startswith(BEARER):
        return constant_time_compare(given.removeprefix(BEARER), settings.METRICS_TOKEN)
    return request.user.is_active and request.user.is_staff


@login_not_required
@never_cache
@require_safe
def metrics(request):
    """For everybody else there is no such page."""
    if not may_read(request):
        raise Http404
    return HttpResponse(as_text(database_now()), content_type=CONTENT_TYPE)


urlpatterns = [path("metrics", metrics, name="metrics")]
