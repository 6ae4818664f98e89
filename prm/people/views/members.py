"""The people of a tenant: list, page, invitation, role, leaving."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prm.events.presenting import entries_of
from prm.events.recording import history_of
from prm.people.forms import InvitationForm, RoleForm
from prm.people.http import TenantRequest, requires
from prm.people.models import Invitation, Membership
from prm.people.operations import members as operations
from prm.people.partner_names import names_of_partners
from prm.people.permissions import Permission, Role
from prm.people.queries import open_invitations, people_managed_by
from prm.people.rules import looks_after, roles_grantable_by

PAGE_SIZE = 50
MANAGE = (Permission.PEOPLE_MANAGE, Permission.COLLEAGUES_MANAGE)


@require_safe
@requires(Permission.PEOPLE_VIEW, Permission.COLLEAGUES_MANAGE)
def member_list(request: TenantRequest, tenant: str, partner_id: UUID | None = None) -> HttpResponseBase:
    """Who works here, or for the partner in the address, by name; `?q=` looks in names and addresses."""
    wanted, partner_name = request.GET.get("q", "").strip(), _name_of_partner(partner_id)
    people = people_managed_by(request.membership).order_by("display_name", "pk")
    if partner_id is not None:
        people = people.filter(partner_id=partner_id)
    if wanted:
        people = people.filter(Q(display_name__icontains=wanted) | Q(email__icontains=wanted))
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    members = list(page.object_list)
    partners = names_of_partners(each.partner_id for each in members)
    context = {
        "page": page,
        "wanted": wanted,
        "partner_id": partner_id,
        "partner_name": partner_name,
        "rows": [(each, partners.get(each.partner_id, "") if each.partner_id else "") for each in members],
        "invitations": _invitations(request, members),
        "may_invite": bool(roles_grantable_by(request.membership)),
    }
    return TemplateResponse(request, "people/member_list.html", context)


@require_safe
@requires(Permission.PEOPLE_VIEW, Permission.COLLEAGUES_MANAGE)
def member_page(request: TenantRequest, tenant: str, member_id: UUID) -> HttpResponseBase:
    """One person: what they may do, their invitation, their history."""
    member = _member(request, member_id)
    context = {
        "member": member,
        "partner_name": names_of_partners([member.partner_id]).get(member.partner_id) if member.partner_id else None,
        "invitation": _invitations(request, [member]).get(member.pk),
        "looks_after": looks_after(request.membership, member),
        "form": RoleForm(roles=_roles_for(request.membership, member), initial={"role": member.role}),
        "entries": entries_of(history_of(member)[:50], about=member.pk),
    }
    return TemplateResponse(request, "people/member_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*MANAGE)
def invite(request: TenantRequest, tenant: str, partner_id: UUID | None = None) -> HttpResponseBase:
    """Invite somebody: staff, or a person of the partner in the address, which for a champion is always their own."""
    partner_id = partner_id or request.membership.partner_id
    partner_name = _name_of_partner(partner_id)
    roles = [role for role in roles_grantable_by(request.membership) if role.is_partner == (partner_id is not None)]
    form = InvitationForm(request.POST or None, roles=roles)
    if request.method == "POST" and form.is_valid() and _invited(request, form, partner_id):
        return redirect("people:member-list", tenant)
    return TemplateResponse(request, "people/invite.html", {"form": form, "partner_name": partner_name})


def _invited(request: TenantRequest, form: InvitationForm, partner_id: UUID | None) -> bool:
    values = form.cleaned_data
    try:
        operations.invite_person(
            email=values["email"],
            display_name=values["display_name"],
            role=Role(values["role"]),
            partner_id=partner_id,
            by=request.membership,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, f"Invitation sent to {values['email']}.")
    return True


def _name_of_partner(partner_id: UUID | None) -> str:
    """The name of the partner that somebody is to join, empty for staff. One out of reach is not there (404)."""
    if partner_id is None:
        return ""
    names = names_of_partners([partner_id])
    if partner_id not in names:
        raise Http404
    return names[partner_id]


@require_POST
@requires(*MANAGE)
def send_invitation(request: TenantRequest, tenant: str, member_id: UUID) -> HttpResponse:
    """Invite a member who has not signed in yet, again or for the first time."""
    member = _member_to_look_after(request, member_id)
    try:
        operations.send_invitation(member=member, by=request.membership, at=timezone.now())
    except (operations.MemberOutOfReach, operations.AlreadySignedIn):
        messages.error(request, "An invitation needs an e-mail address, and somebody who has not signed in yet.")
    else:
        messages.success(request, f"Invitation sent to {member.email}.")
    return redirect("people:member-page", tenant, member.pk)


@require_POST
@requires(*MANAGE)
def withdraw_invitation(request: TenantRequest, tenant: str, member_id: UUID) -> HttpResponse:
    """Make the link that was mailed worthless."""
    member = _member_to_look_after(request, member_id)
    operations.withdraw_invitation(member=member, by=request.membership, at=timezone.now())
    messages.success(request, "Invitation withdrawn.")
    return redirect("people:member-page", tenant, member.pk)


@require_POST
@requires(*MANAGE)
def change_role(request: TenantRequest, tenant: str, member_id: UUID) -> HttpResponse:
    """Another role, from this person's next request on."""
    member = _member_to_look_after(request, member_id)
    form = RoleForm(request.POST, roles=_roles_for(request.membership, member))
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        operations.change_role(member=member, role=role, by=request.membership, at=timezone.now())
        messages.success(request, f"{member.display_name} is now {role.label}.")
    else:
        messages.error(request, "Choose one of the roles.")
    return redirect("people:member-page", tenant, member.pk)


@require_POST
@requires(*MANAGE)
def end_membership(request: TenantRequest, tenant: str, member_id: UUID) -> HttpResponse:
    """Take the person's access away."""
    member = _member_to_look_after(request, member_id)
    operations.end_membership(member=member, by=request.membership, at=timezone.now())
    messages.success(request, f"{member.display_name} no longer has access.")
    return redirect("people:member-list", tenant)


def _invitations(request: TenantRequest, members: list[Membership]) -> dict[UUID, Invitation]:
    """Their open invitations; withheld from whoever may invite nobody, as the database does."""
    return open_invitations(members, at=timezone.now()) if roles_grantable_by(request.membership) else {}


def _member(request: TenantRequest, member_id: UUID) -> Membership:
    return get_object_or_404(people_managed_by(request.membership), pk=member_id)


def _member_to_look_after(request: TenantRequest, member_id: UUID) -> Membership:
    member = _member(request, member_id)
    if not looks_after(request.membership, member):
        raise Http404
    return member


def _roles_for(by: Membership, member: Membership) -> list[Role]:
    return [role for role in roles_grantable_by(by) if role.is_partner == member.role_enum.is_partner]
