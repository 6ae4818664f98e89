"""The palette: one box that finds partners and pages."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from prm.people.http import TenantRequest
from prm.web import navigation
from prm.web.navigation import PaletteEntry

LONGEST_QUERY = 100


@dataclass(frozen=True)
class _Group:
    number: int
    heading: str
    entries: list[PaletteEntry]


@require_safe
def palette(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Results for `?q=`: a fragment for the dialog, a whole page without JavaScript."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    entries = [entry for source in navigation.palette_sources() for entry in source(request, query)]
    context = {"query": query, "groups": _grouped([*entries, *_pages(request, query)])}
    is_fragment = request.headers.get("HX-Request") == "true"
    return TemplateResponse(request, "ui/palette_results.html" if is_fragment else "web/palette.html", context)


def _pages(request: TenantRequest, query: str) -> list[PaletteEntry]:
    wanted = query.casefold().split()
    return [
        PaletteEntry(item.label, reverse(item.url_name, args=[request.tenant.slug]), item.icon)
        for item in navigation.items_for(request.membership)
        if all(word in item.label.casefold() for word in wanted)
    ]


def _grouped(entries: list[PaletteEntry]) -> list[_Group]:
    headings = list(dict.fromkeys(entry.group for entry in entries))
    return [
        _Group(number, heading, [entry for entry in entries if entry.group == heading])
        for number, heading in enumerate(headings, start=1)
    ]
