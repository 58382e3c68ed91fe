"""Pictures: photos, and charts drawn as SVG and turned into PNG, each with its alternative text."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

import PIL.Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from document.blocks import Bar, Chart, Image, make_inlines
from document.charts import draw_bar_chart
from document.palette import get_volet_colour
from document.renderers.docx.inlines import render_inlines
from document.renderers.docx.layout import EMU_PER_TWIP
from document.renderers.docx.paragraphs import place_paragraph
from document.renderers.docx.place import BuildContext, Place
from document.renderers.docx.xml import Element, clean_text, node

_TALLEST = 6240  # twips: 11 cm
_TWIPS_PER_PIXEL = 15  # at 96 pixels an inch
_CHART_RESOLUTION = 200
_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}

_CHART_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.chart), format: "svg")
"""

_DECORATIVE = parse_xml(
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def render_image(block: Image, place: Place, *, keep_next: bool = False) -> Iterator[Element]:
    """A photo, no wider than the text, with its caption below."""
    media_type, data = block.media_type, block.data
    with PIL.Image.open(io.BytesIO(data)) as opened:
        size = opened.size
        if media_type == "image/webp":  # which Word does not take
            media_type, data = "image/png", _convert_to_png(opened)
    drawn = make_picture(
        place.context, data, media_type, _scale_pixels(size, place.width), description=block.alternative
    )
    yield place_paragraph("Picture", (drawn,), place, *_keep_with_next(keep_next or bool(block.caption)))
    if block.caption:
        yield place_paragraph(
            "PictureCaption", render_inlines(block.caption, place), place, *_keep_with_next(keep_next)
        )


def render_chart(block: Chart, place: Place, *, keep_next: bool = False) -> Iterator[Element]:
    """A chart under its title; its description is the alternative text."""
    import typst

    cleaned = replace(
        block,
        title=clean_text(block.title),
        description=clean_text(block.description),
        bars=tuple(Bar(clean_text(bar.label), bar.value, clean_text(bar.text)) for bar in block.bars),
    )
    svg = draw_bar_chart(cleaned, colour=get_volet_colour(place.accent), identifier="chart")
    data = typst.compile(
        _CHART_PAGE.encode(),
        format="png",
        ppi=_CHART_RESOLUTION,
        ignore_system_fonts=True,
        sys_inputs={"chart": svg},
    )
    with PIL.Image.open(io.BytesIO(data)) as opened:
        width, height = (pixels * 1440 // _CHART_RESOLUTION for pixels in opened.size)
    drawn = make_picture(
        place.context,
        data,
        "image/png",
        _scale_down(width, height, place.width),
        title=block.title,
        description=block.description,
    )
    yield place_paragraph("Caption", render_inlines(make_inlines(block.title), place), place)
    yield place_paragraph("Picture", (drawn,), place, *_keep_with_next(keep_next))


def make_picture(
    context: BuildContext,
    data: bytes,
    media_type: str,
    size: tuple[int, int],
    *,
    title: str = "",
    description: str = "",
) -> Element:
    """A run with the picture in the line, its size in twips. Without a description it is marked as decorative."""
    relationship = context.word.part.relate_to(_get_or_add_part(context, data, media_type), RELATIONSHIP_TYPE.IMAGE)
    width, height = (twips * EMU_PER_TWIP for twips in size)
    identifier = next(context.identifiers)
    naming = {"title": title} if title else {}
    return node(
        "w:r",
        node(
            "w:drawing",
            node(
                "wp:inline",
                node("wp:extent", cx=width, cy=height),
                node(
                    "wp:docPr", *(() if description else (_DECORATIVE,)), id=identifier, name=f"Picture {identifier}",
                    descr=description, **naming,
                ),
                node("wp:cNvGraphicFramePr", node("a:graphicFrameLocks", noChangeAspect=1)),
                node("a:graphic", _make_graphic(relationship, identifier, width, height)),
                distT=0, distB=0, distL=0, distR=0,
            ),
        ),
    )  # fmt: skip


def _keep_with_next(on: bool) -> tuple[Element, ...]:
    return (node("w:keepNext"),) if on else ()


def _make_graphic(relationship: str, identifier: int, width: int, height: int) -> Element:
    return node(
        "a:graphicData",
        node(
            "pic:pic",
            node("pic:nvPicPr", node("pic:cNvPr", id=identifier, name=f"Picture {identifier}"), node("pic:cNvPicPr")),
            node("pic:blipFill", node("a:blip", r_embed=relationship), node("a:stretch", node("a:fillRect"))),
            node(
                "pic:spPr",
                node("a:xfrm", node("a:off", x=0, y=0), node("a:ext", cx=width, cy=height)),
                node("a:prstGeom", node("a:avLst"), prst="rect"),
            ),
        ),
        uri="http://schemas.openxmlformats.org/drawingml/2006/picture",
    )


def _get_or_add_part(context: BuildContext, data: bytes, media_type: str) -> Part:
    """The part of the package that holds the picture; the same picture is held once."""
    digest = hashlib.sha256(data).hexdigest()
    if digest not in context.pictures:
        name = PackURI(f"/word/media/image{len(context.pictures) + 1}.{_EXTENSIONS[media_type]}")
        context.pictures[digest] = Part(name, media_type, data, context.word.part.package)
    return context.pictures[digest]


def _scale_pixels(pixels: tuple[int, int], width: int) -> tuple[int, int]:
    return _scale_down(pixels[0] * _TWIPS_PER_PIXEL, pixels[1] * _TWIPS_PER_PIXEL, width)


def _scale_down(width: int, height: int, available: int) -> tuple[int, int]:
    """The size of a picture that is neither wider than what is available, nor too tall, nor enlarged."""
    scale = min(1.0, available / width, _TALLEST / height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _convert_to_png(opened: PIL.Image.Image) -> bytes:
    buffer = io.BytesIO()
    opened.save(buffer, "PNG")
    return buffer.getvalue()
