"""The few words that the page adds to its document, in its three languages."""

from __future__ import annotations

from dataclasses import dataclass

from document.blocks import Language


@dataclass(frozen=True, slots=True)
class Labels:
    skip: str
    notes: str
    note: str
    back: str
    table: str
    captioned: str


LABELS: dict[Language, Labels] = {
    "fr": Labels(
        skip="Aller au texte",
        notes="Notes",
        note="Note {number}",
        back="Retour à l’appel de la note {number}",
        table="Tableau {number}",
        captioned="Tableau {number}\u00a0: {caption}",
    ),
    "nl": Labels(
        skip="Naar de tekst",
        notes="Noten",
        note="Noot {number}",
        back="Terug naar de verwijzing van noot {number}",
        table="Tabel {number}",
        captioned="Tabel {number}: {caption}",
    ),
    "en": Labels(
        skip="Skip to the text",
        notes="Notes",
        note="Note {number}",
        back="Back to the reference of note {number}",
        table="Table {number}",
        captioned="Table {number}: {caption}",
    ),
}
