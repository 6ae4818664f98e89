"""Secrets that open something: API tokens and the links of invitations. Only their hashes are stored."""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

from prm.people.models import Invitation

_SCHEME = "tdm"


def hash_secret(secret: str) -> str:
    """How secrets of links and tokens are stored. They are long and random, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class TokenText:
    """An API token as its owner holds it: `tdm_<membership>_<secret>`.

    It names its membership, so that it is looked up with that member's own reach and nobody else's.
    """

    membership_id: UUID
    secret: str

    @classmethod
    def fresh(cls, membership_id: UUID) -> "TokenText":
        """A new token with 256 random bits."""
        return cls(membership_id, secrets.token_urlsafe(32))

    @classmethod
    def parse(cls, text: str) -> "TokenText | None":
        """The token written as `text`; None for anything else."""
        scheme, _, rest = text.partition("_")
        member, _, secret = rest.partition("_")
        try:
            return cls(UUID(hex=member), secret) if scheme == _SCHEME and secret else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{_SCHEME}_{self.membership_id.hex}_{self.secret}"

    @property
    def hash(self) -> str:
        return hash_secret(self.secret)

    @property
    def prefix(self) -> str:
        """Enough of the secret to tell one token from another in a list."""
        return self.secret[:6]


def invitation_secret(invitation: Invitation) -> str:
    """The secret in an invitation's link. Derived and not drawn, so that the task which mails it needs only the id.

    It changes with the expiry: sending again makes the old link worthless. Without `SECRET_KEY` it cannot be made.
    """
    value = f"{invitation.pk.hex}:{invitation.expires_at.timestamp()}"
    return salted_hmac("prm.people.invitation", value, algorithm="sha256").hexdigest()
