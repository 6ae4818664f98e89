"""A file from upload to undo, in the browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.cast import Cast
from tests.imports.working import work_off
from tests.journeys.browser import Visitor

type Visit = Callable[..., Visitor]


def thousand_rows(folder: Path) -> Path:
    """1,000 partners, 12 of them without a name."""
    lines = [f"P{i},{'' if i % 82 == 7 else f'Partner {i}'},Bonn" for i in range(1, 981)]
    path = folder / "partners of the south.csv"
    path.write_text("\n".join(["Account number,Name,City", *lines, *(f"Q{i},Partner Q{i},Ulm" for i in range(20))]))
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "light"), (1440, "dark")])
def test_a_thousand_rows_with_twelve_bad_ones(
    cast: Cast, visit: Visit, settings: Settings, tmp_path: Path, width: int, scheme: str
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    olga = visit(cast.olga, width=width, scheme=scheme)
    page = olga.open("/t/acme/imports/new/")
    assert olga.axe() == []
    page.get_by_label("Partners", exact=True).check()
    page.get_by_label("File").set_input_files(thousand_rows(tmp_path))
    page.get_by_role("button", name="Look at the file").click()
    expect(page.get_by_role("heading", name="Which column is what?")).to_be_visible()
    expect(page.get_by_label("Column for City")).to_have_value("2")
    assert (olga.axe(), olga.overflow()) == ([], 0)
    page.get_by_role("button", name="Check every row").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    for _ in range(2):
        page.wait_for_event("response", lambda response: response.url.endswith("/progress/"))
    work_off(cast.acme)
    expect(page.get_by_role("button", name="Import 988 rows")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("is empty, but is needed. Fill it in.")).to_have_count(12)
    assert (olga.axe(), olga.overflow()) == ([], 0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download with reasons").click()
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 13
    page.get_by_role("button", name="Import 988 rows").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    work_off(cast.acme)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    work_off(cast.acme)
    expect(page.get_by_text("Everything is as it was before it.")).to_be_visible()
