"""The files of a capability result: they say what the page says, and the partner's edition nothing internal."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
import pypdf
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from partners.enums import ActionSide
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.documents.capability_report import category_chart, kpis
from scorecards.documents.capability_words import headline
from scorecards.operations.goals import Promise, set_goal
from scorecards.queries.capabilities import rounds_of
from tests.cast import NOW, Cast
from tests.scorecards.rounds_told import Told, tell

HIDDEN = ("trust", "CANARY-INTERNAL", "Our secret plan", "own category")


@pytest.fixture
def told(cast: Cast) -> Told:
    """Two rounds, a goal of the partner's side and an internal one."""
    with in_tenant(cast.acme.pk):
        told = tell(cast)
        second = rounds_of(cast.polaris).get(pk=told.second.pk)
        second.partner = cast.polaris
        for key, side, title in (
            ("fit-2", ActionSide.PARTNER, "Hire two sellers"),
            ("trust", ActionSide.VENDOR, "Our secret plan"),
        ):
            set_goal(
                assessment=second,
                question_id=told.asked.id(key),
                goal_score=Decimal(90),
                promise=Promise(title=title, side=side, owner=cast.priya if side is ActionSide.PARTNER else cast.bob),
                by=cast.bob,
                at=NOW,
            )
        return told


def file(cast: Cast, member: Membership, told: Told, name: str) -> bytes:
    response: Any = cast.client(member).get(
        f"/t/acme/partners/{cast.polaris.pk}/capabilities/{told.second.pk}/capabilities.{name}"
    )
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


def sheet_cells(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def deck_text(content: bytes) -> str:
    texts = []
    for slide in Presentation(BytesIO(content)).slides:
        for drawn in slide.shapes:
            texts.append(drawn.text_frame.text if drawn.has_text_frame else "")
            if drawn.has_table:
                texts += [cell.text for row in drawn.table.rows for cell in row.cells]
            if drawn.has_chart:
                texts += [str(name) for name in drawn.chart.plots[0].categories]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            texts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(texts)


def result_of(cast: Cast, member: Membership) -> Any:
    response: Any = cast.client(member).get(f"/t/acme/partners/{cast.polaris.pk}/capabilities/")
    return response.context_data["result"]


def test_the_pdf_says_what_the_page_says(cast: Cast, told: Told) -> None:
    text = pdf_text(file(cast, cast.bob, told, "pdf"))
    result = result_of(cast, cast.bob)
    for figure in kpis(result):
        assert [part for part in (figure.label, figure.value, figure.change) if part not in text] == []
    assert headline(result) in text and "Hire two sellers" in text and "How is fit-1?" in text


def test_the_pdf_passes_the_accessibility_checker(cast: Cast, told: Told, tmp_path: Path) -> None:
    path = tmp_path / "capabilities.pdf"
    path.write_bytes(file(cast, cast.bob, told, "pdf"))
    assert [(finding.rule, finding.message) for finding in outloud.check(str(path)).findings] == []


def test_the_workbook_has_the_figures_as_numbers(cast: Cast, told: Told) -> None:
    sheets = sheet_cells(file(cast, cast.bob, told, "xlsx"))
    assert list(sheets)[:4] == ["Summary", "Score by category", "Topics", "Answers"]
    assert ("Overall", 50, "of 100, provisional", "Watch") in sheets["Summary"]
    fit = next(row for row in sheets["Score by category"] if row[0] == "Fit")
    assert fit[1:6] == (1, 50, 100, 50, "+25")
    first = next(row for row in sheets["Answers"] if row[2] == "How is fit-1?")
    assert first[3:6] == ("Mostly", 75, 1) and first[8] == "Priya, Partner champion"
    assert first[13] == "Two sellers named" and first[14:] == (75, 50)


def test_the_deck_has_native_charts_with_the_figures(cast: Cast, told: Told) -> None:
    deck = Presentation(BytesIO(file(cast, cast.bob, told, "pptx")))
    charts = [drawn.chart for slide in deck.slides for drawn in slide.shapes if drawn.has_chart]
    spec = category_chart(result_of(cast, cast.bob))
    assert [tuple(series.values) for series in charts[0].plots[0].series] == [
        tuple(None if value is None else float(value) for value in series.values) for series in spec.series
    ]
    text = deck_text(file(cast, cast.bob, told, "pptx"))
    assert "50 of 100" in text and "Hire two sellers" in text and "Overall +25 since Mar 2026" in text


@pytest.mark.parametrize("name", ["pdf", "xlsx", "pptx"])
@pytest.mark.parametrize("edition", ["the partner's own", "made by the CAM"])
def test_the_partners_edition_holds_nothing_internal(cast: Cast, told: Told, name: str, edition: str) -> None:
    asked = name if edition == "the partner's own" else f"{name}?edition=partner"
    content = file(cast, cast.priya if edition == "the partner's own" else cast.bob, told, asked)
    read = {"pdf": pdf_text, "xlsx": lambda each: str(sheet_cells(each)), "pptx": deck_text}[name]
    text = read(content)
    assert "Hire two sellers" in text and "50" in text
    assert [word for word in HIDDEN if word in text] == []


def test_our_own_edition_says_so_in_its_name(cast: Cast, told: Told) -> None:
    address = f"/t/acme/partners/{cast.polaris.pk}/capabilities/{told.second.pk}/capabilities.pdf"
    ours, theirs = (
        cast.client(member).get(address).headers["Content-Disposition"] for member in (cast.bob, cast.priya)
    )
    assert "Polaris 2026-06-15 internal.pdf" in ours and "internal" not in theirs
