"""Changes of an alert: each a POST that leads back to the day, with a way to undo it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadence.forms import SettleForm, SnoozeForm
from cadence.models import QuietAlert
from cadence.operations import handling
from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify

type Change = Callable[[QuietAlert], QuietAlert]


@require_POST
@requires(Permission.ALERT_HANDLE)
def acknowledgement(request: TenantRequest, tenant: str, alert_id: UUID) -> HttpResponse:
    """Say that somebody is on it."""
    now = moment_of(request)
    return _run(
        request,
        alert_id,
        lambda alert: handling.acknowledge_alert(alert=alert, by=request.membership, at=now.at),
        "{partner}: you are on it.",
    )


@require_POST
@requires(Permission.ALERT_HANDLE)
def snooze(request: TenantRequest, tenant: str, alert_id: UUID) -> HttpResponse:
    """Put it off until a day."""
    now, form = moment_of(request), SnoozeForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form)
    until = form.cleaned_data["until_date"]
    return _run(
        request,
        alert_id,
        lambda alert: handling.snooze_alert(
            alert=alert, until_date=until, today=now.today, by=request.membership, at=now.at
        ),
        f"{{partner}} is back on your list on {until.day} {until:%b %Y}.",
    )


@require_POST
@requires(Permission.ALERT_HANDLE)
def resolution(request: TenantRequest, tenant: str, alert_id: UUID) -> HttpResponse:
    """Say that it is settled."""
    now, form = moment_of(request), SettleForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form)
    return _run(
        request,
        alert_id,
        lambda alert: handling.resolve_alert(
            alert=alert, by=request.membership, at=now.at, note=form.cleaned_data["note"]
        ),
        "{partner} is settled.",
    )


@require_POST
@requires(Permission.ALERT_HANDLE)
def loss(request: TenantRequest, tenant: str, alert_id: UUID) -> HttpResponse:
    """Say that the business is gone."""
    now, form = moment_of(request), SettleForm(request.POST)
    if not form.is_valid():
        return _refuse(request, form)
    return _run(
        request,
        alert_id,
        lambda alert: handling.accept_loss(
            alert=alert, by=request.membership, at=now.at, note=form.cleaned_data["note"]
        ),
        "{partner} is off your list until it orders again.",
    )


@require_POST
@requires(Permission.ALERT_HANDLE)
def undo(request: TenantRequest, tenant: str, alert_id: UUID) -> HttpResponse:
    """Take the last change back."""
    now = moment_of(request)
    return _run(
        request,
        alert_id,
        lambda alert: handling.undo_change(alert=alert, by=request.membership, at=now.at),
        "{partner} is back where it was.",
        undoable=False,
    )


def _run(
    request: TenantRequest, alert_id: UUID, change: Change, sentence: str, *, undoable: bool = True
) -> HttpResponse:
    """Make the change and tell of it; a refusal is told instead, and nothing was changed."""
    alert = get_object_or_404(QuietAlert.objects.select_related("partner"), pk=alert_id)
    slug = request.tenant.slug
    try:
        with transaction.atomic():
            change(alert)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        undo_url = reverse("cadence:alert-undo", args=[slug, alert.pk]) if undoable else ""
        notify(request, sentence.format(partner=alert.partner.name), undo_url=undo_url)
    return redirect("cadence:my-day", slug)


def _refuse(request: TenantRequest, form: Form) -> HttpResponse:
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    messages.error(request, " ".join(sentences))
    return redirect("cadence:my-day", request.tenant.slug)
