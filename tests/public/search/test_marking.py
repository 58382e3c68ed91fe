"""The found words, marked in what is shown."""

from django.utils.html import strip_tags

from public.search.marking import collect_marks, cut_excerpt, find_spans, mark_words
from public.search.terms import Term


def marks(*words):
    return collect_marks([Term(word, (word,), words={word}) for word in words])


def shown(text, *words):
    return cut_excerpt(text, find_spans(text, marks(*words)))


def test_a_found_word_is_marked_as_it_is_written():
    text = "La Sécurité, l’insécurité et la sécurité."
    assert mark_words(text, find_spans(text, marks("securite"))) == (
        "La <mark>Sécurité</mark>, l’insécurité et la <mark>sécurité</mark>."
    )


def test_letters_that_are_two_in_one_are_found():
    assert shown("La mise en œuvre", "oeuvre") == "La mise en <mark>œuvre</mark>"


def test_hostile_text_is_escaped():
    text = '<script>alert("x")</script> & <mark>police</mark>'
    assert shown(text, "script", "police") == (
        "&lt;<mark>script</mark>&gt;alert(&quot;x&quot;)&lt;/<mark>script</mark>&gt; &amp; "
        "&lt;mark&gt;<mark>police</mark>&lt;/mark&gt;"
    )


def test_the_passage_is_where_most_terms_stand_together():
    far = "mot " * 80
    text = f"police {far}police jeunes {far}jeunes"
    found = shown(text, "police", "jeunes")
    assert "<mark>police</mark> <mark>jeunes</mark>" in found
    assert (found[:2], found[-2:]) == ("… ", " …")
    assert 25 <= len(strip_tags(found).split()) <= 60


def test_a_passage_does_not_leave_its_line():
    assert shown("first line\nthe police here\nlast line", "police") == "the <mark>police</mark> here"


def test_without_a_found_word_the_text_begins():
    assert shown("Un début.\nLa suite.", "police") == "Un début."


def test_an_empty_text_has_an_empty_passage():
    assert shown("", "police") == ""


def test_a_word_longer_than_a_passage_is_shown():
    assert shown("x" * 1000, "police") == "x" * 210 + " …"
