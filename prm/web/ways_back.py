"""Where a change that was asked for on one of several pages leads back to."""

from django.utils.http import url_has_allowed_host_and_scheme

from prm.people.http import TenantRequest


def path_asked_for(request: TenantRequest) -> str:
    """The page of this tenant that was sent as `path`, with its query string; empty when it is none of them."""
    path = request.POST.get("path", "") or request.GET.get("path", "")
    is_ours = path.startswith(f"/t/{request.tenant.slug}/")
    return path if is_ours and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""
