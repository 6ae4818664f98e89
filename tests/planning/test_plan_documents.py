"""A plan as PDF and slides, each with what its reader may know and nothing else."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader

from planning.calculations.agreement.agreed import document_text
from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.paper import PlanPaper
from planning.documents.plans.deck import plan_deck
from planning.documents.plans.pdf import plan_pdf
from planning.enums import CostSharing
from planning.models import BusinessPlan
from planning.models.objective import ObjectiveTarget, PlanObjective
from planning.queries.agreement.agreed import agreed_plan, hash_of
from planning.queries.plans.paper import plan_paper
from prm.documents.letterhead import Letterhead
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast
from tests.planning.agreements import DRAWING, make_active_plan, make_plan

SECRET = "Rent of the secret office"


def _paper(cast: Cast, plan: BusinessPlan, reader: Membership, *, with_costs: bool = False) -> PlanPaper | None:
    with tenant_scope(reader.scope()):
        again = BusinessPlan.objects.select_related("partner").get(pk=plan.pk)
        return plan_paper(again, tenant=cast.acme, today=NOW.date(), with_costs=with_costs)


def _text(paper: PlanPaper | None, cast: Cast) -> tuple[str, int]:
    assert paper is not None
    reader = PdfReader(BytesIO(plan_pdf(paper, letterhead=Letterhead.of(cast.acme))))
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()), len(reader.pages)


def _slides(paper: PlanPaper | None, cast: Cast) -> tuple[str, int]:
    assert paper is not None
    deck = Presentation(BytesIO(plan_deck(paper, letterhead=Letterhead.of(cast.acme), at=NOW)))
    texts: list[str] = []
    charts = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            charts += bool(getattr(shape, "has_chart", False) and shape.has_chart)
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if getattr(shape, "has_table", False) and shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
        texts.append(slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
    assert 5 <= len(deck.slides) <= 8
    return " ".join(texts), charts


def test_the_signed_plan_is_one_page_with_both_signatures_and_their_hash(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        text, pages = _text(_paper(cast, plan, cast.bob), cast)
        digest = hash_of(plan)
    assert pages == 1
    for told in ("Polaris", "Version 1", "Active", "For Polaris", "For Acme", "Bob Vendor", "unchanged since"):
        assert told in text, told
    assert digest in text.replace(" ", "")
    assert "keeps its costs to itself" in text


@pytest.mark.parametrize(
    ("sharing", "profit", "lines"),
    [
        (CostSharing.PRIVATE, False, False),
        (CostSharing.RESULTS, True, False),
        (CostSharing.LINES, True, True),
        (CostSharing.EXAMPLE, True, True),
    ],
)
def test_files_hold_what_their_reader_may_know(cast: Cast, sharing: CostSharing, profit: bool, lines: bool) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=sharing)
        paper = _paper(cast, plan, cast.bob)
        told, _ = _text(paper, cast)
        slides, charts = _slides(paper, cast)
        for text in (told, slides):
            assert ("Profit (EBIT)" in text) is profit
            assert SECRET not in text, "only the edition with costs lists them"
        assert ("People" in slides) is lines
        assert charts == 3 if lines else charts == 2
        with_costs = _paper(cast, plan, cast.bob, with_costs=True)
        assert (with_costs is not None) is lines
        own, pages = _text(_paper(cast, plan, cast.priya, with_costs=True), cast)
        assert SECRET in own
        assert pages == 2
        if with_costs is not None:
            assert SECRET in _text(with_costs, cast)[0]


def test_what_is_signed_is_one_text_for_both_sides(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.PRIVATE)
        texts = set()
        for member in (cast.bob, cast.alice, cast.priya, cast.noor):
            with tenant_scope(member.scope()):
                texts.add(document_text(agreed_plan(plan)))
    assert len(texts) == 1
    text = texts.pop()
    assert SECRET not in text
    assert "123" not in text, "nor what the seller costs"
    assert '"price":"100"' in text


def test_objectives_are_signed_and_printed_but_not_what_came_of_them(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        before = hash_of(plan)
        own = {"plan": plan, "partner": cast.polaris}
        goal = PlanObjective.objects.create(**own, name="Win in Spain", measure=Measure.WON_DEALS)
        assert (signed := hash_of(plan)) != before
        target = ObjectiveTarget.objects.create(**own, objective=goal, quarter=2, target=Decimal(7))
        assert hash_of(plan) != signed
        signed = hash_of(plan)
        ObjectiveTarget.objects.filter(pk=target.pk).update(actual_entered=Decimal(3))
        assert hash_of(plan) == signed
        paper = _paper(cast, plan, cast.bob)
        assert "Win in Spain: Q2 7" in _text(paper, cast)[0]
        assert "Win in Spain" in _slides(paper, cast)[0]


def _full(paper: PlanPaper) -> PlanPaper:
    """The paper with all its texts as long as they may be, in letters of both directions."""
    long = "Gesellschaft für ausgesprochen langwierige Digitalisierung mbH und Compagnie KG "
    signatures = tuple(
        replace(each, company=long * 2, name="W" * 150, typed_name="", drawing=DRAWING) for each in paper.signatures
    )
    return replace(
        paper,
        partner_name=(long * 3)[:200],
        title=("=cmd خطة الأعمال " * 20)[:200],
        goals="ميزانية " * 300 + "W" * 900,
        objectives=tuple(f"Objective {number} {long}: Q1 $123M, Q2 $123M, Q3 $123M, Q4 $123M" for number in range(9)),
        signatures=signatures,
    )


def test_the_page_stays_one_page_and_says_what_it_leaves_out(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast, sharing=CostSharing.LINES)
        paper = _paper(cast, plan, cast.priya)
    assert paper is not None
    text, pages = _text(_full(paper), cast)
    assert pages == 1
    assert "And 6 more in the plan" in text
    assert "As of 15 Jun 2026" in text
    slides, _ = _slides(_full(paper), cast)
    assert "And 8 more in the plan" in slides
    assert "as of 15 Jun 2026" in slides


def test_the_edition_with_costs_says_whose_they_are(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.EXAMPLE)
        assert (
            "These are example costs, not Polaris's own"
            in _text(_paper(cast, plan, cast.bob, with_costs=True), cast)[0]
        )
        own = make_plan(cast, sharing=CostSharing.LINES, version=2)
        assert "This edition is for Polaris" in _text(_paper(cast, own, cast.bob, with_costs=True), cast)[0]


def test_the_slides_of_an_agreed_plan_tell_what_was_booked_and_until_when(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        with tenant_scope(cast.bob.scope()):
            again = BusinessPlan.objects.select_related("partner").get(pk=plan.pk)
            paper = plan_paper(again, tenant=cast.acme, today=NOW.date(), with_actuals=True)
        assert paper is not None and paper.so_far is not None
        slides, charts = _slides(paper, cast)
    assert "Plan and actual" in slides and "bookings to" in slides
    assert charts == 3
