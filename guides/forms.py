"""The directory's filters."""

from django import forms
from django.utils.functional import cached_property

from guides.directory import companies_with_guides, roles_with_guides, sectors_with_guides


def sectors():
    return [("", "Any sector"), *((sector, sector) for sector in sectors_with_guides())]


class DirectoryForm(forms.Form):
    """What to look for. Every field may stay empty."""

    q = forms.CharField(
        label="Company, role, region or tag",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Millennium ML"}),
    )
    company = forms.ModelChoiceField(companies_with_guides(), required=False, to_field_name="slug", empty_label="Any company")
    role = forms.ModelChoiceField(roles_with_guides(), required=False, to_field_name="slug", empty_label="Any role")
    region = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"placeholder": "London"}))
    tag = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"placeholder": "Machine Learning"}))

    sector = forms.ChoiceField(required=False, choices=sectors)

    @cached_property
    def wanted(self) -> dict[str, str]:
        """The filters that were set and understood, as `find` takes them."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: getattr(value, "slug", value) for name, value in given.items()}
