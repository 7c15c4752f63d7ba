"""The page in a real browser: it asks, shows what it reads, says what is wrong, and keeps its state in its address."""

from __future__ import annotations

import shutil
import subprocess
from urllib.parse import quote

import pytest

from tests.processes import line_of, start

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def address(curated):
    process = start("serve", "--store", curated, "--port", "0")
    try:
        yield line_of(process).split()[3]
    finally:
        process.kill()
        process.communicate()


def page(url):
    """The document as the browser has it after its scripts have run."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
    done = subprocess.run([str(BROWSER), *options, url], capture_output=True, text=True, timeout=60)
    return done.stdout


def test_the_page_asks_its_first_question_and_shows_the_answer(address):
    shown = page(address)
    assert "<h3>De La Torre v. LinkedIn Corporation</h3>" in shown
    assert "<blockquote>" in shown


def test_the_page_asks_what_its_address_says_and_shows_what_is_wrong(address):
    variables = quote('{"data": ["privat_messages"]}')
    shown = page(f"{address}/#question=private-messages&variables={variables}")
    assert "unknown term 'privat_messages'" in shown
    assert "did you mean 'private_messages'?" in shown


def test_what_comes_from_outside_is_text_and_never_markup(address):
    query = quote('{ company(id: "<img src=x onerror=alert(1)>") { name } }')
    shown = page(f"{address}/#query={query}&view=json")
    assert "&lt;img src=x" in shown
    assert "<img" not in shown
