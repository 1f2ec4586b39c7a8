"""How any text stands in canonical Markdown so that reading gives the very same text back.

A *line* of text (a cell, a heading, a name) escapes with a backslash what would end or change it; a *block* (paragraphs of Markdown)
keeps its own Markdown, and only a line that would be taken for structure gets a backslash in front.
"""

import re

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
CONTROL_IN_BLOCK = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
CODE_POINT = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|([nse])|([!-/:-@\[-`{-~]))")
NAMED = {"n": "\n", "s": " ", "e": ""}
HEADINGS = r"#{1,2}(?:[ \t]|$)"
LEVER_LINES = r"#{1,3}(?:[ \t]|$)|>"


def character(match: re.Match) -> str:
    number = int(match[1], 16)
    return match[0] if number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def code_point(text: str) -> str:
    return f"\\u{{{ord(text):x}}}"


def escape_line(text: str, special: str = "") -> str:
    """`text` on one line, its backslashes and the `special` characters escaped, white space at its ends named."""
    escaped = "".join("\\" + letter if letter in special or letter == "\\" else letter for letter in text)
    escaped = CONTROL.sub(lambda match: code_point(match[0]), escaped.replace("\n", r"\n"))
    if escaped[:1].isspace():
        escaped = edge(escaped[0]) + escaped[1:]
    if escaped[-1:].isspace():
        escaped = escaped[:-1] + edge(escaped[-1])
    return escaped


def edge(space: str) -> str:
    return r"\s" if space == " " else code_point(space)


def unescape_line(text: str) -> str:
    def plain(match: re.Match) -> str:
        if match[1]:
            return character(match)
        return NAMED[match[2]] if match[2] else match[3]

    return ESCAPE.sub(plain, text.strip())


def escape_block(text: str, structure: str = HEADINGS) -> str:
    """`text` as lines of its own; a line that looks like `structure`, and an empty line at an end, begins with a backslash."""
    if not text:
        return ""
    text = CONTROL_IN_BLOCK.sub(lambda match: code_point(match[0]), text.replace("\\u{", r"\u{5c}u{"))
    lines = text.split("\n")
    looks_like = re.compile(rf"\\*(?:{structure})|\\+[ \t]*$")
    return "\n".join(
        "\\" + line if looks_like.match(line) or (blank(line) and at_an_end(lines, place)) else line for place, line in enumerate(lines)
    )


def at_an_end(lines: list[str], place: int) -> bool:
    return place in (0, len(lines) - 1)


def unescape_block(lines: list[str], structure: str = HEADINGS) -> str:
    guarded = re.compile(rf"\\+(?:{structure})|\\+[ \t]*$")
    text = "\n".join(line[1:] if guarded.match(line) else line for line in trimmed(lines))
    return CODE_POINT.sub(character, text)


def trimmed(lines: list[str]) -> list[str]:
    """Without the blank lines at both ends."""
    start, end = 0, len(lines)
    while start < end and blank(lines[start]):
        start += 1
    while end > start and blank(lines[end - 1]):
        end -= 1
    return lines[start:end]


def blank(line: str) -> bool:
    return not line.strip(" \t")


def quote(text: str) -> str:
    """`text` as a Markdown quote."""
    text = CONTROL_IN_BLOCK.sub(lambda match: code_point(match[0]), text.replace("\\u{", r"\u{5c}u{"))
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def unquote(lines: list[str]) -> str:
    return CODE_POINT.sub(character, "\n".join(line[1:].removeprefix(" ") for line in lines))
