"""docs/review.md, printed from the table of transitions."""

from django.conf import settings
from django.utils import translation

from initiatives.models import ReviewState
from initiatives.review import TRANSITIONS, VISIBILITY

DOCUMENT = settings.BASE_DIR / "docs" / "review.md"

INTRODUCTION = """# The review of a text

An update of an initiative, or of an antenna, is reviewed before anybody outside reads it. This page is printed from
`initiatives/review.py` by a test.

- The **lead partner** is the partner that the update names, the lead at the time of the period; where another one leads
  the initiative now, that one too. For an antenna it is each of its partners, or else its commune. Who speaks for a
  partner: an active account with a role that names it.
- **Who takes the next step.** A text that was sent back or reopened is its partner's, whatever its period and whatever
  became of the round: it is corrected and handed in by itself. A draft is its partner's until the round is closed; what
  is left over then is the Coordination's, which hands it in for the partner or sends it back (not before). What was
  handed in, and what was validated and not published, is the Coordination's.
- The **Coordination** may also do what a lead partner may, in a closed round too; before a
  round has opened nobody answers in it. A superuser counts as Coordination.
- A reopening is taken back as long as nobody has changed the text or what stands under it.
- Publication is refused while a text stands in French only or in Dutch only; it says which.
- Every step leaves a line in the log of the text: who, when, from, to, and the remark.
- What was published is kept as a **record** that nobody edits. It says what the text says as long as that stands as
  published; once the text is reopened the record stays as it was, and the public reads it, until the new wording is
  published. *Withdraw* takes the record off the site, in any state; the text then stays in that state, and is
  validated where it was published.

"""

SHOWN_HEADING = """
## Which state shows what

One rule, for every page, search, count, file and report. An issued report never changes.

"""


def describe():
    """The document, in English."""
    with translation.override("en"):
        states = ", ".join(f"*{state.label}*" for state in ReviewState)
        lines = [
            f"| `{row.verb}` | {row.label} | {_from(row)} | {_to(row)} | {row.actor} | "
            f"{'required' if row.remark_required else ''} | {row.public_sees} |"
            for row in TRANSITIONS.values()
        ]
        shown = [f"| {state.label} | {row.site} | {row.reports} |" for state, row in VISIBILITY.items()]
    heading = ["| step | in the interface | from | to | who | remark | the public then sees |", "|---" * 7 + "|"]
    steps = "\n".join([*heading, *lines])
    states_and_shown = "\n".join(
        ["| state | the site and its open data | reports made now |", "|---" * 3 + "|", *shown]
    )
    return f"{INTRODUCTION}The states are {states}.\n\n{steps}\n{SHOWN_HEADING}{states_and_shown}\n"


def _from(row):
    states = ", ".join(str(state.label) for state in row.from_states)
    others = ", ".join(str(state.label) for state in row.while_on_the_site)
    return f"{states}; while on the site also {others}" if others else states


def _to(row):
    if row.to_state is None:
        return "the state before"
    return f"{row.to_state.label}, or the same" if row.while_on_the_site else str(row.to_state.label)


def test_the_document_says_what_the_table_says():
    """When the table changes, the document is printed anew here: commit what was printed."""
    written = DOCUMENT.read_text() if DOCUMENT.exists() else ""
    printed = describe()
    if printed != written:
        DOCUMENT.write_text(printed)
    assert written == printed, "docs/review.md was out of date and has been printed anew."
