"""What WeasyPrint leaves out of a tagged PDF and PDF/UA asks for."""

import pydyf
from weasyprint import Document


def scope_headers(document: Document, pdf: pydyf.PDF) -> None:
    """Say of every header cell whether it heads a column or a row: those in a table's head head columns.

    WeasyPrint links data cells to their headers, which leaves the corner cell over the row headings unexplained.
    """
    for cell in pdf.objects:
        if isinstance(cell, pydyf.Dictionary) and cell.get("S") == "/TH":
            group = _parent(_parent(cell, pdf), pdf)
            cell["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def _parent(element: pydyf.Dictionary, pdf: pydyf.PDF) -> pydyf.Dictionary:
    number = int(element["P"].split()[0])
    return pdf.objects[number]
