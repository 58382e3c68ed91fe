"""`manage.py load_data`: what it says, on which stream, and what it leaves in the database."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import pre_save

from exchange.management.commands.load_data import show_progress
from exchange.models import LoadedRow
from initiatives.models import Initiative, Theme
from tests.exchange.dataset.datasets import Dataset, load, small
from zones.models import Partner

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(directory, *options, **settings):
    """What the command prints."""
    out = io.StringIO()
    call_command("load_data", str(directory), *options, stdout=out, **settings)
    return out.getvalue().rstrip("\n")


def refused(directory, *options):
    """The message with which the command ends, and its exit code."""
    with pytest.raises(CommandError) as refusal:
        run(directory, *options)
    return str(refusal.value), refusal.value.returncode


def few(**cells):
    """Partners and a theme."""
    return small().only("themes", "zones", "partners").change("partners", **cells)


def test_without_apply_it_says_what_it_would_do_and_does_not(tmp_path):
    assert run(few().write(tmp_path)) == (
        "table     add  change  left  same\n"
        "zones       1       0     0     0\n"
        "partners    2       0     0     0\n"
        "themes      1       0     0     0\n"
        "\n"
        "Nothing was written. Run the command again with --apply to do this."
    )
    assert (Partner.objects.count(), LoadedRow.objects.count()) == (0, 0)


def test_with_apply_it_does_it_and_says_what_became_of_the_texts(tmp_path):
    lines = run(small().change("antenna_updates", body_nl="").write(tmp_path), "--apply").splitlines()
    assert lines[-6:] == [
        "",
        "Pointed out:",
        "  1 text in one language only",
        "",
        "Done.",
        "1 text published, 1 validated.",
    ]
    assert Initiative.objects.get().title_fr == "Les cadets"


def test_a_second_time_there_is_nothing_to_change(tmp_path):
    directory = few().write(tmp_path)
    run(directory, "--apply")
    assert run(directory, "--apply") == (
        "table     add  change  left  same\n"
        "zones       0       0     0     1\n"
        "partners    0       0     0     2\n"
        "themes      0       0     0     1\n"
        "\n"
        "Nothing to change."
    )


def test_it_names_what_would_change_what_is_left_and_why(tmp_path):
    load(few().append("partners", key="asbl-tada").append("themes", key="plpp").write(tmp_path))
    Partner.objects.filter(key="zp-5341").update(name_fr="Éditée ici")
    Theme.objects.filter(key="plpp").delete()
    again = few(name_fr="Zone", short_name="Midi", website="").append("themes", key="plpp")
    assert run(again.write(tmp_path)).partition("\n\n")[2] == (
        "To change:\n"
        "  partners zp-5341: short_name, website\n"
        "\n"
        "Left as they are, since they were edited here (--overwrite takes the dataset):\n"
        "  partners zp-5341: name_fr\n"
        "\n"
        "Not added again, since they were deleted here (--overwrite adds them):\n"
        "  themes plpp\n"
        "\n"
        "No longer in the dataset, left as they are:\n"
        "  partners: 1 row\n"
        "\n"
        "Nothing was written. Run the command again with --apply to do this."
    )


def test_overwrite_takes_the_dataset(tmp_path):
    directory = few().write(tmp_path)
    load(directory)
    Partner.objects.filter(key="zp-5341").update(name_fr="Éditée ici")
    run(directory, "--apply", "--overwrite")
    assert Partner.objects.get(key="zp-5341").name_fr == "Zone Midi"


def test_at_verbosity_2_it_names_what_it_otherwise_counts(tmp_path):
    load(few().append("partners", key="asbl-tada").write(tmp_path))
    odd = few().append("themes", key="plpp", body_fr="Du texte.")
    assert run(odd.write(tmp_path), verbosity=2).partition("\n\n")[2] == (
        "No longer in the dataset, left as they are:\n"
        "  partners: 1 row\n"
        "    asbl-tada\n"
        "\n"
        "Pointed out:\n"
        "  1 text in one language only\n"
        "    themes.csv, row 3: plpp, body\n"
        "\n"
        "Nothing was written. Run the command again with --apply to do this."
    )


def test_a_published_text_that_lost_a_language_is_pointed_out(tmp_path):
    load(small().write(tmp_path))
    lines = run(small().change("updates", body_nl="").write(tmp_path), "--apply").splitlines()
    assert lines[-3:] == [
        "",
        "Published, and no longer complete in both languages:",
        "  updates cadets/2023-2024: Missing in Dutch: text.",
    ]


def test_a_text_of_which_one_language_changed_is_named_before_it_is_written(tmp_path):
    load(small().write(tmp_path))
    again = small().change("updates", body_fr="Six textes.").change("antenna_updates", body_nl="Zes teksten.")
    again.change("events", title_fr="Bal", title_nl="Bal").change("initiatives", title_nl="De  cadetten ")
    named = [
        "Changed in one language only: read whether French and Dutch still say the same:",
        "  updates cadets/2023-2024: body_fr, not body_nl",
        "  antenna_updates broeck/2023-2024: body_nl, not body_fr",
        "",
    ]

    dry = run(again.write(tmp_path)).splitlines()
    assert dry[dry.index(named[0]) :][:4] == named

    applied = run(again.write(tmp_path), "--apply").splitlines()
    assert applied[applied.index(named[0]) :][:4] == named
    assert named[0] not in run(again.write(tmp_path)).splitlines()


def test_a_new_text_that_changes_one_language_of_the_one_before_is_named(tmp_path):
    load(small().write(tmp_path))
    again = small().append("periods", key="2025", starts_on="2025-01-01", ends_on="2025-12-31")
    again.append("updates", period="2025", body_fr="Six textes.")
    again.append("antenna_updates", period="2025", body_fr="Six textes.", body_nl="Zes teksten.")
    lines = run(again.write(tmp_path)).splitlines()
    title = "Changed in one language only: read whether French and Dutch still say the same:"
    assert lines[lines.index(title) + 1 :][:2] == ["  updates cadets/2025: body_fr, not body_nl", ""]


def test_a_translation_that_is_added_is_no_change_in_one_language_only(tmp_path):
    load(small().change("updates", body_nl="").write(tmp_path))
    assert "in one language only:" not in run(small().write(tmp_path))


def test_of_many_such_texts_the_first_are_named_and_the_others_counted(tmp_path):
    keys = [f"theme-{number:02}" for number in range(23)]
    themes = [{"key": key, "title_fr": "Cinq", "title_nl": "Vijf"} for key in keys]
    load(Dataset(themes=themes).write(tmp_path))
    directory = Dataset(themes=[theme | {"title_fr": "Six"} for theme in themes]).write(tmp_path)

    def named(**options):
        found = run(directory, **options).partition("only: read whether French and Dutch still say the same:\n")[2]
        return found.partition("\n\n")[0].splitlines()

    lines = [f"  themes {key}: title_fr, not title_nl" for key in keys]
    assert named() == [*lines[:20], "  3 others (-v 2 names them)"]
    assert named(verbosity=2) == lines


def test_problems_end_the_command_with_code_1_and_nothing_is_written(tmp_path):
    directory = small().change("figures", value="11.553").change("themes", key="L").write(tmp_path)
    message, code = refused(directory, "--apply")
    assert message == (
        "2 problems; nothing was written.\n"
        'figures.csv, row 2, column value: found "11.553"; '
        "expected a whole number without thousands separator, such as 11553.\n"
        'themes.csv, row 2, column key: found "L"; '
        "expected a key: lower-case letters and digits, separated by single hyphens, such as zp-5339."
    )
    assert (code, Partner.objects.count(), LoadedRow.objects.count()) == (1, 0, 0)


def test_a_directory_that_is_not_there_is_said(tmp_path):
    message, code = refused(tmp_path / "nowhere")
    assert (message.splitlines()[0], code) == ("1 problem; nothing was written.", 1)


def test_a_merge_that_contradicts_itself_writes_nothing(tmp_path):
    """Here the initiative now ends in February 2023, in the dataset it starts in 2024."""
    load(small().write(tmp_path))
    Initiative.objects.update(ended_earliest="2023-02-01", ended_latest="2023-02-28")
    later = small().change("initiatives", started="2024").change("partners", short_name="Midi")
    message, code = refused(later.write(tmp_path), "--apply")
    assert message.startswith("The database refused this: ")
    assert (code, Partner.objects.filter(short_name="Midi").count()) == (1, 0)


def test_somebody_who_saves_at_the_same_time_stops_the_loading(tmp_path):
    load(small().write(tmp_path))

    def save_too(**signal):
        Initiative.objects.update(version=9)

    pre_save.connect(save_too, sender=Partner)
    try:
        changed = small().change("initiatives", title_fr="Titre").change("partners", short_name="Midi")
        message, _code = refused(changed.write(tmp_path), "--apply")
    finally:
        pre_save.disconnect(save_too, sender=Partner)
    assert message.endswith("Nothing was written. Run the command again.")
    assert Partner.objects.filter(short_name="Midi").count() == 0


def test_there_is_a_progress_bar_on_a_terminal_and_none_in_a_pipe():
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with show_progress(stream, 2) as advance:
            advance()
            advance()
    assert ("Loading" in terminal.getvalue(), pipe.getvalue()) == (True, "")


def test_2000_wrong_rows_are_summed_up(tmp_path):
    """The founding error of a whole column: each row says the same."""
    theme = {"title_fr": "Titre", "title_nl": ""}
    dataset = few()
    dataset.tables["themes"] = [theme | {"key": f"theme-{number}"} for number in range(2_000)]

    message, code = refused(dataset.write(tmp_path), "--apply")

    lines = message.splitlines()
    assert (code, len(lines)) == (1, 22)
    assert lines[0] == "2000 problems; nothing was written."
    assert lines[1].startswith("themes.csv, row 2, column title_nl: found an empty cell; expected ")
    assert lines[-1].startswith("themes.csv, column title_nl: 1980 more like this; expected ")
