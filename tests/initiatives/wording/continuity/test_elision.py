"""The elision of "de" before the title of an initiative."""

import pytest

from initiatives.wording.continuity.elision import elide_de


@pytest.mark.parametrize(
    ("title", "preposition"),
    [
        ("Second Wave", "de "),
        ("Opération cartable", "d'"),
        ("« Opération cartable »", "d'"),
        ("Échanges quotidiens", "d'"),
        ("Œuvres", "d'"),
        ("EMUT – santé mentale", "d'"),
        ("Habitants vigilants", "d'"),
        ("Hôtel de police", "d'"),
        ("Harcèlement de rue", "de "),
        ("Handicap et police", "de "),
        ("Hotspots", "de "),
        ("Yoga", "de "),
        ("Ypres", "d'"),
        ("Onze quartiers", "de "),
        ("1 jour sans", "de "),
        ("", "de "),
        ("?", "de "),
    ],
)
def test_de_is_elided_before_a_vowel_or_a_mute_h(title: str, preposition: str) -> None:
    assert elide_de(title) == preposition
