"""The page as a whole: one file, its landmarks, its contents."""

import re

import pytest

from document.blocks import Footnote, Foreign, Heading, Link, Section, Text, make_inlines
from document.palette import CENTRE, TILES
from document.renderers import html
from document.rendering import Format, render_document
from tests.document.documents import every_block
from tests.document.renderers.html.pages import document, read


def test_the_head_describes_the_document():
    page = read(every_block())
    assert page.get("lang") == "fr"
    assert page.xpath("//head/title/text()") == [every_block().title]
    assert page.xpath("//meta[@name='description']/@content") == ["Suivi de la résolution du 18 décembre 2020"]
    assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert html.render(every_block()).startswith(b'<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">')


def test_the_cover_says_what_whose_and_when():
    page = read(every_block())
    assert page.xpath("//header//h1/text()") == [every_block().title]
    assert page.xpath("//header/p[@class='publisher']/span/text()") == ["safe.brussels"]
    assert page.xpath("//header/p[@class='subtitle']/text()") == ["Septembre 2022 à décembre 2024"]
    assert page.xpath("//header//time/@datetime") == ["2025-03-01"]
    assert page.xpath("//header//time/text()") == ["1er\u00a0mars 2025"]


def test_the_mark_has_the_nineteen_tiles_and_is_for_the_eye_only():
    mark = read(every_block()).xpath("//header//svg[@aria-hidden='true']")[0]
    assert sum(path.get("d").count("M") for path in mark.xpath("path")) == len(TILES) == 19
    assert mark.xpath("path[@class='centre']/@d") == [f"M{10 * (CENTRE[1] - 1)} {10 * (CENTRE[0] - 1)}h9v9h-9z"]


def test_the_page_needs_nothing_else_and_runs_nothing():
    page = read(every_block())
    assert page.xpath("//script | //link | //iframe | //@style | //@*[starts-with(name(), 'on')]") == []
    assert [source[:5] for source in page.xpath("//@src")] == ["data:"]
    assert "url(" not in html.read_stylesheet()
    assert "@import" not in html.read_stylesheet()


def test_the_one_style_sheet_is_the_one_a_policy_can_allow_by_its_hash():
    written = html.render(every_block()).decode()
    assert re.findall(r"<style>(.*?)</style>", written, re.DOTALL) == [html.read_stylesheet()]
    assert "\r" not in html.read_stylesheet()


def test_every_class_and_token_is_known_to_the_style_sheet():
    page, style = read(every_block()), html.read_stylesheet()
    classes = {name for names in page.xpath("//@class") for name in names.split()}
    assert {name for name in classes if f".{name}" not in style} == set()
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) - set(re.findall(r"(--[\w-]+):", style)) == set()


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Aller au texte"), ("nl", "Naar de tekst"), ("en", "Skip to the text")]
)
def test_the_first_link_skips_to_the_text(language, words):
    page = read(document(language=language))
    first = page.xpath("//body//a")[0]
    assert (first.text, first.get("href")) == (words, "#" + page.xpath("//main/@id")[0])


def test_the_contents_lead_to_the_first_two_levels():
    page = read(every_block())
    links = page.xpath("//nav[@aria-labelledby='contents_title']//a")
    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("Volet 2 Personnel et recrutement", "#volet-2"),
        ("A. Initiatives prises par les membres du GT CiPol", "#volet-2-gt-cipol"),
        ("Volet 4 Quartier", "#volet-4"),
        ("Annexe", "#annex"),
    ]


def test_the_contents_hold_the_words_of_a_heading_without_its_links_and_notes():
    words = (
        Text("Du "),
        Foreign(make_inlines("wijk"), "nl"),
        Link(make_inlines(" lien"), "https://example.org"),
        Footnote(make_inlines("n")),
    )
    section = Section(Heading(words, "a"), (), "en")
    page = read(document(sections=(section,)))
    entry = page.xpath("//nav//li")[0]
    assert (entry.text_content(), entry.get("lang")) == ("Du wijk lien", "en")
    assert entry.xpath(".//*[@lang='nl']/text()") == ["wijk"]
    assert len(page.xpath("//a[@role='doc-noteref']")) == 1


def test_the_sections_of_the_document_are_named_by_their_heading():
    sections = read(every_block()).xpath("//main/section[not(@role)]")
    assert [section.get("aria-labelledby") for section in sections] == ["volet-2", "volet-4", "annex"]
    assert [section[0].get("id") for section in sections] == ["volet-2", "volet-4", "annex"]


def test_identifiers_are_unique_and_every_reference_leads_to_one():
    page = read(every_block())
    identifiers = page.xpath("//@id")
    references = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    references |= {name for names in page.xpath("//@aria-labelledby") for name in names.split()}
    assert sorted(set(identifiers)) == sorted(identifiers)
    assert references - set(identifiers) == set()


def test_an_anchor_may_have_the_name_of_any_part_of_the_page():
    sections = tuple(Section(Heading(make_inlines(name), name), ()) for name in ("main", "contents", "notes", "note-1"))
    identifiers = read(document(sections=sections)).xpath("//@id")
    assert sorted(set(identifiers)) == sorted(identifiers)


def test_what_was_typed_as_html_is_text():
    danger = '<script>alert("x")</script>'
    written = html.render(document(title=danger, subtitle=danger, publisher=danger, subject=danger)).decode()
    assert "<script" not in written


def test_the_same_document_gives_the_same_bytes():
    assert render_document(every_block(), Format.HTML) == render_document(every_block(), Format.HTML)
