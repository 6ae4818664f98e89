"""The components, as template tags. Built in: templates need no `{% load %}`. `/gallery/` shows each in every state."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page, Paginator
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from prm.documents.specs import NOTHING, Kpi
from prm.kernel import money as amounts
from prm.kernel.ratios import Ratio
from prm.kernel.status import TrafficLight
from prm.web.browsers import browser_name
from prm.web.fields import describe_field, first_control_id
from prm.web.icons import Style, draw_icon
from prm.web.tables import ReadTable
from prm.web.toasts import toasts_of

register = template.Library()


@register.simple_tag
def icon(name: str, style: Style = "outline", classes: str = "") -> SafeString:
    """`{% icon "home" %}`, `{% icon "check" "micro" %}`: decoration only, so always beside a word or an aria-label."""
    return draw_icon(name, style=style, classes=classes)


@register.simple_tag
def status(light: TrafficLight | None, word: str = "") -> SafeString:
    """`{% status light %}`: icon, word and colour. `word` replaces the usual word; None counts as no data."""
    shown = light or TrafficLight.NO_DATA
    return _pill(shown.tone, shown.icon, word or shown.word)


@register.simple_tag
def pill(word: str, tone: str = "none", icon: str = "information-circle") -> SafeString:
    """`{% pill "Running" "info" "arrow-path" %}`, a state that is no traffic light. Tones: good warn bad info none."""
    return _pill(tone, icon, word)


def _pill(tone: str, icon_name: str, word: str) -> SafeString:
    return format_html('<span class="status status-{}">{}{}</span>', tone, draw_icon(icon_name, style="micro"), word)


@register.inclusion_tag("ui/kpi.html")
def kpi(figure: Kpi, url: str = "", help: str = "") -> dict[str, Any]:  # noqa: A002 - reads so in a template
    """`{% kpi figure url=... %}`: one `prm.documents.specs.Kpi` as a card; with a URL the whole card opens its rows."""
    return {"kpi": figure, "url": url, "help": help, "is_empty": figure.status is TrafficLight.NO_DATA}


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", flush: bool = False, classes: str = "") -> SafeString:
    """`{% card "Contacts" note="3 people" %}...{% endcard %}`; `flush` for tables and lists that reach the edges."""
    context = {"content": content, "title": title, "note": note, "flush": flush, "classes": classes}
    return render_to_string("ui/card.html", context | {"id": f"card-{slugify(title)}"})


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """`{% notice "warn" "Three rows need you" %}...{% endnotice %}`. Tones: info good warn bad."""
    icons = {"good": "check-circle", "warn": "exclamation-triangle", "bad": "exclamation-circle"}
    context = {"content": content, "tone": tone, "title": title, "icon": icons.get(tone, "information-circle")}
    return render_to_string("ui/notice.html", context)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002 - reads so in a template
    """`{% dialog "confirm" "Undo this import?" %}...{% enddialog %}`; opened by `<button data-dialog="confirm">`."""
    return render_to_string("ui/dialog.html", {"content": content, "id": id, "title": title})


@register.inclusion_tag("ui/empty.html")
def empty_state(title: str, text: str = "", icon: str = "inbox", url: str = "", action: str = "") -> dict[str, Any]:
    """What stands where rows would be: what is missing, and with `url` and `action` the one thing to do about it."""
    return {"title": title, "text": text, "icon": icon, "url": url, "action": action}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, help: str = "", short: bool = False) -> dict[str, Any]:  # noqa: A002
    """`{% field form.name %}`: label, help and error of one field, tied to it by aria-describedby."""
    return {"field": bound, "widget": describe_field(bound), "help": help or bound.help_text, "short": short}


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """`{% fields form %}`: all visible fields in order, and the hidden ones."""
    return {"form": form}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}` above a form: every problem, linked to its field. Nothing while there is none."""
    return {"form": form, "errors": [(bound, first_control_id(bound)) for bound in form if bound.errors]}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], target: str = "") -> dict[str, Any]:
    """`{% pagination page "#partners" %}`: links that keep the query string; `target` lets htmx swap that element."""
    request: HttpRequest = context["request"]
    return {"page": page, "query": request.GET.copy(), "target": target, "path": request.path}


