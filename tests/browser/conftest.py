"""The product as a process, and a real browser in front of it. A whole folder runs in up to four processes, each with both of its own."""

import json
import os
import shutil
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.running import running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PATIENCE = 60_000  # milliseconds: a page that comes at all is right, also where the machine has much else to do
LEFT = ("htmx:sendAbort", "htmx:afterRequest")  # what htmx says of a question whose page was left before the answer came


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    return min(os.cpu_count(), 4) if any(os.path.isdir(argument) for argument in config.args) else 0


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    with running(tmp_path_factory.mktemp("product")) as product:
        secrets = product.output.parent / "var" / "secrets.json"
        product.passwords = json.loads(secrets.read_text())
        yield product


@pytest.fixture(scope="session")
def chromium():
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """A page that remembers what the browser complained of."""

    def __init__(self, page):
        self.page, self.complaints = page, []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(LEFT):
            self.complaints.append(message.text)


@contextmanager
def windows(chromium, product):
    """Opens a path of the product in a new window. Every window must end without a complaint of the browser."""
    opened = []

    def open_window(path="/", *, size=WIDE, scheme="light", javascript=True, signed_in=None):
        context = chromium.new_context(
            base_url=product.site,
            viewport=size,
            color_scheme=scheme,
            java_script_enabled=javascript,
            timezone_id="America/New_York",
            storage_state=signed_in and session_of(signed_in, chromium, product),
        )
        context.set_default_timeout(PATIENCE)
        watched = Watched(context.new_page())
        opened.append((context, watched))
        watched.page.goto(path)
        return watched.page

    yield open_window
    for context, watched in opened:
        context.close()
        assert not watched.complaints, watched.complaints


@pytest.fixture
def visit(chromium, product):
    with windows(chromium, product) as open_window:
        yield open_window


def session_of(who, chromium, product) -> dict:
    """The cookies of who has signed in, once for all tests: each time anew would take its time and meet the limit on signing in."""
    kept = vars(product).setdefault("sessions", {})
    if who not in kept:
        with closing(chromium.new_context(base_url=product.site)) as context:
            context.set_default_timeout(PATIENCE)
            sign_in(context.new_page(), who, product.passwords)
            kept[who] = context.storage_state()
    return kept[who]


def sign_in(page, who, passwords):
    """As the demo's candidate or curator."""
    page.goto("/account/login/")
    page.fill("[name=login]", f"{who}@example.com")
    page.fill("[name=password]", passwords[f"{who}_password"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
