"""The frame around every page."""

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Visit


def test_the_first_tab_stop_skips_to_the_content(cast: Cast, visit: Visit) -> None:
    page = visit(cast.alice).open("/t/acme/find/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_shell_satisfies_axe(cast: Cast, visit: Visit, width: int, scheme: str) -> None:
    visitor = visit(cast.alice, width=width, scheme=scheme)
    visitor.open("/t/acme/find/")
    assert visitor.axe() == []
    assert visitor.overflow() == 0


def test_the_palette_opens_a_partner_by_keyboard_alone(cast: Cast, visit: Visit) -> None:
    page = visit(cast.bob).open("/t/acme/find/")
    page.keyboard.press("Control+k")
    page.keyboard.type("pola", delay=5)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/partners/{cast.polaris.pk}/**")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_the_palette_satisfies_axe_while_open(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.alice)
    page = visitor.open("/t/acme/find/")
    page.keyboard.press("Control+k")
    page.locator("[role=option]").first.wait_for()
    assert visitor.axe() == []
    page.keyboard.press("Escape")
    assert not page.locator("#palette").is_visible()


def test_a_chosen_theme_is_there_before_the_first_paint(cast: Cast, visit: Visit) -> None:
    page = visit(cast.alice).open("/t/acme/find/")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/t/acme/find/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 16, 22)"


def test_a_phone_has_its_menu_behind_one_button(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.alice, width=390)
    page = visitor.open("/t/acme/find/")
    assert not page.locator("#side").is_visible()
    page.get_by_role("button", name="Menu").click()
    assert page.locator("#side").is_visible()
    assert visitor.axe() == []
    page.keyboard.press("Escape")
    assert not page.locator("#side").is_visible()


def test_paper_has_no_menu_and_no_bar(cast: Cast, visit: Visit) -> None:
    page = visit(cast.alice).open("/t/acme/find/")
    page.emulate_media(media="print")
    assert [page.locator(each).is_visible() for each in (".side", ".top", ".skip")] == [False, False, False]


def test_the_search_box_works_without_javascript(cast: Cast, visit: Visit) -> None:
    page = visit(cast.alice, java_script_enabled=False).open("/t/acme/find/")
    page.get_by_role("textbox", name="A partner or a page").or_(page.get_by_role("searchbox")).first.fill("orion")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Orion").first.click()
    assert str(cast.orion.pk) in page.url
