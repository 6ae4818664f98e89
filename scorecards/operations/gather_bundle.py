"""What the file with all scorecards of a CAM says."""

from decimal import Decimal

from partners.models import Partner
from partners.queries.partners import looked_after_by
from prm.documents.formats import PERCENT, whole_money
from prm.documents.letterhead import Letterhead
from prm.documents.pdf import Part
from prm.documents.specs import Cell, Column, Kind
from prm.tenancy.models import Tenant
from scorecards.calculations.scorecard import Scorecard
from scorecards.documents.bundle_pdf import Bundle, BundlePage
from scorecards.documents.presentation import plan_chart
from scorecards.documents.scorecard_pdf import scorecard_html
from scorecards.models import ScorecardBundle
from scorecards.queries.scorecards import scorecards_of


def gather_bundle(bundle: ScorecardBundle) -> Bundle:
    """The scorecards of the partners whose primary CAM was the bundle's on the day when it was asked for, by name.

    As many queries for any number of partners.
    """
    tenant: Tenant = bundle.tenant
    asked_on = bundle.requested_at.date()
    partners = list(looked_after_by(Partner.objects.order_by("name"), bundle.cam_id, on=asked_on))
    measured = scorecards_of(partners, tenant=tenant, as_of=bundle.as_of_date)
    letterhead = Letterhead.of(tenant)
    return Bundle(
        cam=bundle.cam.display_name,
        as_of=bundle.as_of_date,
        letterhead=letterhead,
        columns=_columns(letterhead.currency),
        pages=tuple(
            _page(partner, measured[partner.pk], letterhead=letterhead, quiet_from=tenant.quiet_from)
            for partner in partners
        ),
    )


def _columns(currency: str) -> tuple[Column, ...]:
    return (
        Column("Partner", weight=4),
        Column("Tier"),
        Column("Booked YTD", Kind.FIGURE, whole_money(currency)),
        Column("To plan", Kind.FIGURE, PERCENT),
        Column("Overall", Kind.FIGURE, PERCENT),
        Column("Status", Kind.STATUS),
    )


def _page(partner: Partner, card: Scorecard, *, letterhead: Letterhead, quiet_from: Decimal) -> BundlePage:
    html = scorecard_html(
        card,
        partner_name=partner.name,
        facts=tuple(fact for fact in (partner.tier, partner.stage.label, partner.region) if fact),
        letterhead=letterhead,
        internal=True,
        quiet_from=quiet_from,
    )
    chart = plan_chart(card.performance, currency=letterhead.currency)
    return BundlePage(_row(partner, card), Part(html, (chart,)))


def _row(partner: Partner, card: Scorecard) -> tuple[Cell, ...]:
    year = card.performance.year
    return (partner.name, partner.tier, year.actual, year.attainment, card.overall.value, card.overall.light)
