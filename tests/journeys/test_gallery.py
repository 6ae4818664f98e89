"""Every component, looked at by axe and by the content security policy, in each colour and width."""

import pytest

from tests.journeys.conftest import Visit


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_gallery_satisfies_axe_and_the_policy(db: None, visit: Visit, width: int, scheme: str) -> None:
    visitor = visit(width=width, scheme=scheme)
    visitor.open("/gallery/")
    assert visitor.axe() == []
    assert visitor.overflow() == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_gallery_reads_from_right_to_left(db: None, visit: Visit, width: int) -> None:
    visitor = visit(width=width)
    visitor.open("/gallery/?dir=rtl")
    assert visitor.axe() == []
    assert visitor.overflow() == 0


def test_gallery_fits_when_the_text_is_twice_as_large(db: None, visit: Visit) -> None:
    visitor = visit(width=720, device_scale_factor=2)
    visitor.open("/gallery/")
    assert visitor.overflow() == 0


def test_a_dialog_opens_traps_nothing_and_gives_the_focus_back(db: None, visit: Visit) -> None:
    page = visit().open("/gallery/")
    opener = page.get_by_role("button", name="Dialog", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="Undo this import?").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert opener.evaluate("element => element === document.activeElement")


def test_nothing_is_forced_through_when_colours_are_forced(db: None, visit: Visit) -> None:
    page = visit(forced_colors="active").open("/gallery/")
    border = page.locator(".status").first.evaluate("element => getComputedStyle(element).borderTopWidth")
    assert border == "1px"


def test_the_focus_is_never_hidden_behind_a_bar(db: None, visit: Visit) -> None:
    page = visit().open("/gallery/")
    hidden = """() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const box = element.getBoundingClientRect();
      const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      const seen = over && (element.contains(over) || over.contains(element));
      return seen ? null : element.outerHTML.slice(0, 120);
    }"""
    found = []
    for _press in range(60):
        page.keyboard.press("Tab")
        found.append(page.evaluate(hidden))
    assert [each for each in found if each] == []
