"""From letters to words and stems."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from public.search.analysis import LONGEST_WORD, MOST_TERMS, fold, stem, strip_plural, terms, words
from public.search.suggestions import distance


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sécurité ROUTIÈRE", "securite routiere"),
        ("l’été, d'août", "l ete  d aout"),
        ("mise en œuvre", "mise en œuvre"),
        ("Kovačević – Łódź", "kovacevic   lodz"),
        ("R16; 2023-2024", "r16  2023 2024"),
        ("İ µ ½ ²", "i u 1 2"),
        ("a\x00b\x1b", "a b "),
        ("“Привет” 😀", " привет   "),
    ],
)
def test_a_folded_text_is_as_long_as_it_was(text, folded):
    assert (fold(text), len(fold(text))) == (folded, len(text))


def test_both_ways_to_fold_agree():
    """What lies outside the western letters takes another way: the letters beside it come out the same."""
    western = bytes(range(256)).decode("cp1252", "ignore")
    assert fold(western + "č") == fold(western) + "c"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’œuvre d’Ægidius", ["l", "oeuvre", "d", "aegidius"]),
        ("Straße", ["strasse"]),
        ("да", ["u434u430"]),
        ("x" * 100, ["x" * LONGEST_WORD]),
        ("!?…", []),
    ],
)
def test_words(text, found):
    assert list(words(text)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("la sécurité de la sécurité", ["securite"]),
        ("le la het", ["le", "la", "het"]),
        ("se\u0301curite\u0301", ["securite"]),
        ("s\u00e9cu\u200brit\u00e9 rou\u00adti\u00e8re", ["securite", "routiere"]),
        ("R 16, les 6 zones", ["r16", "6", "zones"]),
        ("à 16 ans", ["16", "ans"]),
        ("", []),
        ("\x00\x00 *", []),
        (" ".join(f"w{n}" for n in range(50)), [f"w{n}" for n in range(MOST_TERMS)]),
    ],
)
def test_what_is_asked_for(asked, found):
    assert terms(asked) == found


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", ["formation", "formations"]),
        ("fr", ["routier", "routiere", "routiers", "routieres"]),
        ("fr", ["forme", "formee", "formes", "formees"]),
        ("fr", ["local", "locaux", "locale", "locales"]),
        ("fr", ["jeune", "jeunes"]),
        ("nl", ["school", "scholen"]),
        ("nl", ["huis", "huizen"]),
        ("nl", ["antenne", "antennes"]),
        ("nl", ["initiatief", "initiatieven"]),
        ("nl", ["gemeente", "gemeenten"]),
        ("nl", ["wijkagent", "wijkagenten"]),
        ("nl", ["moeilijkheid", "moeilijkheden"]),
        ("fr", ["st", "saint", "ste", "sainte", "sint"]),
        ("en", ["antenna", "antennas"]),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language, forms):
    assert len({stem(form, language) for form in forms}) == 1


def test_threads_that_stem_at_once_do_not_disturb_each_other():
    beginnings, endings = ("polici", "quarti", "prevent", "commun"), ("er", "ion", "ique", "es")
    asked = [beginning + ending for beginning in beginnings for ending in endings]
    one_by_one = [stem.__wrapped__(word, "fr") for word in asked]
    interval = sys.getswitchinterval()

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            at_once = list(threads.map(lambda word: stem.__wrapped__(word, "fr"), asked * 50))
    finally:
        sys.setswitchinterval(interval)

    assert at_once == one_by_one * 50


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("nl", "veiligheid", "veilig"), ("nl", "geweld", "wel"), ("fr", "police", "politique")],
)
def test_different_words_have_different_stems(language, one, other):
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("word", "part"), [("veiligheid", "veiligheid"), ("scholen", "schol"), ("drugs", "drug"), ("bus", None)]
)
def test_what_of_a_word_stands_in_compounds(word, part):
    assert strip_plural(word) == part


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("molenbeck", "molenbeek", 1),
        ("radicalisasion", "radicalisation", 1),
        ("polcie", "police", 1),
        ("plice", "police", 1),
        ("policee", "police", 1),
        ("", "abc", 3),
        ("abc", "abc", 0),
    ],
)
def test_the_distance_of_two_words(one, other, steps):
    assert (distance(one, other), distance(other, one)) == (steps, steps)
