"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Tenant, member and navigation for the frame; empty outside a tenant."""
    return {}
