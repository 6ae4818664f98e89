"""Every promise in the reader's reach, across partners."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.calculations.actions import DUE_WITHIN
from partners.enums import SETTLED_STATUSES, ActionSide, ActionSource, ActionStatus
from partners.models import Action
from partners.queries.actions import actions_in_reach, unsettled
from partners.views.action_rows import rows_of
from partners.views.page import moment_of
from prm.documents.specs import Kind
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table

STATES = [("overdue", "Overdue"), ("due", "Due in the next 14 days"), ("done", "Done"), ("dropped", "Dropped")]
NOBODY = "nobody"


def _due(rows: QuerySet[Action], state: str, today: date) -> QuerySet[Action]:
    if state == "overdue":
        return rows.filter(due_date__lt=today)
    return rows.filter(due_date__range=(today, today + DUE_WITHIN))


def _narrow_to_state(rows: QuerySet[Action], state: str) -> QuerySet[Action]:
    if state in SETTLED_STATUSES:
        return rows.filter(status=state)
    return _due(rows, state, timezone.localdate())


def _narrow_to_owner(rows: QuerySet[Action], owner: str) -> QuerySet[Action]:
    return rows.filter(Q(("owner_id", None if owner == NOBODY else owner)))


def _owners(request: TenantRequest) -> list[Choice]:
    """Everybody who owns a promise in reach, oneself first."""
    owning = Action.objects.exclude(owner=None).values("owner_id")
    found = Membership.objects.filter(Q(pk__in=owning) | Q(pk=request.membership.pk)).order_by("display_name")
    names = dict(found.values_list("pk", "display_name"))
    names.pop(request.membership.pk, None)
    others = [(str(pk), name) for pk, name in names.items()]
    return [(str(request.membership.pk), "Me"), (NOBODY, "Nobody yet"), *others]


def _owner_name(row: Action) -> str:
    return row.owner.display_name if row.owner else ""


ACTIONS = TableSpec(
    key="actions",
    title="Actions",
    columns=(
        Column("title", "Action", sort="title"),
        Column("detail", "Detail", listed=False),
        Column("partner", "Partner", "partner__name", value=lambda row: row.partner.name),
        Column("side", "Owed by", "side", value=lambda row: row.side_enum.label, only_wide=True),
        Column("owner", "Owner", "owner__display_name", value=_owner_name, only_wide=True),
        Column("due_date", "Due", "due_date", Kind.DATE),
        Column("source", "From", "source", value=lambda row: row.source_enum.label, only_wide=True),
        Column("status", "Status", value=lambda row: row.status_enum.label),
        Column("done_date", "Done on", kind=Kind.DATE, listed=False),
        Column("dropped_reason", "Why dropped", listed=False),
    ),
    filters=(
        Filter("state", "State", STATES, narrow=_narrow_to_state, any_label="Open"),
        Filter("side", "Owed by", [(side.value, side.label) for side in ActionSide]),
        Filter("owner", "Owner", _owners, narrow=_narrow_to_owner),
        Filter("source", "From", [(source.value, source.label) for source in ActionSource]),
    ),
    search=("title", "partner__name", "partner__external_id"),
    search_label="Action or partner",
    default_sort="due_date",
    noun="action",
    nouns="actions",
)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def action_index(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """The promises of all partners in reach: the open ones, or with `?state=` those done or dropped."""
    is_settled = request.GET.get("state") in (ActionStatus.DONE, ActionStatus.DROPPED)
    everything = actions_in_reach() if is_settled else unsettled(actions_in_reach())
    table = read_table(ACTIONS, request, everything)
    rows = rows_of(table.rows, request, today=moment_of(request).today)
    return table.respond("partners/action_index.html", {"rows": rows})
