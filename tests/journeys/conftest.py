"""A browser for journeys: system Chromium, the real server, and a watch that fails on anything in the console."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from prm.people.models import Membership
from tests.cast import Cast, make_cast
from tests.journeys.browser import CHROMIUM, FLAGS, Visitor, watched_context

# Playwright runs an event loop on this thread, which Django would take for an asynchronous caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# A busy machine takes its time; a journey that works is not slowed by it.
expect.set_options(timeout=30_000)

type Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "journeys":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; each visitor has a profile of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The standing cast, committed, so that the server sees it."""
    return make_cast()


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """`visit(cast.bob)`: a signed-in browser; `visit()` a stranger's. Options: width, scheme, any of `new_context`.

    When the test is over, everything that the console, the CSP or the network complained of fails it.
    """
    visitors: list[Visitor] = []

    def arrive(member: Membership | None = None, *, width: int = 1440, scheme: str = "light", **more: Any) -> Visitor:
        context = watched_context(chromium, live_server.url, width=width, scheme=scheme, **more)
        visitor = Visitor(context, live_server.url)
        if member is not None:
            visitor.sign_in(member)
        visitors.append(visitor)
        return visitor

    yield arrive
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []
