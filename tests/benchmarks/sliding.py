"""How long the page holds a key press while a slider moves: 40 lines in Chromium, the server saving meanwhile."""

import os

from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from planning.models import BusinessPlan
from prm.people.models import Membership, User
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.benchmarks.database import make_tenant
from tests.benchmarks.measuring import Result
from tests.benchmarks.whatif import make_plan
from tests.journeys.browser import CHROMIUM, FLAGS

PRESSES, ATTEMPTS, LONGEST_MS = 20, 3, 150.0
_WATCH = """
window.presses = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "keydown") window.presses.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""


def run() -> list[Result]:
    """The longest of 20 arrow presses (their INP), in the calmest of three attempts."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    tenant = make_tenant("bench-sliding", partners=1)
    with in_tenant(tenant.pk):
        cam = Membership.objects.get(role="cam")
    with tenant_scope(cam.scope()), transaction.atomic():
        plan = make_plan(cam)
    server = LiveServer("localhost")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            longest = min(_longest(browser, server.url, tenant.slug, plan, cam.email) for _ in range(ATTEMPTS))
            browser.close()
    finally:
        server.stop()
    return [Result("20 arrow presses on a slider, INP of 150 ms", longest, LONGEST_MS, 1.0)]


def _longest(browser: Browser, url: str, slug: str, plan: BusinessPlan, email: str) -> float:
    client = Client()
    client.force_login(User.objects.get(email=email))
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(f"/t/{slug}/plans/{plan.pk}/what-if/base/", wait_until="networkidle")
    longest = _press(page)
    context.close()
    return longest


def _press(page: Page) -> float:
    """Arrows at the pace of a hand; what stays below 16 ms is not reported by the browser and counts as 16."""
    page.locator(".driver-slide").nth(1).focus()
    for _ in range(PRESSES):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(120)
    page.wait_for_timeout(500)
    durations: list[float] = page.evaluate("window.presses")
    return max([16.0, *durations])
