"""What the admin classes of all apps share."""

from django.contrib import admin
from django.contrib.admin.filters import FieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone_name

from negotiate.dates import moment_words


class DeskAdmin(admin.ModelAdmin):
    """An admin whose lists are narrowed by its own filters only: another lookup in the address could ask about rows it must not show."""

    linked_parameters: frozenset[str] = frozenset()  # what other pages of the desk link to, beside the list's own filters
    list_per_page = 50

    def lookup_allowed(self, lookup, value, request=None):
        """A value that no column can hold, such as one with a NUL, is asked of none."""
        if "\x00" in str(value):
            return False
        return lookup in self.linked_parameters or any(lookup in self.parameters_of(each, request) for each in self.list_filter)

    def parameters_of(self, list_filter, request) -> list[str]:
        """The parameters with which one of the list's filters is drawn: by a class of its own, or by the field that it names."""
        if callable(list_filter):
            return [list_filter.parameter_name]
        field = get_fields_from_path(self.model, list_filter)[-1]
        return FieldListFilter.create(field, request, {}, self.model, self, field_path=list_filter).expected_parameters()


def badge(kind, words):
    """A word in a small coloured frame; `kind` is one of the classes badge-… in desk.css."""
    return format_html('<span class="desk-badge badge-{}">{}</span>', kind, words)


def state_badge(row):
    """The row's state as a badge."""
    return badge(row.state, row.get_state_display())


def desk_moment(at) -> str:
    """A moment by the clock of whoever reads the page, with the place whose clock that is; a dash where there is none."""
    return moment_words(at, get_current_timezone_name()) if at else "–"
