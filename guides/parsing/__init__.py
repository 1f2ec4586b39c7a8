"""Reading guides: Markdown in, rows out. Plain Python that knows no Django."""

from guides.parsing import canonical, guide, rows

# Written down with each document that was read; raised when reading gives other rows.
PARSER_VERSION = 4


def read(text: str, *, path: str = "") -> rows.Guide:
    """What a guide says, as rows. Never raises for what stands in `text`: what cannot be read is a problem and stays as words."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return canonical.read(text) if canonical.is_canonical(text) else guide.read(text, path=path)
