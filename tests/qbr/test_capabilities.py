"""Capabilities in a review: what changed and what is red, never what is internal, and no need of them in old ones."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdf
import pytest
from pptx import Presentation

from prm.kernel.status import TrafficLight
from prm.tenancy.scope import in_tenant
from qbr.calculations.capabilities import Capabilities, CategoryStand, RedItem, Step, stand_of
from qbr.calculations.snapshot_json import from_json, to_json
from qbr.documents.review import review_of
from qbr.documents.review_deck import review_deck
from qbr.documents.review_pdf import review_pdf
from qbr.queries.figures import take_snapshot
from scorecards.queries.capabilities import rounds_of
from scorecards.queries.capability_result import capability_result
from tests.cast import NOW, TODAY, Cast
from tests.qbr.samples import EDITION, snapshot
from tests.scorecards.rounds_told import tell

STAND = Capabilities(
    set_name="Capabilities",
    round="Nov 2026",
    overall=62,
    light=TrafficLight.WATCH,
    is_provisional=True,
    round_before="May 2026",
    before=57,
    now=62,
    categories=(
        CategoryStand("Leadership", 82, 80, TrafficLight.ON_TRACK),
        CategoryStand("Sales", 58, 50, TrafficLight.WATCH),
        CategoryStand("Marketing", 36, None, TrafficLight.AT_RISK),
    ),
    steps=(Step("Who sells?", 25, 75), Step("Who supports?", 50, 40)),
    red=(RedItem("How do you win customers?", 25, "Run one campaign a quarter."),),
)


def told() -> Any:
    return replace(snapshot(), capabilities=STAND)


def test_capabilities_come_back_from_json_and_old_reviews_have_none() -> None:
    stored = to_json(told())
    assert from_json(stored).capabilities == STAND
    del stored["capabilities"]
    assert from_json(stored).capabilities is None
    assert from_json(to_json(snapshot())).capabilities is None


def test_the_section_says_what_changed_and_what_is_red() -> None:
    section = review_of(told()).capabilities
    assert section is not None
    assert section.title == "Capabilities: 62 of 100, 5 up since May 2026"
    assert section.takeaway == "Round of Nov 2026; provisional, too few questions are answered"
    assert [(point.lead, point.text) for point in section.points] == [
        ("Most gained: +50", "Who sells?"),
        ("Most lost: −10", "Who supports?"),
        ("Red at 25", "Run one campaign a quarter."),
    ]
    assert "capabilities" not in review_of(told()).not_measured
    assert "capabilities" in review_of(snapshot()).not_measured


def test_deck_and_pdf_have_the_section_and_none_without_a_round() -> None:
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(review_deck(told(), EDITION))).slides]
    assert "Capabilities: 62 of 100, 5 up since May 2026" in titles
    pages = pypdf.PdfReader(BytesIO(review_pdf(told(), EDITION))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Capabilities: 62 of 100" in text and "Run one campaign a quarter." in text and "Marketing" in text
    assert review_of(snapshot()).capabilities is None


def test_a_snapshot_takes_the_round_of_its_day_and_nothing_internal(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        tell(cast)
        taken = take_snapshot(cast.polaris, tenant=cast.acme, as_of=TODAY, prepared_by="Bob").capabilities
        assert taken is not None
        assert (taken.overall, taken.before, taken.now, taken.round_before) == (50, 25, 50, "Mar 2026")
        assert [each.name for each in taken.categories] == ["Fit", "Profile"]
        assert [each.question for each in taken.steps] == ["How is fit-1?"]
        assert [(each.question, each.score) for each in taken.red] == [("How is fit-2?", 25)]
        assert take_snapshot(cast.vega, tenant=cast.acme, as_of=TODAY, prepared_by="Bob").capabilities is None


def test_what_is_internal_cannot_become_part_of_a_review(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        tell(cast)
        listed = list(rounds_of(cast.polaris))
        result = capability_result(listed[0], listed, partner=cast.polaris, tenant=cast.acme, at=NOW)
        assert result.score.with_internal == Decimal(25)
        with pytest.raises(ValueError, match="nothing internal"):
            stand_of(result)
