"""All scorecards of a CAM's partners as one PDF: a list of them, then a page for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import Part, render_pdf_together
from prm.documents.specs import Cell, Column, Kind, Table
from scorecards.documents.wording import counted, day


@dataclass(frozen=True)
class BundlePage:
    """One partner: its row in the list, and its scorecard."""

    row: tuple[Cell, ...]
    scorecard: Part


@dataclass(frozen=True)
class Bundle:
    """What the file says, gathered before it is drawn."""

    cam: str
    as_of: date
    letterhead: Letterhead
    columns: tuple[Column, ...]
    pages: tuple[BundlePage, ...]


def bundle_pdf(bundle: Bundle, on_page: Callable[[], None] = lambda: None) -> bytes:
    """The file. `on_page` is called after each partner's page; about a third of a second of processor time each."""
    drawn = iter([False, *(True for _ in bundle.pages)])

    def on_part() -> None:
        if next(drawn):
            on_page()

    parts = (Part(list_html(bundle)), *(page.scorecard for page in bundle.pages))
    return render_pdf_together(parts, colours=bundle.letterhead.colours, most_pages=2000, on_part=on_part)


def list_html(bundle: Bundle) -> str:
    """The first sheet: every partner in the file with how it stands, in the order of the pages."""
    table = Table(
        "partners",
        "Partners",
        (Column("Page", Kind.FIGURE, weight=1), *bundle.columns),
        tuple((number, *page.row) for number, page in enumerate(bundle.pages, 1)),
    )
    context = {"document": _printed(bundle), "table": table, "count": counted(len(bundle.pages), "partner")}
    return render_to_string("scorecards/bundle_print.html", context)


def _printed(bundle: Bundle) -> Printed:
    as_of = f"As of {day(bundle.as_of)}"
    return Printed(
        letterhead=bundle.letterhead,
        title=f"Scorecards of {bundle.cam}",
        description=f"Performance scorecards of all partners of {bundle.cam}, as of {day(bundle.as_of)}",
        foot=f"{bundle.letterhead.vendor} · Performance scorecards · {as_of}",
        meta=("Performance scorecards", bundle.cam, as_of),
    )
