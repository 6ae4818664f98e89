"""``bin/demo --check``: the main job done over HTTP, as a CAM with only links and forms would do it."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pptx import Presentation
from pypdf import PdfReader

from prm.demo.browser import Browser, Form, Link, Page

PATIENCE_SECONDS = 120
BUILD = "Build QBR"
PARTNER = re.compile(r"/t/[-\w]+/partners/[0-9a-f-]{36}/")


class CheckFailed(Exception):
    """What was expected and did not happen."""


@dataclass(frozen=True)
class Visitor:
    """Who tries it: sign-in, and the tenant whose pages are opened."""

    email: str
    password: str
    tenant: str


def check(address: str, visitor: Visitor, say: Callable[[str], None]) -> None:
    """Do the main job and say what was seen. Raises `CheckFailed` at the first thing that is not as it should be."""
    browser = Browser(address)
    home = _sign_in(browser, visitor)
    say(f"Signed in as {visitor.email}: {home.title}")
    for page in _open_menu(browser, home):
        say(f"Opened {page.path}: {page.title}")
    partner = _open_partner(browser, home, visitor)
    say(f"Opened the partner {partner.title}")
    for page in _open_tabs(browser, partner):
        say(f"Opened {page.path}: {page.title}")
    review = _build(browser, partner)
    say(f"Built a QBR through the worker: {review.title}")
    say(_describe_pdf(_download(browser, review, ".pdf", "PDF")))
    say(_describe_deck(_download(browser, review, ".pptx", "PowerPoint")))


def _sign_in(browser: Browser, visitor: Visitor) -> Page:
    page = _opened(browser.open("/accounts/login/"))
    form = _form(page, "Sign in")
    after = _opened(browser.submit(page, form, {"login": visitor.email, "password": visitor.password}))
    if "/accounts/" in after.path:
        raise CheckFailed(f"{visitor.email} could not sign in: {after.text[:200]}")
    return _opened(browser.open(f"/t/{visitor.tenant}/"))


def _open_menu(browser: Browser, home: Page) -> list[Page]:
    hrefs = dict.fromkeys(link.href for link in home.links if "nav-link" in link.classes)
    if not hrefs:
        raise CheckFailed("The start page has no menu")
    return [_opened(browser.open(href)) for href in hrefs]


def _open_partner(browser: Browser, home: Page, visitor: Visitor) -> Page:
    listing = next((link for link in home.links if link.text.startswith("Partners")), None)
    if listing is None:
        raise CheckFailed("The menu has no list of partners")
    rows = [link for link in _opened(browser.open(listing.href)).links if PARTNER.match(urlsplit(link.href).path)]
    if not rows:
        raise CheckFailed(f"{visitor.email} sees no partner in the list")
    return _opened(browser.open(rows[0].href))


def _open_tabs(browser: Browser, partner: Page) -> list[Page]:
    root = PARTNER.match(partner.path)
    paths = dict.fromkeys(urlsplit(link.href).path for link in partner.links)
    own = [path for path in paths if root and path.startswith(root.group()) and not path.endswith(".pdf")]
    return [_opened(browser.open(path)) for path in own]


def _build(browser: Browser, partner: Page) -> Page:
    page = partner
    if page.form_with_button(BUILD) is None and (link := page.link_with_text(BUILD)) is not None:
        page = _opened(browser.open(link.href))
    review = _opened(browser.submit(page, _form(page, BUILD), {}))
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _file_link(review, ".pptx", "PowerPoint") is None:
        if time.monotonic() > deadline:
            raise CheckFailed(f"The QBR was not ready after {PATIENCE_SECONDS} seconds: {review.text[:300]}")
        time.sleep(1)
        review = _opened(browser.open(review.path))
    return review


def _file_link(page: Page, ending: str, words: str) -> Link | None:
    """The link to a file, by its address or by what it says."""
    return next((link for link in page.links if link.href.endswith(ending) or words in link.text), None)


def _download(browser: Browser, review: Page, ending: str, words: str) -> bytes:
    link = _file_link(review, ending, words)
    if link is None:
        raise CheckFailed(f"{review.path} offers no {words}")
    return _opened(browser.open(urljoin(review.url, link.href))).body


def _describe_pdf(body: bytes) -> str:
    if not body.startswith(b"%PDF-"):
        raise CheckFailed("What was offered as a PDF is none")
    reader = PdfReader(io.BytesIO(body))
    words = " ".join(page.extract_text() for page in reader.pages).split()
    if not words:
        raise CheckFailed("The PDF has no text")
    tagged = "tagged" if "/StructTreeRoot" in reader.root_object else "not tagged"
    return f"PDF: {len(reader.pages)} pages, {len(words)} words, {tagged}, {len(body) // 1024} KB"


def _describe_deck(body: bytes) -> str:
    if not body.startswith(b"PK"):
        raise CheckFailed("What was offered as a PowerPoint file is none")
    deck = Presentation(io.BytesIO(body))
    charts = sum(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    return f"PowerPoint: {len(deck.slides)} slides, {charts} native charts, {len(body) // 1024} KB"


def _form(page: Page, button: str) -> Form:
    form = page.form_with_button(button)
    if form is None:
        raise CheckFailed(f"{page.path} has no button '{button}'")
    return form


def _opened(page: Page) -> Page:
    if page.status != 200:
        raise CheckFailed(f"{page.path} answered {page.status}: {page.text[:300]}")
    return page
