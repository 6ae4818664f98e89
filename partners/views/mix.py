"""The business mix: asked, and drawn over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from partners.forms import MixForm
from partners.models import BusinessMix
from partners.operations.mixes import answer_business_mix
from partners.queries.profile import mixes_of, model_told_by
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.documents.specs import Chart, ChartKind, Role, Series
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@dataclass(frozen=True)
class MixRow:
    """One answer, with what it says the partner is."""

    answered_date: date
    product: Decimal
    professional: Decimal
    managed: Decimal
    model: str


def mix_rows(mixes: Sequence[BusinessMix]) -> list[MixRow]:
    """The answers as rows, in the order given."""
    return [
        MixRow(
            each.answered_date,
            each.product_percent,
            each.professional_percent,
            each.managed_percent,
            model_told_by(each).label,
        )
        for each in mixes
    ]


@requires(Permission.PARTNER_EDIT, Permission.PROFILE_EDIT)
def mix_answer(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Ask for the three shares; begins with the last answer."""
    partner = partner_or_404(partner_id)
    now = moment_of(request)
    form = MixForm(request.POST or None, initial=_last_answer(mixes_of(partner).first(), now.today))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            answer_business_mix(
                partner=partner,
                shares=form.shares(),
                answered_date=form.cleaned_data["answered_date"],
                by=request.membership,
                at=now.at,
            )
            notify(request, "The business mix was saved.")
            return redirect("partners:partner-profile", tenant, partner.pk)
    context = partner_page_context(request, partner, "profile") | {"form": form}
    return TemplateResponse(request, "partners/mix_answer.html", context, status=422 if form.errors else 200)


def _last_answer(mix: BusinessMix | None, today: date) -> dict[str, object]:
    if mix is None:
        return {"answered_date": today}
    return {
        "product": _plain(mix.product_percent),
        "professional": _plain(mix.professional_percent),
        "managed": _plain(mix.managed_percent),
        "answered_date": today,
    }


def _plain(percent: Decimal) -> str:
    return f"{percent.normalize():f}"


def mix_chart(mixes: Sequence[BusinessMix]) -> Chart | None:
    """Shares by answer, oldest first, from answers that come newest first; None before there is one."""
    if not mixes:
        return None
    answers = list(reversed(mixes))
    return Chart(
        "business-mix",
        ChartKind.STACKED,
        "Business mix",
        _summary(answers),
        tuple(f"{each.answered_date:%b %Y}" for each in answers),
        (
            Series("Products", tuple(each.product_percent for each in answers), Role.ACTUAL),
            Series("Professional services", tuple(each.professional_percent for each in answers), Role.SECOND),
            Series("Managed services", tuple(each.managed_percent for each in answers), Role.THIRD),
        ),
        unit="%",
    )


def _summary(answers: Sequence[BusinessMix]) -> str:
    first, last = answers[0], answers[-1]
    now = f"{_plain(last.services_percent)} % of revenue is services"
    if first is last:
        return f"{now}."
    return f"{now}, against {_plain(first.services_percent)} % in {first.answered_date:%B %Y}."
