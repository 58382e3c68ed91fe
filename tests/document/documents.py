"""A document with every block in every place, for the tests of the renderers."""

import datetime
import io
from decimal import Decimal

from PIL import Image as Picture

from document.blocks import (
    Align,
    Bar,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Sheet,
    Strong,
    Table,
    Text,
    make_inlines,
    make_paragraph,
)
from document.dates import PartialDate


def picture() -> bytes:
    """A small JPEG of one colour."""
    buffer = io.BytesIO()
    Picture.new("RGB", (320, 200), "#12476b").save(buffer, "JPEG")
    return buffer.getvalue()


def every_block() -> Document:
    """Two volets and an annex that hold every block, nested as the annual report nests them."""
    table = Table(
        caption=make_inlines("Demandes traitées"),
        columns=(
            Column(make_inlines("Année")),
            Column(make_inlines("Valeur"), Align.END),
            Column(make_inlines("Évolution"), Align.END),
            Column(make_inlines("Remarque"), weight=3),
        ),
        rows=(
            (
                make_inlines("2021"),
                make_inlines("687"),
                make_inlines("–"),
                make_inlines("Antenne ouverte le 1er mars 2021"),
            ),
            (make_inlines("2022"), make_inlines("446"), make_inlines("−35,1 %"), ()),
            (make_inlines("2023"), make_inlines("971"), make_inlines("+117,7 %"), ()),
        ),
    )
    chart = Chart(
        title="Signalements par an",
        description="687 en 2021, 446 en 2022, 971 en 2023",
        bars=tuple(
            Bar(str(year), Decimal(value), str(value)) for year, value in ((2021, 687), (2022, 446), (2023, 971))
        ),
    )
    items = List(
        items=(
            ListItem((make_paragraph("Brigades cyclistes"),)),
            ListItem(
                (
                    Paragraph((Strong(make_inlines("Second Wave")), Text(" (terminée)"))),
                    make_paragraph("Un texte sous sa ligne, avec une suite."),
                    List(
                        (ListItem((make_paragraph("premier"),)), ListItem((make_paragraph("deuxième"),))), ordered=True
                    ),
                    table,
                )
            ),
        )
    )
    definitions = Definition(
        (
            DefinitionItem(make_inlines("Public"), (make_paragraph("Jeunes de 15 à 18 ans"),)),
            DefinitionItem(
                make_inlines("Recommandations"),
                (
                    Paragraph(
                        (
                            Link(make_inlines("R06"), "#volet-2"),
                            Text(" formulation non officielle"),
                            Footnote(
                                (
                                    Text("Texte à vérifier dans la "),
                                    Link(make_inlines("source"), "https://example.org/a?b=c&d"),
                                )
                            ),
                        )
                    ),
                ),
            ),
        )
    )
    callout = Callout(
        make_inlines("Clé de compréhension"),
        (make_paragraph("L'essentiel."), List((ListItem((make_paragraph("un point"),)),))),
    )
    initiative = Section(
        Heading(
            make_inlines("Les Cadets de PolBru – Zone de police Bruxelles-Capitale/Ixelles"), "initiative-polbru-cadets"
        ),
        (
            definitions,
            Paragraph(
                (
                    Text("Un mot "),
                    Strong(make_inlines("fort")),
                    Text(", un mot "),
                    Emphasis(make_inlines("souligné")),
                    LineBreak(),
                    Text("et une ligne."),
                )
            ),
            Section(Heading(make_inlines("Objectifs"), "initiative-polbru-cadets-objectifs"), (items,)),
            Image(picture(), "image/jpeg", "Des cadets devant le commissariat", make_inlines("Photo : PolBru")),
            make_paragraph("Source : zone de police, 2024", ParagraphStyle.SOURCE),
        ),
    )
    volet = Section(
        Heading(make_inlines("Personnel et recrutement"), "volet-2", "Volet 2", 2),
        (
            make_paragraph("Les premiers mots.", ParagraphStyle.LEAD),
            callout,
            Section(
                Heading(make_inlines("Initiatives prises par les membres du GT CiPol"), "volet-2-gt-cipol", "A.", 2),
                (
                    initiative,
                    make_paragraph("Dit in het Nederlands.", language="nl"),
                    Paragraph(
                        (Text("Le mot "), Foreign(make_inlines("gemeenschapswacht"), "nl"), Text(" est néerlandais."))
                    ),
                    make_paragraph("Ce texte n'existe qu'en néerlandais.", ParagraphStyle.NOTE),
                ),
            ),
        ),
    )
    lisa = Section(Heading(make_inlines("Quartier"), "volet-4", "Volet 4", 4), (table, chart))
    annex = Section(
        Heading(make_inlines("Annexe"), "annex"), (make_paragraph("Étiquette", ParagraphStyle.LABEL), items)
    )
    sheet = Sheet(
        key="figures",
        title="Chiffres",
        columns=("Initiative", "Année", "Valeur", "Date", "Du", "Permanent"),
        rows=(
            ("=1+1", 2024, Decimal("35.5"), PartialDate.parse("2024-06"), datetime.date(2024, 6, 1), True),
            ("x" * 40_000, None, Decimal(20242), PartialDate.parse("2024"), None, False),
        ),
    )
    return Document(
        title="Rapport Citoyens-Police : mise à jour 2023-2024",
        subtitle="Septembre 2022 à décembre 2024",
        language="fr",
        publisher="safe.brussels",
        date=datetime.date(2025, 3, 1),
        contents_title="Table des matières",
        subject="Suivi de la résolution du 18 décembre 2020",
        sections=(volet, lisa, annex),
        sheets=(sheet,),
    )
