"""The words of guides: Markdown in which nothing acts and nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guides.rendering import is_safe_link, marked, placeholders, words

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='javascript:alert(1)'>x</a>",
    "![x](https://evil.example/pixel.png)",
    "<style>body{display:none}</style>",
    "| a |\n|:-:|\n| <svg onload=alert(1)> |",
)
TAG = re.compile(r"<(/?\w+)([^<>]*)>")
TAGS_LEFT = {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "mark"}
TAGS_LEFT |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def assert_nothing_acts(html):
    for name, rest in TAG.findall(html):
        assert name.lstrip("/") in TAGS_LEFT
        for attribute, value in ATTRIBUTE.findall(rest):
            assert attribute in {"href", "title", "class", "start", "rel"}
            assert attribute != "href" or value.lower().startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_acts_survives(hostile):
    assert_nothing_acts(words(hostile))


@given(some.text(alphabet=list("[]()<>!&#;:/\\\"'`*_|-\n ahrefjvscipt=x"), max_size=120))
def test_nothing_acts_whatever_is_written(text):
    assert_nothing_acts(words(text))


def test_a_refused_link_keeps_its_words():
    assert words("see [their *own* page](javascript:alert(1)) first").strip() == "<p>see their <em>own</em> page first</p>"


def test_a_link_of_the_web_says_that_we_do_not_vouch_for_it():
    assert 'href="https://example.com/a" rel="nofollow noopener noreferrer"' in words("[page](https://example.com/a)")


def test_brackets_are_a_placeholder_and_not_a_link():
    assert words("ask for $[X]K").strip() == '<p>ask for $<mark class="placeholder">[X]</mark>K</p>'
    assert "<a" not in words("[X]: https://example.com\n\n[X]")


def test_a_number_in_brackets_is_a_footnote():
    assert "<mark" not in words("as reported [1]")
    assert placeholders("$[195-210]K [1]") == ["[195-210]"]


def test_two_dollars_are_no_formula_and_a_tilde_strikes_nothing():
    assert words("$300K to $340K, ~5% ~~or~~ so").strip() == "<p>$300K to $340K, ~5% ~~or~~ so</p>"


def test_tables_are_shown():
    assert "<td>b</td>" in words("| a |\n|---|\n| b |")


def test_headings_of_a_guide_stand_below_those_of_the_page():
    assert words("# Pay").strip() == "<h3>Pay</h3>"


def test_a_script_is_plain_text_with_its_placeholders_marked():
    assert marked("I have <b>[number]</b> years") == 'I have &lt;b&gt;<mark class="placeholder">[number]</mark>&lt;/b&gt; years'


def test_placeholders_come_once_each_and_in_order():
    assert placeholders("[a] and [b], then [a]") == ["[a]", "[b]"]


@pytest.mark.parametrize("address", ("https://example.com", "HTTP://example.com/x", "mailto:a@example.com"))
def test_addresses_of_the_web_and_of_mail_are_links(address):
    assert is_safe_link(address)


@pytest.mark.parametrize("address", ("", "//example.com", "/guides/", "https:///x", "javascript:x", "https:\\\\x", "ftp://x", " data:x"))
def test_other_addresses_are_not(address):
    assert not is_safe_link(address)
