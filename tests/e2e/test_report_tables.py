"""The report as a web page: no table is cut, and no value hides behind an edge, on a desk or on a telephone."""

import datetime

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from demo.content import DATASET, EDITION
from document.rendering import Format, render_document
from reporting.models import Edition
from reporting.reports import annual

CUT = """() => [...document.querySelectorAll("table")].flatMap((table) => {
  const box = table.closest(".scroll");
  const edge = box.getBoundingClientRect();
  const hidden = [...table.querySelectorAll("th, td")].filter((cell) => {
    const place = cell.getBoundingClientRect();
    return place.right > edge.right + 1 || place.left < edge.left - 1;
  });
  const isCut = box.scrollWidth > box.clientWidth || hidden.length;
  return isCut ? [`${table.innerText.slice(0, 60)}: ${box.scrollWidth} in ${box.clientWidth}`] : [];
})"""


@pytest.fixture
def reports(tmp_path):
    """The files of the founding edition in French and in Dutch."""
    call_command("load_data", str(DATASET), "--apply", verbosity=0)
    edition = Edition.objects.get(key=EDITION)
    for language in ("fr", "nl"):
        report = annual.build_document(edition, language, date=datetime.date(2025, 3, 31))
        (tmp_path / f"{language}.html").write_bytes(render_document(report, Format.HTML))
    return tmp_path


def test_no_table_of_the_report_is_cut(page: Page, reports):
    for language in ("fr", "nl"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.set_content((reports / f"{language}.html").read_text(encoding="utf-8"))
            assert page.locator("table").count() > 20
            assert page.evaluate(CUT) == [], f"{language} at {width}px"
