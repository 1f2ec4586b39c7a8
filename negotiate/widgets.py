"""Inputs, text areas and selects drawn without templates: a choice of five hundred zones would be a thousand, a large draft many more.

What is drawn is to the byte what Django's own templates draw.
"""

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape

FOLDER = "django/forms/widgets/"
INPUTS = ("checkbox", "color", "date", "datetime", "email", "hidden", "input", "number", "password", "search", "tel", "text", "time", "url")


class Renderer(DjangoTemplates):
    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def attributes(widget: dict) -> str:
    """A true one is its name alone; a false one is left out."""
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def drawn_input(widget: dict) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(widget["value"])}"'
    return f'<input type="{conditional_escape(widget["type"])}" name="{conditional_escape(widget["name"])}"{value}{attributes(widget)}>'


def drawn_textarea(widget: dict) -> str:
    value = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{conditional_escape(widget["name"])}"{attributes(widget)}>\n{value}</textarea>'


def drawn_select(widget: dict) -> str:
    groups = "".join(drawn_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{conditional_escape(widget["name"])}"{attributes(widget)}>{groups}\n</select>'


def drawn_group(name: str | None, options: list[dict]) -> str:
    drawn = "".join(f"\n  {drawn_option(option)}\n" for option in options)
    return f'\n  <optgroup label="{conditional_escape(name)}">{drawn}\n  </optgroup>' if name else drawn


def drawn_option(option: dict) -> str:
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{conditional_escape(option["value"])}"{attributes(option)}>{label}</option>'


DRAWN = dict.fromkeys((f"{FOLDER}{name}.html" for name in INPUTS), drawn_input)
DRAWN |= {f"{FOLDER}textarea.html": drawn_textarea, f"{FOLDER}select.html": drawn_select}
