"""The directory's filters."""

from django import forms
from django.utils.functional import cached_property

from guides.directory import counted, sectors_with_guides
from guides.models import Company, Role


def sectors():
    return [("", "Any sector"), *((sector, f"{sector} ({count})") for sector, count in sectors_with_guides())]


class CountedChoice(forms.ModelChoiceField):
    """Each choice with how many guides it has."""

    def label_from_instance(self, one):
        return f"{one.name} ({one.count})"


class DirectoryForm(forms.Form):
    """What to look for. Every field may stay empty."""

    q = forms.CharField(
        label="Company, role, region or tag",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Millennium ML"}),
    )
    company = CountedChoice(counted(Company, "company"), required=False, to_field_name="slug", empty_label="Any company")
    role = CountedChoice(counted(Role, "role"), required=False, to_field_name="slug", empty_label="Any role")
    region = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"placeholder": "London"}))
    tag = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"placeholder": "Machine Learning"}))

    sector = forms.ChoiceField(required=False, choices=sectors)

    @cached_property
    def wanted(self) -> dict[str, str]:
        """The filters that were set and understood, as `find` takes them."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: getattr(value, "slug", value) for name, value in given.items()}
