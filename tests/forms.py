"""What a browser would send: the values of a form as it stands in a page."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects the fields of the form with the given id; line ends of textareas become CRLF, as browsers send them."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.values = form_id, False, {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        elif self.inside and tag == "input":
            self._read_input(given)
        elif self.inside and tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and (self.select not in self.values or "selected" in given):
            self.values[self.select] = given.get("value", "")
        elif self.inside and tag == "textarea":
            self.textarea, self.values[given["name"]] = given["name"], ""

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n").replace("\n", "\r\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def _read_input(self, given):
        kind, name = given.get("type", "text"), given.get("name")
        if not name or kind == "submit" or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self.values[name] = given.get("value", "on" if kind == "checkbox" else "")


def values_of(response, form_id) -> dict[str, str]:
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    return reader.values
