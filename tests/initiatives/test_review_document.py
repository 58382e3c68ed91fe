"""docs/review.md, printed from the table of transitions."""

from django.conf import settings
from django.utils import translation

from initiatives.models import ReviewState
from initiatives.review import TRANSITIONS

DOCUMENT = settings.BASE_DIR / "docs" / "review.md"

INTRODUCTION = """# The review of a text

An update of an initiative, or of an antenna, is reviewed before anybody outside reads it. This page is printed from
`initiatives/review.py` by a test.

- The **lead partner** is the partner that the update names: the lead at the time of the period. For an antenna it is
  each of its partners, or else its commune. A closed period is closed to the partner, not to the Coordination.
- The **Coordination** may also do what a lead partner may. A superuser counts as Coordination.
- Publication is refused while a text stands in French only or in Dutch only; it says which.
- Every step leaves a line in the log of the text: who, when, from, to, and the remark.

"""


def describe():
    """The document, in English."""
    with translation.override("en"):
        states = ", ".join(f"*{state.label}*" for state in ReviewState)
        lines = [
            f"| `{row.verb}` | {row.label} | {', '.join(str(state.label) for state in row.from_states)} | "
            f"{row.to_state.label} | {row.actor} | {'required' if row.remark_required else ''} | {row.public_sees} |"
            for row in TRANSITIONS.values()
        ]
    heading = ["| step | in the interface | from | to | who | remark | the public then sees |", "|---" * 7 + "|"]
    return f"{INTRODUCTION}The states are {states}.\n\n" + "\n".join([*heading, *lines]) + "\n"


def test_the_document_says_what_the_table_says():
    """When the table changes, the document is printed anew here: commit what was printed."""
    written = DOCUMENT.read_text() if DOCUMENT.exists() else ""
    printed = describe()
    if printed != written:
        DOCUMENT.write_text(printed)
    assert written == printed, "docs/review.md was out of date and has been printed anew."
