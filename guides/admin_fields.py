"""Form fields that keep what staff typed, and forgive how they typed it."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from guides.models import Source
from negotiate.money import typed

NEW_SOURCE = re.compile(r"new-([1-9]\d?)", re.ASCII)


class WordsField(forms.CharField):
    """Text as typed, spaces included. Line ends are one character, though browsers send two."""

    def __init__(self, **options):
        super().__init__(**{"strip": False, **options})

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n") if value else value

    def validate(self, value):
        super().validate(value)
        if self.required and not value.strip():
            raise ValidationError(self.error_messages["required"], code="required")


def without_idle_zeros(value):
    """A number as one would type it; what is text stays."""
    if value is None or isinstance(value, str):
        return value
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class AmountField(forms.CharField):
    """A number as people type it, shown without idle zeros. It stays text until the form reads it, which knows its unit and currency."""

    widget = forms.TextInput

    def __init__(self, *, max_digits=None, decimal_places=None, **options):
        super().__init__(**{"max_length": typed.LONGEST, **options})

    def prepare_value(self, value):
        return without_idle_zeros(value)

    def has_changed(self, initial, data):
        """255,000 and 255k are what 255000 is."""
        try:
            return self.read(data or "") != initial
        except ValueError:
            return True

    def read(self, text: str):
        if not text.strip() or typed.PLAIN.fullmatch(text.strip()):
            return Decimal(text.strip()) if text.strip() else None
        found = typed.read(text)
        return found.percent if found.amount is None else found.amount


class ReadField(forms.CharField):
    """A text that one of the readers understands; its ValueError is the error at the field."""

    def __init__(self, *, reader, **options):
        super().__init__(**{"max_length": typed.LONGEST, **options})
        self.reader = reader

    def prepare_value(self, value):
        return without_idle_zeros(value)

    def clean(self, value):
        text = super().clean(value)
        try:
            return self.reader(text) if text else None
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def has_changed(self, initial, data):
        try:
            return (self.reader(data) if data else None) != initial
        except ValueError:
            return True


class SourceField(forms.ModelChoiceField):
    """A source of the draft, or one that is typed in the same form: `new-2` is the second empty row of the list of sources."""

    def __init__(self, **options):
        super().__init__(**{"queryset": Source.objects.none(), "required": False, **options})

    def clean(self, value):
        return value if NEW_SOURCE.fullmatch(value or "") else super().clean(value)


class CurrencyField(forms.CharField):
    """A currency's three letters, or None."""

    def __init__(self, **options):
        super().__init__(**{"empty_value": None, "required": False, "max_length": 3, **options})

    def to_python(self, value):
        value = super().to_python(value)
        return value.upper() if value else value

    def validate(self, value):
        super().validate(value)
        if value and not re.fullmatch("[A-Z]{3}", value):
            raise ValidationError("Three letters, such as USD or GBP.", code="invalid")
