"""What has several names."""

import pytest

from public.search.synonyms import THINGS, find_things, list_stems


def named(text, language):
    return [thing.names[0] for thing, _name in find_things(list_stems(text, language), language)]


@pytest.mark.parametrize(
    ("text", "language", "things"),
    [
        ("Les réseaux d’information du quartier", "fr", ["plp"]),
        ("Twee buurtinformatienetwerken (BIN’s)", "nl", ["plp", "plp"]),
        ("Une information sur le réseau du quartier", "fr", []),
        ("Les subventions de safe.brussels", "fr", ["subside", "safe brussels"]),
        ("", "fr", []),
    ],
)
def test_the_things_that_a_text_names(text, language, things):
    assert named(text, language) == things


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_no_name_belongs_to_two_things(language):
    owners = {}
    for thing in THINGS:
        for name in thing.names:
            owners.setdefault(list_stems(name, language), set()).add(thing)

    assert [name for name, things in owners.items() if len(things) > 1] == []
    assert () not in owners
