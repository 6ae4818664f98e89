"""Inviting people, changing what they may do, and seeing them off."""

from datetime import datetime, timedelta
from uuid import UUID

from prm.events.recording import record
from prm.people.credentials import hash_secret, invitation_secret
from prm.people.models import Invitation, Membership
from prm.people.permissions import Role
from prm.people.rules import looks_after, roles_grantable_by

INVITATION_LASTS = timedelta(days=14)


class RoleOutOfReach(Exception):
    """The role is above that of the person who hands it out, or does not fit a partner."""


class MemberOutOfReach(Exception):
    """The person is not theirs to look after."""


class AlreadySignedIn(Exception):
    """Somebody who has an account here needs no invitation."""


def invite_person(
    *, email: str, display_name: str, role: Role, partner_id: UUID | None, by: Membership, at: datetime
) -> Membership:
    """Give somebody a place in the tenant in scope, and invite them to take it. Known addresses answer like others.

    Raises `RoleOutOfReach`; `ValidationError` when a member that `by` can see has the address already.
    """
    if role not in roles_grantable_by(by) or role.is_partner != (partner_id is not None):
        raise RoleOutOfReach
    member = Membership(role=role, partner_id=partner_id, display_name=display_name, email=email.lower())
    member.tenant_id = by.tenant_id
    member.full_clean()
    member.save()
    record("people.member.added", subject=member, by=by, at=at, partner_id=partner_id)
    send_invitation(member=member, by=by, at=at)
    return member


def send_invitation(*, member: Membership, by: Membership, at: datetime) -> Invitation:
    """Invite a member who has no account here; again when they were invited before, which ends the earlier link.

    Raises `MemberOutOfReach`, `AlreadySignedIn`.
    """
    if not looks_after(by, member) or not member.email:
        raise MemberOutOfReach
    if member.user_id is not None:
        raise AlreadySignedIn
    _close_invitations(member, at=at)
    invitation = Invitation(
        membership=member,
        partner_id=member.partner_id,
        invited_by_name=by.display_name,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    invitation.secret_hash = hash_secret(invitation_secret(invitation))
    invitation.save()
    record("people.invitation.sent", subject=invitation, by=by, at=at, partner_id=member.partner_id)
    return invitation


def withdraw_invitation(*, member: Membership, by: Membership, at: datetime) -> None:
    """End the open invitation of a member; nothing happens when there is none. Raises `MemberOutOfReach`."""
    if not looks_after(by, member):
        raise MemberOutOfReach
    if _close_invitations(member, at=at):
        record("people.invitation.withdrawn", subject=member, by=by, at=at, partner_id=member.partner_id)


def _close_invitations(member: Membership, *, at: datetime) -> int:
    open_ones = Invitation.objects.filter(membership=member, accepted_at=None, withdrawn_at=None)
    return open_ones.update(withdrawn_at=at)


def change_role(*, member: Membership, role: Role, by: Membership, at: datetime) -> None:
    """Give a member another role, at once. Staff stay staff, and people of a partner stay with it.

    Raises `MemberOutOfReach`, `RoleOutOfReach`.
    """
    if not looks_after(by, member):
        raise MemberOutOfReach
    if role not in roles_grantable_by(by) or role.is_partner != member.role_enum.is_partner:
        raise RoleOutOfReach
    before, member.role = member.role_enum, role
    if before is not role:
        member.save(update_fields=["role"])
        changes, partner_id = {"Role": [before.label, role.label]}, member.partner_id
        record("people.member.role_changed", subject=member, by=by, at=at, partner_id=partner_id, changes=changes)


def end_membership(*, member: Membership, by: Membership, at: datetime) -> None:
    """Take somebody's place away: their next request, their tokens and their waiting tasks find nothing.

    What they did stays, under their name. Raises `MemberOutOfReach`.
    """
    if not looks_after(by, member):
        raise MemberOutOfReach
    _close_invitations(member, at=at)
    member.ended_at = at
    member.save(update_fields=["ended_at"])
    record("people.member.left", subject=member, by=by, at=at, partner_id=member.partner_id)
