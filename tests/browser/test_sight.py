"""On every page of the product no word is cut: at four widths, light and dark, on the demo's data, on absurd data and on none."""

import json
import re
from contextlib import closing

from tests.browser.conftest import PATIENCE
from tests.browser.sight import cut_words
from tests.routes import all_routes
from tests.running import manage

PASSWORD = "correct-horse-9"
WRITE = f"from tests.browser.places import write_places; write_places({PASSWORD!r})"
FILES = r"csv|json|ics|letter/|export/|body/|attachments/<int:number>/|download/|autocomplete/|jsi18n/|healthz|readyz|metrics"
BUTTONS = "rename|conditions|undo|bring-back|words|granted|refused|handled|unhandled|revoke|remove|keep|address|test-mail|mail"
NO_PAGE = re.compile(
    rf"api/|admin/r/|admin/\(|admin/logout|.*<path:object_id>/$|.*({FILES})$|negotiations/.*/({BUTTONS})/$|compare/.*({BUTTONS})/$|account/.*({BUTTONS})/$"
)  # files, what answers machines, what only leads elsewhere, and what a button does
ROWS = ("guides/document", "guides/flag", "guides/guide", "guides/company", "guides/role", "mail/message")
UNWALKED = {
    "account/address/<str:token>/": "only after an address failed; one line and a button",
    "account/inactive/": "allauth leads there from a switched off account",
    "account/confirm-email/": "in the midst of signing up",
    "account/login/code/confirm/": "in the midst of signing in",
    "account/password/reset/confirm/": "in the midst of a new password",
    "account/password/reset/complete/": "in the midst of a new password",
    "account/2fa/authenticate/": "in the midst of signing in",
    "account/password/set/": "for accounts without a password, which there are none of",
    "account/2fa/reauthenticate/": "allauth leads there",
    "admin/login/": "the entrance is the site's",
    "admin/^(?P<app_label>accounts|auth|mail|guides)/$": "the desk's first page, of one part",
    "admin/guides/import/<int:pk>/": "in the midst of an import",
    "admin/guides/guide/<int:pk>/bring_back/": "the same page as retire",
    "admin/guides/revision/<int:pk>/schedule/": "the same page as submit",
    "admin/guides/revision/<int:pk>/unschedule/": "the same page as submit",
    "admin/guides/revision/<int:pk>/send_back/": "the same page as submit",
    **{f"admin/{row}/<path:object_id>/delete/": "refused for what is in use" for row in ROWS},
}


def walk(context, paths) -> tuple[set[str], list[str]]:
    """The routes that answered with a page, and what is cut on them."""
    seen, cut = set(), []
    page = context.new_page()
    for route, path in paths:
        if NO_PAGE.match(route):
            continue
        answer = page.goto(path, wait_until="load")
        if answer.status == 200 and page.url.endswith(path):
            seen.add(route)
            cut += [f"{path} {each}" for each in cut_words(page)]
    return seen, cut


def test_no_word_is_cut_on_any_page(chromium, product):
    told = manage("shell", "-v0", "-c", WRITE, var=product.output.parent / "var")
    assert told.returncode == 0, told.stderr
    seen, cut = set(), []
    for who in json.loads(told.stdout.splitlines()[-1]).values():
        with closing(chromium.new_context(base_url=product.site)) as context:
            context.set_default_timeout(PATIENCE)
            if who["session"]:
                context.add_cookies([{"name": "sessionid", "value": who["session"], "url": product.site}])
            walked, found = walk(context, who["paths"])
            seen, cut = seen | walked, cut + found
    assert not cut, "\n".join(cut)
    pages = {route.pattern for route in all_routes() if not NO_PAGE.match(route.pattern)}
    assert not pages - seen - set(UNWALKED)
