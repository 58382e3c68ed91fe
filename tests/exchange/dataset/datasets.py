"""A small dataset in which every table has a row, to be changed by the tests and written as files."""

import csv
from pathlib import Path

from django.conf import settings

from exchange import dataset
from exchange.dataset.schema import TABLES

FOUNDING = settings.BASE_DIR / "data" / "founding-report"


class Dataset:
    """Rows by table, as dictionaries of cells; what is not named is an empty cell."""

    def __init__(self, **tables):
        self.tables = tables

    def change(self, table, row=0, **cells):
        """Set cells of one row."""
        self.tables[table][row].update(cells)
        return self

    def append(self, table, **cells):
        """One more row, like the last one but for these cells."""
        rows = self.tables.setdefault(table, [])
        rows.append({**(rows[-1] if rows else {}), **cells})
        return self

    def only(self, *names):
        return Dataset(**{name: self.tables[name] for name in names})

    def write(self, directory):
        """Write the files, and nothing else, into the directory."""
        directory = Path(directory)
        directory.mkdir(exist_ok=True)
        for path in directory.glob("*.csv"):
            path.unlink()
        for name, rows in self.tables.items():
            with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, TABLES[name].names, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return directory


def small():
    """One row a table, two partners, two indicators, two figures of one update."""
    return Dataset(
        frameworks=[{"key": "resolution", "title_fr": "Résolution", "title_nl": "Resolutie"}],
        volets=[
            {
                "framework": "resolution", "number": "1", "title_fr": "Enquête", "title_nl": "Onderzoek",
                "covered": "yes", "verified": "no",
            }
        ],
        recommendations=[
            {
                "framework": "resolution", "volet": "1", "code": "R01", "text_fr": "Suivre", "text_nl": "Opvolgen",
                "verified": "no",
            }
        ],
        zones=[{"number": "5341", "name_fr": "Midi", "name_nl": "Zuid"}],
        communes=[
            {
                "nis_code": "21001", "name_fr": "Anderlecht", "name_nl": "Anderlecht", "postal_codes": "1070",
                "zones": "5341", "tile_row": "4", "tile_column": "1",
            }
        ],
        partners=[
            {
                "key": "zp-5341", "kind": "police_zone", "group": "gt_cipol", "name_fr": "Zone Midi",
                "name_nl": "Zone Zuid", "zone": "5341", "former_names": "Midi;Zuid", "website": "https://midi.example",
            },
            {
                "key": "asbl-jes", "kind": "non_profit", "group": "gt_cipol", "name_fr": "JES", "name_nl": "JES",
            },
        ],
        periods=[{"key": "2023-2024", "starts_on": "2023-09-01", "ends_on": "2024-12-31"}],
        indicators=[
            {"key": "requests", "name_fr": "Demandes", "name_nl": "Aanvragen", "unit": "count"},
            {"key": "minors_share", "name_fr": "Part", "name_nl": "Aandeel", "unit": "percent"},
        ],
        themes=[{"key": "lisa", "title_fr": "LISA", "title_nl": "LISA"}],
        initiatives=[
            {
                "key": "cadets", "lead": "zp-5341", "co_partners": "asbl-jes", "communes": "21001",
                "framework": "resolution", "volet": "1", "recommendations": "R01", "kind": "specific",
                "title_fr": "Les cadets", "title_nl": "De cadetten", "started": "2023", "ended": "2024-06",
            }
        ],
        updates=[
            {
                "initiative": "cadets", "period": "2023-2024", "status": "new", "highlight": "yes",
                "body_fr": "Du texte.", "body_nl": "Tekst.",
            }
        ],
        figures=[
            {
                "initiative": "cadets", "period": "2023-2024", "indicator": "requests", "year": "2024",
                "value": "11553", "qualifier": "exact",
            },
            {
                "initiative": "cadets", "period": "2023-2024", "indicator": "minors_share", "year": "2024",
                "value": "62.5", "qualifier": "about",
            },
        ],
        events=[
            {
                "initiative": "cadets", "period": "2023-2024", "date": "2024-06-17", "title_fr": "Fête",
                "title_nl": "Feest", "attendance": "10",
            }
        ],
        antennas=[
            {
                "key": "broeck", "name_fr": "Broeck", "name_nl": "Broeck", "commune": "21001",
                "status": "operational", "operational": "2021-09",
            }
        ],
        antenna_services=[{"antenna": "broeck", "service_fr": "CPAS", "service_nl": "OCMW", "permanent": "no"}],
        antenna_updates=[{"antenna": "broeck", "period": "2023-2024", "body_fr": "Du texte.", "body_nl": "Tekst."}],
        antenna_figures=[
            {"antenna": "broeck", "year": "2023", "indicator": "requests", "value": "687", "qualifier": "exact"}
        ],
        editions=[
            {
                "key": "update", "framework": "resolution", "title_fr": "Rapport", "title_nl": "Verslag",
                "covers_from": "2023-09-01", "covers_to": "2024-12-31", "periods": "2023-2024",
            }
        ],
        partner_notes=[{"partner": "zp-5341", "period": "2023-2024", "note_fr": "Note", "note_nl": "Nota"}],
        edition_texts=[
            {
                "edition": "update", "place": "volet", "volet": "1", "order": "1", "style": "text",
                "body_fr": "Du texte.", "body_nl": "Tekst.",
            }
        ],
    )  # fmt: skip


def load(directory, **options):
    """Plan and apply what is in the directory."""
    plan = dataset.plan(directory, **options)
    return plan, dataset.apply(plan)


def problems(directory):
    """The problems for which a dataset is refused, as lines."""
    try:
        dataset.plan(directory)
    except dataset.DatasetRefused as refusal:
        return [str(problem) for problem in refusal.problems]
    return []
