"""A visitor without a browser: follows links and fills forms over plain HTTP, as the pages offer them."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar


@dataclass
class Form:
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Every form of a page with what its fields hold now."""

    def __init__(self, html: str):
        super().__init__()
        self.forms: list[Form] = []
        self.form = self.select = self.textarea = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "select", "textarea", "option", "button"):
            getattr(self, f"take_{tag}")(given)

    def take_input(self, given):
        kind, name = given.get("type", "text"), given.get("name")
        if not name or kind in ("submit", "button", "file"):
            return
        if kind in ("radio", "checkbox"):
            self.form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" not in given:
                return
        self.form.values[name] = given.get("value", "on" if kind == "checkbox" else "")

    def take_select(self, given):
        self.select = given.get("name")

    def take_option(self, given):
        if self.select:
            self.form.choices.setdefault(self.select, []).append(given.get("value", ""))
            if "selected" in given or self.select not in self.form.values:
                self.form.values[self.select] = given.get("value", "")

    def take_textarea(self, given):
        self.textarea = given.get("name")
        self.form.values[self.textarea] = ""

    def take_button(self, given):
        if given.get("name"):
            self.form.buttons.append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if self.textarea and self.form:
            self.form.values[self.textarea] += data

    def handle_endtag(self, tag):
        if tag in ("form", "select", "textarea"):
            setattr(self, tag, None)


class Visitor:
    """One person's session: cookies, and the page that stands before them."""

    def __init__(self, site: str):
        self.site = self.url = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.status, self.page = 0, ""

    def open(self, path: str, data: dict | None = None) -> "Visitor":
        """Go to a path or address, with `data` as a POST. Error pages are pages too."""
        url = urllib.parse.urljoin(self.url, path)
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(url, body, {"Referer": self.url})
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.url, self.page = answer.status, answer.url, answer.read().decode(errors="replace")
        return self

    @property
    def forms(self) -> list[Form]:
        return Forms(self.page).forms

    @property
    def words(self) -> str:
        """The page's text in one line, without its markup."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.page).replace("&nbsp;", " ").split())

    def form_with(self, name: str) -> Form:
        return next(form for form in self.forms if name in form.values or name in form.choices or name in dict(form.buttons))

    def submit(self, _with: str, **values: str) -> "Visitor":
        """Send the form that has the field `_with`, what it holds overlaid by `values` (`__` for a dash in a name)."""
        form = self.form_with(_with)
        return self.open(form.action or self.url, form.values | {name.replace("__", "-"): value for name, value in values.items()})

    def link(self, words: str) -> str:
        """The address of the first link whose text or address holds these words."""
        for address, text in re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.page, re.S):
            if words.lower() in re.sub(r"<[^>]+>", "", text).lower() or words in address:
                return address.replace("&amp;", "&")
        raise LookupError(f"no link {words!r} on {self.url}")

    def follow(self, words: str) -> "Visitor":
        return self.open(self.link(words))
