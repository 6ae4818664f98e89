"""Reviews: what is proposed, and what people decide about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify
from programs.enums import Direction
from programs.forms.decisions import ReasonForm
from programs.models import Program, TierReview
from programs.operations.deciding import confirm_review, confirm_reviews, decline_review
from programs.operations.reviewing import review_partners
from programs.queries.programs import programs
from programs.queries.reviews import open_reviews, settled_reviews
from programs.queries.tiers import running_exceptions
from sales.queries.bookings import data_date

PAGE_SIZE = 50
SETTLED_SHOWN = 20


@require_safe
@requires(Permission.TIER_DECIDE)
def review_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """What waits for a decision, what was decided, and which exceptions run."""
    today = moment_of(request).today
    page = Paginator(open_reviews(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(review) for review in page.object_list],
        "settled": list(settled_reviews()[:SETTLED_SHOWN]),
        "exceptions": list(running_exceptions(on=today)),
        "programs": list(programs()),
        "as_of": data_date(today=today),
    }
    return TemplateResponse(request, "programs/review_list.html", context)


def _row(review: TierReview) -> dict[str, Any]:
    """A review as a line: upwards what was reached, downwards what is missing to stay."""
    evaluation = review.figures()
    is_up = review.direction_enum is Direction.UP
    level = next((each for each in evaluation.best.levels if each.key == review.current_level), None)
    gaps = evaluation.gaps if is_up or level is None else level.gaps
    return {"review": review, "is_up": is_up, "gaps": gaps}


@require_safe
@requires(Permission.TIER_DECIDE)
def review_detail(request: TenantRequest, tenant: str, tier_review_id: UUID) -> HttpResponse:
    """One review with every figure as it was."""
    reviews = TierReview.objects.select_related("partner", "program", "version", "decided_by")
    review = get_object_or_404(reviews, pk=tier_review_id)
    return TemplateResponse(request, "programs/review_detail.html", _page(review, ReasonForm()))


def _page(review: TierReview, form: ReasonForm) -> dict[str, Any]:
    return {"review": review, "evaluation": review.figures(), "form": form, "is_up": review.direction == Direction.UP}


@require_POST
@requires(Permission.TIER_DECIDE)
def review_confirmation(request: TenantRequest, tenant: str, tier_review_id: UUID) -> HttpResponse:
    """Give the partner the proposed level."""
    review = get_object_or_404(TierReview.objects.select_related("partner"), pk=tier_review_id)
    now = moment_of(request)
    try:
        review = confirm_review(review=review, today=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        day = review.starts_date or now.today
        name = review.proposed_name or "without a level"
        notify(request, f"{review.partner.name} is {name} from {day.day} {day:%b %Y}.")
    return redirect("programs:review-list", tenant)


@require_POST
@requires(Permission.TIER_DECIDE)
def review_decline(request: TenantRequest, tenant: str, tier_review_id: UUID) -> HttpResponse:
    """Leave the partner where it is, with a reason."""
    reviews = TierReview.objects.select_related("partner", "program", "version", "decided_by")
    review = get_object_or_404(reviews, pk=tier_review_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return TemplateResponse(request, "programs/review_detail.html", _page(review, form), status=422)
    try:
        reason = form.cleaned_data["reason"]
        decline_review(review=review, reason=reason, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, f"{review.partner.name} stays {review.current_name or 'without a level'}.")
    return redirect("programs:review-list", tenant)


@require_POST
@requires(Permission.TIER_DECIDE)
def review_confirmations(request: TenantRequest, tenant: str) -> HttpResponse:
    """Confirm those that were ticked."""
    now, ids = moment_of(request), []
    for text in request.POST.getlist("review"):
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    confirmed = confirm_reviews(review_ids=ids, today=now.today, by=request.membership, at=now.at)
    if not ids:
        messages.error(request, "Tick the partners whose proposals you confirm.")
    else:
        passed = len(set(ids)) - confirmed
        more = f" {passed} had been decided meanwhile." if passed else ""
        notify(request, f"{confirmed} proposal{'s' if confirmed != 1 else ''} confirmed.{more}")
    return redirect("programs:review-list", tenant)


@require_POST
@requires(Permission.TIER_DECIDE)
def program_review(request: TenantRequest, tenant: str, program_id: UUID) -> HttpResponse:
    """Review all partners now, as of the data date."""
    program = get_object_or_404(Program, pk=program_id)
    now = moment_of(request)
    try:
        done = review_partners(
            program=program,
            tenant=request.tenant,
            review_date=data_date(today=now.today),
            today=now.today,
            by=request.membership,
            at=now.at,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        rest = f"{done.up} up, {done.down} down" if done.up or done.down else "nothing changes"
        notify(request, f"{done.reviewed} partners reviewed: {rest}.")
    return redirect("programs:review-list", tenant)
