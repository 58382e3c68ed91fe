"""What changed between two texts, as HTML."""

from django.utils import translation

from document.differences import compare_texts
from records.difference_markup import render_differences


def test_markup_in_a_text_is_shown_as_it_was_typed():
    with translation.override("en"):
        removed = render_differences(compare_texts("<script>alert(1)</script>", ""))
    assert removed == (
        '<del><span class="visually-hidden">[removed: </span>'
        "&lt;script&gt;alert(1)&lt;/script&gt;\n"
        '<span class="visually-hidden">]</span></del>'
    )
    assert render_differences(compare_texts("a & b", "a & b")) == "a &amp; b\n"
