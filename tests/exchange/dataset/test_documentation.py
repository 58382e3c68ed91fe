from django.conf import settings

from exchange.dataset.documentation import describe_tables

DOCUMENT = settings.BASE_DIR / "docs" / "dataset.md"
HEADING = "## The tables\n\n"


def test_the_document_describes_every_table_and_column():
    """The second half of the document is printed here, from the schema: when it changes, commit what was printed."""
    written = DOCUMENT.read_text()
    introduction, _heading, _tables = written.partition(HEADING)
    printed = introduction + HEADING + describe_tables()
    if printed != written:
        DOCUMENT.write_text(printed)
    assert written == printed, "docs/dataset.md was out of date and has been printed anew."