@register.simple_block_tag(takes_context=True)
def data_table(context: Context, content: str, table: ReadTable, empty: str = "", help: str = "") -> SafeString:  # noqa: A002
    """`{% data_table table %}{% for each in table.rows %}<tr>...{% endfor %}{% enddata_table %}`.

    The swapped region of a `ReadTable`: what narrows it, its head, the rows that the page draws, its pages. Put it in
    `{% partialdef table inline %}` and `{% table_controls table %}` above it. `empty` and `help` are said when there
    are no rows at all; when the filters leave none, that is said instead.
    """
    shown = {"table": table, "content": content, "empty": empty, "help": help, "request": context["request"]}
    return render_to_string("ui/data_table.html", shown)


@register.inclusion_tag("ui/table_controls.html", takes_context=True)
def table_controls(context: Context, table: ReadTable) -> dict[str, Any]:
    """`{% table_controls table %}`: search, filters, saved views and export of a `ReadTable`, outside its region."""
    return {"table": table, "request": context["request"], "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: list[Any], label: str) -> dict[str, Any]:
    """`{% tabs items "Partner" %}`: items with `label`, `url`, `is_current` and perhaps `count`.

    Those that are `tucked` stand in a menu at the end of the row; the current one always stands in the row.
    """
    tucked = [item for item in items if getattr(item, "tucked", False) and not item.is_current]
    return {"items": [item for item in items if item not in tucked], "tucked": tucked, "label": label}


@register.inclusion_tag("ui/progress.html")
def progress(value: int | None, maximum: int = 100, label: str = "Progress", note: str = "") -> dict[str, Any]:
    """A labelled `<progress>`; without a value it shows that something runs. `note` is the words at its end."""
    return {"value": value, "maximum": maximum, "label": label, "note": note}


@register.simple_tag
def bar(percent: Decimal | int | float | None, tone: str = "brand", width: int = 96) -> SafeString:
    """A small bar beside a figure that says the same; 100 fills it. Decoration, so hidden from screen readers."""
    share = min(max(round(percent or 0), 0), 100)
    return format_html(
        '<svg class="bar" width="{}" height="6" aria-hidden="true">'
        '<rect class="bar-track" width="100%" height="6" rx="3"/>'
        '<rect class="bar-{}" width="{}%" height="6" rx="3"/></svg>',
        *(width, tone, share),
    )


@register.inclusion_tag("ui/toasts.html", takes_context=True)
def toasts(context: Context, swap: bool = False) -> dict[str, Any]:
    """The messages of this request. With `swap` an htmx answer adds them to those on the page."""
    return {"toasts": toasts_of(context.get("request")), "swap": swap, "csrf_token": context.get("csrf_token", "")}


@register.filter
def money(amount: Decimal | int | None, currency: str) -> str:
    """`{{ amount|money:tenant.currency }}`: to the minor unit. None is a dash."""
    return NOTHING if amount is None else amounts.full(amount, currency)


@register.filter
def short_money(amount: Decimal | int | None, currency: str) -> str:
    """Three figures: $1.84M."""
    return NOTHING if amount is None else amounts.compact(amount, currency)


@register.filter
def number(value: Decimal | int | None, places: int = 0) -> str:
    """A plain figure with separators and a true minus."""
    return NOTHING if value is None else amounts.number(value, places)


@register.filter
def percent(value: Decimal | int | Ratio | None, places: int = 0) -> str:
    """89 as 89%; a `Ratio` is written as its own percent."""
    if value is None:
        return NOTHING
    return value.as_percent(places) if isinstance(value, Ratio) else f"{amounts.number(value, places)}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as people read it, 30 Nov 2026; a moment by its day in the current time zone. None is a dash."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return f"{local.day} {local:%b %Y}"


@register.filter
def initials(name: str) -> str:
    """One or two letters for an avatar."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return conditional_escape("".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?")


@register.filter
def pages_around(paginator: "Paginator[Any]", current: int) -> list[int | None]:
    """Page numbers worth a link, None where some are left out."""
    numbers = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [each if isinstance(each, int) else None for each in numbers]


@register.filter
def browser(user_agent: str) -> str:
    """A User-Agent header as a person would say it."""
    return browser_name(user_agent)
