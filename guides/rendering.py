"""The words of guides as HTML in which nothing acts. Pure.

Markdown without HTML, images and reference links (`[X]` is a placeholder for the candidate to fill), with tables; no maths, no
strikethrough. What markdown-it gives is cleaned again by nh3.
"""

import re
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt

PLACEHOLDER = re.compile(r"\[(?!\d{1,2}\])[^\[\]\n]{1,200}\]")
SAFE_LINK = re.compile(r"(?:https?://[^/\\]|mailto:[^/])", re.IGNORECASE)
TAGS = {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "mark"}
TAGS |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "mark": {"class"}, "ol": {"start"}}
REL = "nofollow noopener noreferrer"


def is_safe_link(address: str) -> bool:
    """Only whole addresses of the web and of mail: no script, no `//host`, no path into this site."""
    return bool(SAFE_LINK.match(address.strip()))


def marked(text: str) -> str:
    """Plain text as HTML, with its placeholders marked."""
    return PLACEHOLDER.sub(lambda found: f'<mark class="placeholder">{found.group()}</mark>', escape(text))


def placeholders(text: str) -> list[str]:
    """The placeholders of a script in order, each once: "[current company]"."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def render_text(self, tokens, index, options, env) -> str:
    return marked(tokens[index].content)


def lower_headings(state) -> None:
    """A guide's own headings stand below those of the page."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"


def without_unsafe_links(tokens: list) -> list:
    """The tokens of a line, each unsafe link reduced to its words. Links never hold links, so one flag is enough."""
    kept, unsafe = [], False
    for token in tokens:
        if token.type == "link_open":
            unsafe = not is_safe_link(token.attrGet("href"))
        if not (unsafe and token.type in ("link_open", "link_close")):
            kept.append(token)
    return kept


def drop_unsafe_links(state) -> None:
    for token in state.tokens:
        token.children = token.children and without_unsafe_links(token.children)


def parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "reference"])
    markdown.validateLink = lambda address: True  # judged below, where the words of a refused link can be kept
    markdown.add_render_rule("text", render_text)
    markdown.core.ruler.push("lower_headings", lower_headings)
    markdown.core.ruler.push("drop_unsafe_links", drop_unsafe_links)
    return markdown


MARKDOWN = parser()


@lru_cache(maxsize=512)
def words(markdown: str) -> str:
    """Markdown as safe HTML."""
    return nh3.clean(MARKDOWN.render(markdown), tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=REL)
