"""A term's one value, and numbers as one would type them."""

VALUES = ("amount", "percent", "units", "text")


def value_of(term):
    """The term's amount, percent or number of shares; None where it says words."""
    return next((value for value in (term.amount, term.percent, term.units) if value is not None), None)


def plain(value) -> str:
    """A number as one would type it: 300,000 or 12.5."""
    whole = value == value.to_integral_value()
    return f"{value.to_integral_value() if whole else value.normalize():,f}"
