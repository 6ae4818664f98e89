"""What WeasyPrint leaves out of a tagged PDF and PDF/UA asks for."""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import Document


def complete_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Mend the structure of a PDF before it is written: `write_pdf(finisher=complete_tags)`."""
    elements = list(_elements(_behind(pdf.catalog["StructTreeRoot"], pdf), pdf))
    _scope_headers(elements, pdf)
    _free_margins({id(element) for element in elements}, pdf)


def _scope_headers(elements: list[pydyf.Dictionary], pdf: pydyf.PDF) -> None:
    """Say of every header cell whether it heads a column or a row: those in a table's head head columns.

    WeasyPrint links data cells to their headers, which leaves the corner cell over the row headings unexplained.
    """
    for cell in elements:
        if cell.get("S") == "/TH":
            group = _behind(_behind(cell["P"], pdf)["P"], pdf)
            cell["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def _free_margins(reached: set[int], pdf: pydyf.PDF) -> None:
    """Mark what stands in the margins as decoration of the page, or a reader hears it between two sentences.

    WeasyPrint keeps margin boxes out of the structure, but marks their words as content all the same.
    """
    numbers = _behind(_behind(pdf.catalog["StructTreeRoot"], pdf)["ParentTree"], pdf)["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page_number, reference in enumerate(pdf.page_references):
        of_page = owners[page_number]
        margins = {mark for mark, owner in enumerate(of_page) if id(_behind(owner, pdf)) not in reached}
        for mark in margins:
            of_page[mark] = b"null"
        stream = _behind(_behind(reference, pdf)["Contents"], pdf)
        stream.stream = list(_without_marks(stream.stream, margins))


def _without_marks(operations: list[Any], margins: set[int]) -> Iterator[Any]:
    """A page's drawing operations with the marked content of `margins` made into artifacts."""
    skipped = 0
    for position, operation in enumerate(operations):
        if skipped:
            skipped -= 1
            continue
        marked = operations[position + 1] if position + 1 < len(operations) else None
        if isinstance(marked, pydyf.Dictionary) and marked.get("MCID") in margins:
            skipped = 2
            yield from ("/Artifact", b"BMC")
        else:
            yield operation


def _elements(element: pydyf.Dictionary, pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    """A structure element and all beneath it."""
    yield element
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            below = _behind(kid, pdf)
            if "S" in below:
                yield from _elements(below, pdf)


def _behind(reference: bytes, pdf: pydyf.PDF) -> Any:
    return pdf.objects[int(reference.split()[0])]
