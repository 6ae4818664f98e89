"""Cache keys that cannot be shared across the wall."""

from prm.tenancy.scope import current_scope


def scoped_key(key: str, prefix: str, version: int) -> str:
    """The key as stored: led by tenant, reach and subject, so that no scope reads what another one cached."""
    scope = current_scope()
    if scope is None:
        return f"{prefix}:{version}:global:{key}"
    subject = scope.partner_id or scope.membership_id or scope.user_id or ""
    return f"{prefix}:{version}:{scope.tenant_id}:{scope.reach}:{subject}:{key}"
