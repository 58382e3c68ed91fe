"""Elements escape what enters them."""

from document.renderers.html.markup import Markup, element, escape_text, join_markup


def test_text_is_escaped():
    assert escape_text("<b> & \"c\" 'd'").html == "&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;"


def test_characters_that_no_page_takes_are_left_out():
    assert escape_text("a\x00b\ud800c").html == "abc"


def test_strings_are_words_and_only_markup_passes_as_it_is():
    assert element("p", "<i>", Markup("<b>x</b>")).html == "<p>&lt;i&gt;<b>x</b></p>"
    assert join_markup("<", Markup("<br>")).html == "&lt;<br>"


def test_attributes_are_escaped_and_named_as_in_html():
    written = element("a", class_="x", aria_label='"><script>', tabindex=0).html
    assert written == '<a class="x" aria-label="&quot;&gt;&lt;script&gt;" tabindex="0"></a>'


def test_an_attribute_without_value_is_left_out_or_stands_alone():
    assert element("ol", reversed=True, lang=None, hidden=False).html == "<ol reversed></ol>"


def test_an_empty_alternative_text_stays():
    assert element("img", alt="").html == '<img alt="">'
