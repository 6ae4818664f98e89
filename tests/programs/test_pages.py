"""Pages of programmes, reviews, tiers and life stages, each once through the client."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from partners.enums import AssignmentRole
from partners.models import CamAssignment, Partner
from prm.tenancy.scope import in_tenant
from programs.models import PartnerTier, Program, ProgramVersion, StageChange, TierException, TierReview
from programs.operations.reviewing import review_partners
from programs.queries.stages import journeys
from tests.cast import Cast
from tests.programs.samples import NOW, TODAY, book, make_program, set_tier

QUERIES_OF_REVIEWS, QUERIES_OF_STAGES = 13, 15


@pytest.fixture
def program(cast: Cast) -> Program:
    """Polaris booked for Gold and is Silver; Vega booked nothing and is Silver."""
    with in_tenant(cast.acme.pk):
        program = make_program()
        book(cast.polaris, 6_000, TODAY)
        book(cast.vega, 400, TODAY)
        set_tier(cast.polaris, "Silver")
        set_tier(cast.vega, "Silver")
        review_partners(program=program, tenant=cast.acme, review_date=TODAY, today=TODAY, by=cast.alice, at=NOW)
    return program


def url(name: str, *args: object) -> str:
    return reverse(f"programs:{name}", args=["acme", *args])


def review_of(cast: Cast, partner: Partner) -> TierReview:
    with in_tenant(cast.acme.pk):
        return TierReview.objects.filter(partner=partner).order_by("-created_at", "-pk")[0]


def test_a_programme_starts_from_a_template_and_is_published(cast: Cast) -> None:
    client = cast.client(cast.olga)
    assert "No programme yet" in client.get(url("program-list")).text
    answer = client.post(url("program-create"), {"name": "Stars", "template": "odoo-2023", "sets_tier": "on"})
    with in_tenant(cast.acme.pk):
        version = ProgramVersion.objects.select_related("program").get()
    assert answer.url == url("version-edit", version.pk)  # type: ignore[attr-defined]
    assert "Net new users" in client.get(url("version-edit", version.pk)).text
    assert "Who would be where" in client.get(url("version-preview", version.pk)).text
    client.post(url("version-publication", version.pk), {"effective_date": "2026-01-01"})
    page = client.get(url("program-detail", version.program_id)).text
    assert "In force" in page and "300" in page
    assert client.get(url("version-edit", version.pk)).status_code == 302


def test_the_grid_saves_what_it_shows(cast: Cast, program: Program) -> None:
    client = cast.client(cast.olga)
    client.post(url("version-prepare", program.pk))
    with in_tenant(cast.acme.pk):
        draft = ProgramVersion.objects.get(is_draft=True)
    sent = form_of(client.get(url("version-edit", draft.pk)).text)
    assert sent["track-0-set-0-row-0-at-silver"] == "1000"
    client.post(url("version-edit", draft.pk), sent)
    with in_tenant(cast.acme.pk):
        assert ProgramVersion.objects.get(pk=draft.pk).document == draft.document
    sent |= {
        "level-3-name": "Platinum",
        "track-0-set-0-row-1-metric": "certificates",
        "track-0-set-0-row-1-window": "as_of",
        "track-0-set-0-row-1-at-gold": "2",
    }
    client.post(url("version-edit", draft.pk), sent)
    with in_tenant(cast.acme.pk):
        rules = ProgramVersion.objects.get(pk=draft.pk).rules()
    assert [level.key for level in rules.levels] == ["registered", "silver", "gold", "platinum"]
    assert [row.figure.metric for row in rules.tracks[0].sets[0].rows] == ["bookings", "certificates"]


@pytest.mark.parametrize("what", ["set-0", "score-0", "track"])
def test_the_grid_grows(cast: Cast, program: Program, what: str) -> None:
    client = cast.client(cast.olga)
    client.post(url("version-prepare", program.pk))
    with in_tenant(cast.acme.pk):
        draft = ProgramVersion.objects.get(is_draft=True)
    sent = form_of(client.get(url("version-edit", draft.pk)).text)
    assert client.post(url("version-edit", draft.pk), sent | {"add": what}).status_code == 302
    again = form_of(client.get(url("version-edit", draft.pk)).text)
    assert len(again) > len(sent)
    assert client.post(url("version-edit", draft.pk), again).status_code == 302


def test_what_cannot_be_is_said_and_nothing_lost(cast: Cast, program: Program) -> None:
    client = cast.client(cast.olga)
    client.post(url("version-prepare", program.pk))
    with in_tenant(cast.acme.pk):
        draft = ProgramVersion.objects.get(is_draft=True)
    sent = form_of(client.get(url("version-edit", draft.pk)).text) | {"track-0-set-0-row-0-at-silver": "many"}
    answer = client.post(url("version-edit", draft.pk), sent)
    assert answer.status_code == 422
    assert 'value="many"' in answer.text


class FormReader(HTMLParser):
    """Reads what a browser would send of a form."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name:
            self.sent[name] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self.inside, self.sent[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.sent[self.inside] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.inside.endswith("-benefits"):
            self.sent[self.inside] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.inside = ""


def form_of(html: str) -> dict[str, str]:
    """What a browser would send of the page's grid."""
    reader = FormReader()
    reader.feed(html.partition("<main")[2].partition("</main")[0])
    reader.sent.pop("csrfmiddlewaretoken", None)
    return reader.sent


def test_reviews_are_listed_with_reasons_and_confirmed_together(cast: Cast, program: Program) -> None:
    client = cast.client(cast.alice)
    page = client.get(url("review-list")).text
    assert "Missing to stay Silver: $600 more in bookings" in page
    ids = [str(review_of(cast, partner).pk) for partner in (cast.polaris, cast.vega)]
    client.post(url("review-confirmations"), {"review": [*ids, "nonsense"]})
    with in_tenant(cast.acme.pk):
        assert Partner.objects.get(pk=cast.polaris.pk).tier == "Gold"
        assert PartnerTier.objects.filter(partner=cast.vega, level="registered").exists()
    assert "2 proposals confirmed" in client.get(url("review-list")).text


def test_a_review_opens_with_its_figures_and_is_declined_with_a_reason(cast: Cast, program: Program) -> None:
    client, review = cast.client(cast.alice), review_of(cast, cast.vega)
    assert "$400" in client.get(url("review-detail", review.pk)).text
    assert client.post(url("review-decline", review.pk), {"reason": ""}).status_code == 422
    client.post(url("review-decline", review.pk), {"reason": "Large order due"})
    assert "Large order due" in client.get(url("review-list")).text
    client.post(url("review-confirmation", review.pk))
    assert "was decided meanwhile" in client.get(url("review-list")).text


def test_the_partner_sees_progress_and_no_proposals(cast: Cast, program: Program) -> None:
    page = cast.client(cast.priya).get(url("partner-tier", cast.polaris.pk)).text
    assert "Silver" in page and "Discount 10%." in page
    assert "waits for a decision" not in page and "Exceptions" not in page
    staff = cast.client(cast.alice).get(url("partner-tier", cast.polaris.pk)).text
    assert "waits for a decision" in staff and "Exceptions" in staff


def test_the_gap_stands_in_words_on_the_partners_page(cast: Cast, program: Program) -> None:
    page = cast.client(cast.bob).get(url("partner-tier", cast.vega.pk)).text
    assert "To stay Silver" in page and "$600 more in bookings" in page
    assert "Grant an exception" not in page


def test_an_exception_is_granted_and_ended(cast: Cast, program: Program) -> None:
    client = cast.client(cast.alice)
    address = url("exception-grant", cast.vega.pk, program.pk)
    assert client.post(address, {"level": "gold", "reason": "", "end_date": "2099-01-01"}).status_code == 422
    in_a_month = date.fromordinal(date.today().toordinal() + 30)  # noqa: DTZ011  the page reads the real clock
    client.post(address, {"level": "gold", "reason": "Takeover", "end_date": in_a_month.isoformat()})
    assert "by exception until" in client.get(url("partner-tier", cast.vega.pk)).text
    assert "by exception until" in client.get(url("partner-tier", cast.vega.pk)).text
    assert "Takeover" not in cast.client(cast.priya).get(url("partner-tier", cast.polaris.pk)).text
    with in_tenant(cast.acme.pk):
        exception = TierException.objects.get()
    client.post(url("exception-end", cast.vega.pk, exception.pk))
    with in_tenant(cast.acme.pk):
        assert Partner.objects.get(pk=cast.vega.pk).tier == "Silver"


def test_reviewing_now_proposes(cast: Cast, program: Program) -> None:
    client = cast.client(cast.olga)
    client.post(url("program-review", program.pk))
    assert "3 partners reviewed: 2 up, 1 down" in client.get(url("review-list")).text


def test_a_cam_confirms_a_stage_in_one_press(cast: Cast, program: Program) -> None:
    client = cast.client(cast.bob)
    page = client.get(url("stage-list")).text
    assert "Sold in the last 12 months" in page and "Orion" not in page
    client.post(url("stage-confirmation", cast.polaris.pk), {"stage": "producing", "from": "list"})
    with in_tenant(cast.acme.pk):
        assert Partner.objects.get(pk=cast.polaris.pk).life_stage == "producing"
        assert [each.to_stage for each in StageChange.objects.order_by("pk")] == ["recruited", "producing"]
    assert "Recruited to producing" in client.get(url("partner-stage", cast.polaris.pk)).text


def test_another_stage_than_the_suggested_one_needs_a_reason(cast: Cast, program: Program) -> None:
    client, address = cast.client(cast.bob), url("stage-confirmation", cast.polaris.pk)
    assert client.post(address, {"stage": "activated"}).status_code == 422
    assert client.post(address, {"stage": "activated", "note": "One old order only"}).status_code == 302
    assert "One old order only" in client.get(url("partner-stage", cast.polaris.pk)).text


def test_partners_do_not_reach_stages(cast: Cast) -> None:
    client = cast.client(cast.priya)
    assert client.get(url("partner-stage", cast.polaris.pk)).status_code == 404
    assert client.get(url("stage-list")).status_code == 404


def test_the_chief_sees_the_funnel(cast: Cast, program: Program) -> None:
    page = cast.client(cast.alice).get(url("stage-funnel")).text
    assert "Activation rate" in page and "67%" in page


@pytest.mark.parametrize("reviews", [1, 3])
def test_the_list_of_reviews_asks_the_same_for_any_number(
    cast: Cast, program: Program, django_assert_num_queries: object, reviews: int
) -> None:
    client = cast.client(cast.alice)
    client.get(url("review-list"))
    with in_tenant(cast.acme.pk):
        TierReview.objects.exclude(partner__in=list(Partner.objects.order_by("name")[:reviews])).delete()
    with django_assert_num_queries(QUERIES_OF_REVIEWS):  # type: ignore[operator]
        client.get(url("review-list"))


@pytest.mark.parametrize("who", ["dana", "bob"])
def test_the_list_of_stages_asks_the_same_for_one_partner_and_for_three(
    cast: Cast, program: Program, django_assert_num_queries: object, who: str
) -> None:
    with in_tenant(cast.acme.pk):
        CamAssignment.objects.create(
            partner=cast.orion, membership=cast.bob, role=AssignmentRole.SECONDARY, start_date=date(2026, 1, 1)
        )
    client = cast.client(getattr(cast, who))
    client.get(url("stage-list"))
    with django_assert_num_queries(QUERIES_OF_STAGES):  # type: ignore[operator]
        client.get(url("stage-list"))


@pytest.mark.parametrize("partners", [1, 3])
def test_the_funnel_asks_the_same_for_any_number_of_partners(
    cast: Cast, program: Program, django_assert_num_queries: object, partners: int
) -> None:
    with in_tenant(cast.acme.pk):
        chosen = list(Partner.objects.order_by("name")[:partners])
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(journeys(chosen, as_of=TODAY)) == partners
