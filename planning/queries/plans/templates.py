"""The templates that a plan can begin with: those that come with Tandem, and the tenant's own."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from partners.models import Partner
from planning.calculations.agreement.content import Content, content_from
from planning.models import PlanTemplate

FOLDER = Path(__file__).parents[2] / "plan_templates"
FILES = ("resale.toml", "managed.toml", "agent.toml")
# Words in a partner's type that speak for a template; the first one is for everybody else.
_TELLING = {"managed": ("msp", "managed", "service provider", "hosting"), "agent": ("agent", "referral", "affiliate")}


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is offered. `id` is its key or, of one's own, the id of its row."""

    id: str
    name: str
    description: str
    content: Content
    is_active: bool = True
    is_own: bool = False


@cache
def published_templates() -> tuple[Template, ...]:
    """Those that come with Tandem, in their order, read once in a process."""
    documents: list[Mapping[str, Any]] = [tomllib.loads((FOLDER / name).read_text("utf-8")) for name in FILES]
    return tuple(
        Template(each["key"], each["name"], each["description"], content_from(each["content"])) for each in documents
    )


def templates() -> list[Template]:
    """All of them as the tenant has them, switched off ones too: Tandem's first, then its own by name. One query."""
    rows = list(PlanTemplate.objects.order_by("name", "pk"))
    changed = {row.key: row for row in rows if row.key}
    published = [_as_changed(each, changed.get(each.id)) for each in published_templates()]
    own = [_own(row) for row in rows if not row.key]
    return published + own


def template_by_id(wanted: str) -> Template | None:
    """One of those that are offered; None for any other word."""
    return next((each for each in templates() if each.id == wanted and each.is_active), None)


def template_for(partner: Partner, offered: Iterable[Template]) -> Template:
    """The one that suits the partner's type best; what Tandem brings first where none is offered."""
    active = [each for each in offered if each.is_active] or list(published_templates())
    said = partner.type.lower()
    telling = [key for key, words in _TELLING.items() if any(word in said for word in words)]
    return next((each for each in active if each.id in telling), active[0])


def _as_changed(template: Template, row: PlanTemplate | None) -> Template:
    if row is None:
        return template
    return replace(template, name=row.name, description=row.description, is_active=row.is_active)


def _own(row: PlanTemplate) -> Template:
    content = content_from(row.content)
    return Template(str(row.pk), row.name, row.description, content, row.is_active, is_own=True)
