"""Form fields that keep what staff typed, and forgive how they typed it."""

import re

from django import forms
from django.core.exceptions import ValidationError

WITH_SEPARATORS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


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


class AmountField(forms.DecimalField):
    """A number, `255000` or `255,000`, shown without idle zeros."""

    widget = forms.TextInput

    def to_python(self, value):
        if isinstance(value, str) and WITH_SEPARATORS.fullmatch(value.strip()):
            value = value.replace(",", "")
        return super().to_python(value)

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text


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
