"""The product as a process, and a real browser in front of it."""

import json
import os
import shutil
from contextlib import contextmanager

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
        page.on("console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@contextmanager
def windows(chromium, product):
    """Opens a path of the product in a new window. Every window must end without a complaint of the browser."""
    opened = []

    def open_window(path="/", *, size=WIDE, scheme="light", javascript=True, signed_in=None):
        context = chromium.new_context(
            base_url=product.site, viewport=size, color_scheme=scheme, java_script_enabled=javascript, timezone_id="America/New_York"
        )
        watched = Watched(context.new_page())
        opened.append((context, watched))
        if signed_in:
            sign_in(watched.page, signed_in, product.passwords)
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


def sign_in(page, who, passwords):
    """As the demo's candidate or curator."""
    page.goto("/account/login/")
    page.fill("[name=login]", f"{who}@example.com")
    page.fill("[name=password]", passwords[f"{who}_password"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
