"""What the admin classes of all apps share."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone_name

from negotiate.dates import moment_words


class DeskAdmin(admin.ModelAdmin):
    """An admin whose lists are narrowed by its own filters only: another lookup in the address could ask about rows it must not show."""

    filter_parameters: frozenset[str] = frozenset()
    list_per_page = 50

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in self.filter_parameters


def badge(kind, words):
    """A word in a small coloured frame; `kind` is one of the classes badge-… in desk.css."""
    return format_html('<span class="desk-badge badge-{}">{}</span>', kind, words)


def state_badge(row):
    """The row's state as a badge."""
    return badge(row.state, row.get_state_display())


def desk_moment(at) -> str:
    """A moment by the clock of whoever reads the page, with the place whose clock that is; a dash where there is none."""
    return moment_words(at, get_current_timezone_name()) if at else "–"
