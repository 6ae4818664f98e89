"""A visitor: one browser profile, one page, and what it complained of."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from prm.people.models import Membership

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = 390
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_REPORT_CSP = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


def watched_context(browser: Browser, url: str, *, width: int, scheme: str, **more: Any) -> BrowserContext:
    """A fresh profile of a screen width; 390 is a phone with touch."""
    is_phone = width <= PHONE
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": 844 if is_phone else 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        is_mobile=is_phone,
        has_touch=is_phone,
        locale="en-GB",
        **more,
    )
    context.set_default_timeout(30_000)
    context.add_init_script(_REPORT_CSP)
    return context


@dataclass
class Visitor:
    """Somebody at a browser. `complaints` grows with console errors, CSP violations and failed requests.

    A journey that provokes an error on purpose says so by `expected.append("part of the complaint")`.
    """

    context: BrowserContext
    url: str
    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        self.page.on("response", self._hear_response)

    @property
    def complaints(self) -> list[str]:
        return [each for each in self.heard if not any(part in each for part in self.expected)]

    def sign_in(self, member: Membership) -> None:
        """As if the sign-in page had been passed."""
        client = Client()
        assert member.user is not None
        client.force_login(member.user)
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def open(self, path: str) -> Page:
        """Go there and wait until it has loaded."""
        self.page.goto(path)
        return self.page

    def axe(self) -> list[str]:
        """What axe finds wrong: rule and element, one line each. Empty is good."""
        found = Axe().run(self.page, options={"runOnly": _RULES, "resultTypes": ["violations"]})
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        wider: int = self.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        return max(0, wider)

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _was_replaced(message):
            self.heard.append(f"{message.type}: {message.text}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"{response.status} {response.request.method} {response.url}")


def _was_replaced(message: ConsoleMessage) -> bool:
    """Whether htmx only tells that it gave a request up for a newer one of the same form (`hx-sync="this:replace"`)."""
    return "htmx:error" in message.text and "AbortError" in message.text
