"""A QBR as a tagged PDF, a landscape page a section."""

from django.template.loader import render_to_string

from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import render_pdf
from qbr.calculations.snapshot import Snapshot
from qbr.documents.brief import in_brief
from qbr.documents.review import TITLE, Edition, Review, review_of, stamp


def review_pdf(snapshot: Snapshot, edition: Edition) -> bytes:
    """The review as PDF/UA. Takes about a second of processor time; hand it to `run_limited`."""
    review = review_of(snapshot)
    letterhead = Letterhead(snapshot.vendor_name, snapshot.currency, snapshot.brand_colour, edition.logo)
    html = review_html(review, _printed(snapshot, edition, letterhead))
    return render_pdf(html=html, charts=review.charts, colours=letterhead.colours)


def review_html(review: Review, printed: Printed) -> str:
    """What the PDF is made of."""
    return render_to_string("qbr/review_print.html", {"document": printed, "review": review})


def _printed(snapshot: Snapshot, edition: Edition, letterhead: Letterhead) -> Printed:
    snapshot = in_brief(snapshot)
    both = f"{snapshot.partner_name} and {snapshot.vendor_name}"
    return Printed(
        letterhead=letterhead,
        title=f"{TITLE} {snapshot.quarter}",
        description=f"{TITLE} of {snapshot.partner_name}, {snapshot.quarter}, {stamp(snapshot, edition, within=True)}",
        foot=f"{both} · QBR {snapshot.quarter} · {stamp(snapshot, edition)}",
        meta=(
            both,
            stamp(snapshot, edition),
            f"Prepared by {snapshot.prepared_by}",
        ),
    )
