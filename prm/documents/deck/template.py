"""The template that decks are drawn into: theme, master and named layouts, made in code for each brand colour."""

import re
from functools import lru_cache
from io import BytesIO

from pptx import Presentation
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as PresentationType
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu

from prm.documents.colours import Colours
from prm.documents.deck.ink import BRAND, PAPER, QUIET, TEXT, TITLE, Ink
from prm.documents.deck.text import DECORATIVE, NAMESPACES, Box, element, emu

WIDTH, HEIGHT = 13.333, 7.5
FONT = "Calibri"
LEFT, FULL = 0.6, 12.13

COVER, FIGURES, CHART, WIDE_CHART, TWO_CHARTS, TABLE, COLUMNS, CLOSING = (
    "Cover",
    "Key figures",
    "Chart and notes",
    "Chart",
    "Two charts",
    "Table",
    "Text columns",
    "Closing",
)
TAKEAWAY_INDEX, FIRST_INDEX, SECOND_INDEX = 13, 14, 15
FIRST_HEADING_INDEX, SECOND_HEADING_INDEX = 16, 17
DATE_INDEX, FOOTER_INDEX, NUMBER_INDEX = 10, 11, 12
CONTENT = Box(LEFT, 1.72, FULL, 5.05)


@lru_cache(maxsize=32)
def template(colours: Colours) -> bytes:
    """An empty presentation of eight named layouts in the vendor's theme. The same bytes for the same colours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    _paint_theme(deck.slide_master, colours)
    _dress_master(deck.slide_master)
    _dress_layouts(deck)
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def _paint_theme(master: SlideMaster, colours: Colours) -> None:
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode()
    for name, colour in _theme_colours(colours).items():
        painted = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", painted, xml, flags=re.DOTALL)
    xml = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    xml = re.sub(r'<a:clrScheme name="[^"]*"', '<a:clrScheme name="Vendor brand"', xml)
    theme._blob = xml.encode()


def _theme_colours(colours: Colours) -> dict[str, str]:
    return {
        "dk1": colours.ink,
        "lt1": colours.surface,
        "dk2": colours.deep,
        "lt2": colours.sunk,
        "accent1": colours.actual,
        "accent2": colours.plan,
        "accent3": colours.second,
        "accent4": colours.good,
        "accent5": colours.warn,
        "accent6": colours.bad,
        "hlink": colours.actual,
        "folHlink": colours.text,
    }


def _dress_master(master: SlideMaster) -> None:
    tree = master.shapes._spTree
    for drawn in list(tree.iterchildren("{*}sp")):
        tree.remove(drawn)
    tree.append(_band(20, "Brand bar", Box(0, 0, 0.14, HEIGHT)))
    tree.append(_placeholder(2, "Title", "title", None, Box(LEFT, 0.42, FULL, 0.66)))
    tree.append(_placeholder(3, "Body", "body", 1, CONTENT))
    tree.extend(_feet(4))
    styles = master.element.find("{*}txStyles")
    master.element.replace(styles, _text_styles())


def _text_styles() -> BaseOxmlElement:
    # Names the theme's fonts at every level: without them tables and subtitles fall back to another font.
    return element(
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{_level(26, TITLE, bold=True, font='+mj-lt')}</p:titleStyle>"
        f"<p:bodyStyle>{_level(16, TEXT, bullet=True, before=7)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(14, TEXT)}</p:otherStyle></p:txStyles>"
    )


def _dress_layouts(deck: PresentationType) -> None:
    layouts = list(deck.slide_layouts)
    for spare in layouts[len(_LAYOUTS) :]:
        deck.slide_layouts.remove(spare)
    for layout, (name, elements) in zip(layouts, _LAYOUTS.items(), strict=False):
        _dress_layout(layout, name, elements())


def _dress_layout(layout: SlideLayout, name: str, elements: list[BaseOxmlElement]) -> None:
    tree = layout.shapes._spTree
    for drawn in list(tree.iterchildren("{*}sp")):
        tree.remove(drawn)
    slide = layout.element.find("{*}cSld")
    slide.set("name", name)
    if name in (COVER, CLOSING):
        slide.insert(0, element(f"<p:bg {NAMESPACES}><p:bgPr>{TITLE.fill}<a:effectLst/></p:bgPr></p:bg>"))
        layout.element.set("showMasterSp", "0")
    layout.element.attrib.pop("type", None)
    layout.element.set("userDrawn", "1")
    tree.extend(elements)


def _cover() -> list[BaseOxmlElement]:
    return [
        _band(20, "Brand bar", Box(0, 0, 0.3, HEIGHT)),
        _band(21, "Accent", Box(0.9, 3.42, 1.2, 0.08)),
        _placeholder(2, "Title", "ctrTitle", None, Box(0.9, 1.55, 11.4, 1.7), _level(44, PAPER, bold=True), anchor="b"),
        _placeholder(3, "Subtitle", "subTitle", 1, Box(0.9, 3.75, 11.4, 1.2), _level(22, PAPER)),
        _placeholder(4, "Meta", "body", TAKEAWAY_INDEX, Box(0.9, 6.5, 11.4, 0.4), _level(14, PAPER)),
    ]


def _closing() -> list[BaseOxmlElement]:
    return [
        _band(20, "Brand bar", Box(0, 0, 0.3, HEIGHT)),
        _band(21, "Accent", Box(0.9, 1.95, 1.2, 0.08)),
        _placeholder(2, "Title", "title", None, Box(0.9, 0.95, 11.4, 0.9), _level(34, PAPER, bold=True), anchor="b"),
        _placeholder(
            3, "Points", "body", FIRST_INDEX, Box(0.9, 2.3, 11.4, 3.9), _level(20, PAPER, bullet=True, before=10)
        ),
        _placeholder(4, "Meta", "body", TAKEAWAY_INDEX, Box(0.9, 6.5, 11.4, 0.4), _level(14, PAPER)),
    ]


def _figures() -> list[BaseOxmlElement]:
    return [*_headings(), *_feet(14)]


def _chart() -> list[BaseOxmlElement]:
    chart = _placeholder(4, "Chart", "chart", FIRST_INDEX, Box(LEFT, 1.72, 8.1, 5.05))
    notes = _placeholder(5, "Notes", "body", SECOND_INDEX, Box(9.15, 1.92, 3.38, 4.65), _level(16, TEXT, before=0))
    return [*_headings(), _band(22, "Panel", Box(8.95, 1.72, 3.78, 5.05), Ink("bg2")), chart, notes, *_feet(14)]


def _wide_chart() -> list[BaseOxmlElement]:
    return [*_headings(), _placeholder(4, "Chart", "chart", FIRST_INDEX, CONTENT), *_feet(14)]


def _two_charts() -> list[BaseOxmlElement]:
    heading = _level(15, TEXT, bold=True)
    return [
        *_headings(),
        _placeholder(6, "Left heading", "body", FIRST_HEADING_INDEX, Box(LEFT, 1.7, 5.9, 0.36), heading),
        _placeholder(4, "Left chart", "chart", FIRST_INDEX, Box(LEFT, 2.12, 5.9, 4.65)),
        _placeholder(7, "Right heading", "body", SECOND_HEADING_INDEX, Box(6.83, 1.7, 5.9, 0.36), heading),
        _placeholder(5, "Right chart", "chart", SECOND_INDEX, Box(6.83, 2.12, 5.9, 4.65)),
        *_feet(14),
    ]


def _table() -> list[BaseOxmlElement]:
    return [*_headings(), _placeholder(4, "Table", "tbl", FIRST_INDEX, CONTENT), *_feet(14)]


_LAYOUTS = {
    COVER: _cover,
    FIGURES: _figures,
    CHART: _chart,
    WIDE_CHART: _wide_chart,
    TWO_CHARTS: _two_charts,
    TABLE: _table,
    COLUMNS: _figures,
    CLOSING: _closing,
}


def _headings() -> list[BaseOxmlElement]:
    return [
        _placeholder(2, "Title", "title", None, Box(LEFT, 0.42, FULL, 0.66)),
        _placeholder(3, "Takeaway", "body", TAKEAWAY_INDEX, Box(LEFT, 1.06, FULL, 0.42), _level(16, QUIET)),
    ]


def _feet(first: int) -> list[BaseOxmlElement]:
    y, height = 7.0, 0.28
    return [
        _placeholder(first, "Date", "dt", DATE_INDEX, Box(LEFT, y, 3.4, height), _level(11, QUIET)),
        _placeholder(first + 1, "Footer", "ftr", FOOTER_INDEX, Box(4.1, y, 7.0, height), _level(11, QUIET)),
        _placeholder(
            first + 2, "Slide number", "sldNum", NUMBER_INDEX, Box(11.7, y, 1.03, height), _level(11, QUIET, align="r")
        ),
    ]


def _level(
    size: int,
    ink: Ink,
    *,
    bold: bool = False,
    bullet: bool = False,
    before: int = 0,
    align: str = "l",
    font: str = "+mn-lt",
) -> str:
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    indent = ' marL="228600" indent="-228600"' if bullet else ' marL="0" indent="0"'
    return (
        f'<a:lvl1pPr{indent} algn="{align}"><a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}">{ink.fill}<a:latin typeface="{font}"/></a:defRPr></a:lvl1pPr>'
    )


def _placeholder(
    number: int, name: str, kind: str, index: int | None, box: Box, levels: str = "", *, anchor: str = "t"
) -> BaseOxmlElement:
    prompt = page_number("#") if kind == "sldNum" else f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
    position = "" if index is None else f' idx="{index}"'
    return element(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{position}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr><a:xfrm>{box.xml}</a:xfrm></p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{levels}</a:lstStyle><a:p>{prompt}</a:p></p:txBody></p:sp>"
    )


def page_number(number: str) -> str:
    """The field that shows a slide's number, with what it shows until it is refreshed."""
    return (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/>'
        f"<a:t>{number}</a:t></a:fld>"
    )


def _band(number: int, name: str, box: Box, ink: Ink = BRAND) -> BaseOxmlElement:
    return element(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>{box.xml}</a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ink.fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )
