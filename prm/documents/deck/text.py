"""Text of slides as DrawingML, written at once instead of run by run."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pptx.oxml import parse_xml
from pptx.oxml.xmlchemy import BaseOxmlElement

from prm.documents.deck.ink import TEXT, Ink
from prm.documents.deck.spec import Point
from prm.documents.svg.elements import clean

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def element(xml: str) -> BaseOxmlElement:
    """Parse the XML of one element, which declares NAMESPACES on itself."""
    parsed: BaseOxmlElement = parse_xml(xml)
    return parsed


def emu(inches: float) -> int:
    """Inches in the unit that slides are measured in."""
    return round(inches * 914400)


@dataclass(frozen=True)
class Box:
    """A place on a slide of 13.333 by 7.5 inches."""

    x: float
    y: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """Offset and extent as the children of a transform."""
        return f'<a:off x="{emu(self.x)}" y="{emu(self.y)}"/><a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/>'


@dataclass(frozen=True)
class Run:
    """Words in one look. A size of 0 leaves it to the placeholder."""

    text: str
    size: float = 0
    bold: bool = False
    ink: Ink | None = None

    @property
    def xml(self) -> str:
        """The run as DrawingML."""
        size = f' sz="{round(self.size * 100)}"' if self.size else ""
        bold = ' b="1"' if self.bold else ""
        fill = self.ink.fill if self.ink else ""
        return f'<a:r><a:rPr lang="en-US"{size}{bold} dirty="0">{fill}</a:rPr><a:t>{clean(self.text)}</a:t></a:r>'


@dataclass(frozen=True)
class Paragraph:
    """Runs on one line of thought. `after` is the space below in points."""

    runs: tuple[Run, ...]
    align: str = "l"
    after: float = 0
    line: int = field(default=100, kw_only=True)

    @property
    def xml(self) -> str:
        """The paragraph as DrawingML."""
        spacing = f'<a:lnSpc><a:spcPct val="{self.line * 1000}"/></a:lnSpc>' if self.line != 100 else ""
        spacing += f'<a:spcAft><a:spcPts val="{round(self.after * 100)}"/></a:spcAft>' if self.after else ""
        return f'<a:p><a:pPr algn="{self.align}">{spacing}</a:pPr>{"".join(run.xml for run in self.runs)}</a:p>'


def of_point(point: Point, *, size: float = 0, ink: Ink = TEXT, after: float = 0) -> Paragraph:
    """A point with its lead in bold."""
    lead = (Run(f"{_ended(point.lead)} ", size, bold=True, ink=ink),) if point.lead else ()
    return Paragraph((*lead, Run(point.text, size, ink=ink)), after=after)


def text_shape(
    number: int, name: str, box: Box, paragraphs: Iterable[Paragraph], *, anchor: str = "t", inset: float = 0
) -> BaseOxmlElement:
    """A plain text box."""
    return shape(number, name, box, paragraphs, anchor=anchor, inset=inset, text_box=True)


def shape(
    number: int,
    name: str,
    box: Box,
    paragraphs: Iterable[Paragraph] = (),
    *,
    fill: Ink | None = None,
    geometry: str = "rect",
    anchor: str = "t",
    inset: float = 0,
    text_box: bool = False,
) -> BaseOxmlElement:
    """A filled shape with text and no style of its own: a style would bring the theme's shadow along.

    A shape without text is decoration, and says so to a screen reader.
    """
    body = "".join(paragraph.xml for paragraph in paragraphs)
    painted = fill.fill if fill else "<a:noFill/>"
    side = emu(inset)
    return element(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{clean(name)}">{"" if body else DECORATIVE}'
        f"</p:cNvPr><p:cNvSpPr{" txBox='1'" if text_box else ''}/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="{geometry}"><a:avLst>{_corner(geometry)}</a:avLst>'
        f"</a:prstGeom>{painted}<a:ln><a:noFill/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" lIns="{side}" tIns="{side}" rIns="{side}" bIns="{side}" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>{body or "<a:p/>"}</p:txBody></p:sp>'
    )


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def fitting(points: Iterable[Point], *, room: int, largest: int = 18, smallest: int = 12) -> int:
    """The font size, in points, at which so much text fits where `room` letters fit at the largest size."""
    letters = sum(len(point.lead) + len(point.text) + 25 for point in points)
    size = largest
    while size > smallest and letters * size * size > room * largest * largest:
        size -= 1
    return size


def _corner(geometry: str) -> str:
    return '<a:gd name="adj" fmla="val 4500"/>' if geometry == "roundRect" else ""


def _ended(lead: str) -> str:
    return lead if lead.endswith((".", "!", "?", ":")) else f"{lead}."
