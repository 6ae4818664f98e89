"""Signatures: made under exactly what the signer read, and made void when a plan is opened again."""

from dataclasses import dataclass
from datetime import datetime

from planning.calculations.agreement.ink import NotASignature, read_strokes, write_strokes
from planning.enums import Party
from planning.models import BusinessPlan, PlanSignature
from planning.queries.agreement.agreed import hash_of, standing_signatures
from planning.rules import party_of
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id

SHORTEST_NAME = 2
LONGEST_NAME = 150


class NotSigned(Refused):
    """Type your name, or draw your signature."""

    field = "typed_name"


class ReadAgain(Refused):
    """The plan has changed since you opened this page. Read it again, then sign."""


class SamePerson(Refused):
    """You have signed for the partner. Somebody else has to sign for the vendor."""


@dataclass(frozen=True)
class Ink:
    """What somebody put under a plan: a name typed, a signature drawn (path data), or both.

    `seen_hash` is the hash of the document that was on the page.
    """

    seen_hash: str
    typed_name: str = ""
    drawing: str = ""


def sign(*, plan: BusinessPlan, ink: Ink, by: Membership, at: datetime) -> PlanSignature:
    """Sign for the side that `by` belongs to. The plan must be locked by the caller.

    Raises `NotSigned`, `ReadAgain` when what was read is not what stands there, and `SamePerson`.
    """
    name, drawing = _checked(ink)
    if ink.seen_hash != (digest := hash_of(plan)):
        raise ReadAgain
    _refuse_same_person(plan, by)
    signature = PlanSignature(
        tenant_id=require_tenant_id(),
        plan=plan,
        partner_id=plan.partner_id,
        party=party_of(by),
        member=by,
        member_name=by.display_name,
        role=by.role_enum.label,
        typed_name=name,
        drawing=drawing,
        document_hash=digest,
        signed_at=at,
    )
    signature.save(force_insert=True)
    return signature


def _checked(ink: Ink) -> tuple[str, str]:
    name = " ".join("".join(letter for letter in ink.typed_name if letter.isprintable()).split())
    if len(name) > LONGEST_NAME:
        raise NotSigned(f"Type a name of at most {LONGEST_NAME} letters.")
    if name and len(name) < SHORTEST_NAME:
        raise NotSigned("Type your whole name.")
    if not name and not ink.drawing:
        raise NotSigned
    try:
        return name, write_strokes(read_strokes(ink.drawing)) if ink.drawing else ""
    except NotASignature as error:
        raise NotSigned(str(error), field="drawing") from error


def _refuse_same_person(plan: BusinessPlan, by: Membership) -> None:
    """A person who changed sides in between has two memberships, and still only one hand."""
    signers = {each.party_enum: each.member_id for each in standing_signatures(plan).values()}
    others = [member_id for party, member_id in signers.items() if member_id and party is not party_of(by)]
    users = set(Membership.objects.filter(pk__in=others).values_list("user_id", flat=True)) - {None}
    if by.pk in others or by.user_id in users:
        raise SamePerson


def void_signatures(*, plan: BusinessPlan, reason: str, by: Membership, at: datetime) -> None:
    """Let no signature under the plan count any more. They stay, with the reason."""
    for signature in standing_signatures(plan).values():
        signature.voided_at, signature.voided_by_name, signature.void_reason = at, by.display_name, reason
        signature.save(update_fields=["voided_at", "voided_by_name", "void_reason"])


def signed_by(plan: BusinessPlan, party: Party, by: Membership) -> PlanSignature | None:
    """The signature that counts for this side, if it is this member's own: a second click finds it."""
    signature = standing_signatures(plan).get(party)
    return signature if signature and signature.member_id == by.pk else None
