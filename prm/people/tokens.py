"""API tokens, made and withdrawn. `queries.bearer_of` recognises them."""

from datetime import datetime

from prm.events.recording import record
from prm.people.credentials import TokenText
from prm.people.models import ApiToken, Membership


def issue_token(*, membership: Membership, name: str, at: datetime) -> str:
    """A new token of `membership`, as text that is shown once and never again: only its hash is stored.

    Runs in the member's own scope: nobody makes a key for somebody else.
    """
    text = TokenText.fresh(membership.pk)
    token = ApiToken.objects.create(
        membership=membership, name=name, prefix=text.prefix, secret_hash=text.hash, created_at=at
    )
    record("people.token.created", subject=token, by=membership, at=at, partner_id=membership.partner_id)
    return str(text)


def revoke_token(*, token: ApiToken, by: Membership, at: datetime) -> None:
    """End a token now. One that has ended stays as it is."""
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        record("people.token.revoked", subject=token, by=by, at=at, partner_id=by.partner_id)
