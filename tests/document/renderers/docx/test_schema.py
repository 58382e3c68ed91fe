"""What Word checks when it opens a file: the order of elements, unique numbers, and parts that are there."""

import pytest

from document.blocks import Callout, Definition, DefinitionItem, List, ListItem
from document.renderers.docx import render
from tests.document.documents import every_block
from tests.document.renderers.docx.reading import WordFile, document, values

# The sequences of ISO/IEC 29500-4 (transitional), without the elements of tracked changes.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
}
# The children of these parts stand once.
SINGLE = ("pPr", "rPr", "pBdr", "tblPr", "tcPr", "tblBorders")


def name(element) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.fixture(scope="module")
def file() -> WordFile:
    """Every block, and lists in definitions in callouts in lists."""
    base = every_block()
    blocks = base.sections[0].blocks
    inside = Definition((DefinitionItem((), (List((ListItem(blocks),), ordered=True), *blocks)),))
    nested = document(List((ListItem((Callout((), (inside, List((ListItem(blocks),)))),)),)))
    return WordFile(render(document(sections=(*base.sections, *nested.sections))))


def xml_parts(file: WordFile) -> list[str]:
    return [
        each.removeprefix("word/")
        for each in file.archive.namelist()
        if each.startswith("word/") and "rels" not in each and each.endswith(".xml")
    ]


def test_children_stand_in_the_order_of_the_schema(file):
    wrong = []
    for part in xml_parts(file):
        for element in file.part(part).iter():
            if name(element) in ORDER:
                order = ORDER[name(element)].split()
                children = [name(child) for child in element]
                if children != sorted(children, key=order.index):
                    wrong.append((part, name(element), children))

    assert wrong == []


def test_properties_are_said_once(file):
    twice = [
        (part, name(element), [name(child) for child in element])
        for part in xml_parts(file)
        for element in file.part(part).iter()
        if name(element) in SINGLE and len({child.tag for child in element}) != len(element)
    ]

    assert twice == []


def test_bookmarks_pictures_and_notes_have_numbers_of_their_own(file):
    for tag, attribute in (("w:bookmarkStart", "w:id"), ("w:footnoteReference", "w:id"), ("w:bookmarkStart", "w:name")):
        numbers = values(file.body, tag, attribute)
        assert len(numbers) == len(set(numbers)) > 0
    pictures = [each.get("id") for each in file.body.iter() if name(each) == "docPr"]
    assert len(pictures) == len(set(pictures)) > 1


def test_bookmarks_end_where_they_start(file):
    assert sorted(values(file.body, "w:bookmarkEnd", "w:id")) == sorted(values(file.body, "w:bookmarkStart", "w:id"))


def test_every_relationship_leads_to_a_part(file):
    parts = set(file.archive.namelist())
    missing = [
        target
        for target in file.targets("document.xml").values()
        if "://" not in target and f"word/{target}" not in parts
    ]

    assert missing == []


def test_numbers_refer_to_lists_that_exist(file):
    defined = set(values(file.part("numbering.xml"), "w:num", "w:numId"))

    assert sorted(set(values(file.body, "w:numId")) - defined) == []


def test_a_table_is_followed_by_a_paragraph(file):
    followers = {name(element.getnext()) for element in file.body if name(element) == "tbl"}

    assert followers == {"p"}


def test_hyperlinks_do_not_stand_in_one_another(file):
    inner = [
        link
        for link in file.body.iter()
        if name(link) == "hyperlink"
        for each in link.iterdescendants()
        if name(each) == "hyperlink"
    ]

    assert inner == []
