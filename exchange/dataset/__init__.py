"""Datasets: CSV files in, a plan, and, when it is applied, the rows of the database.

    founding = plan(directory)     # reads and compares; raises DatasetRefused with every problem
    outcome = apply(founding)      # writes all of it, or nothing

The layers, each of which knows only those before it: `schema` (the format), `reading` (files to cells), `checking`
with `rules` and `oddities` (cells to values), `planning` with `merging` (what would be written), `applying` with
`review_states` (writing it); `summary` puts both into words. The format is described in docs/dataset.md.
"""

from exchange.dataset import planning
from exchange.dataset.applying import Outcome, apply_plan
from exchange.dataset.checking import check_tables
from exchange.dataset.database import Database
from exchange.dataset.oddities import find_oddities
from exchange.dataset.planning import Plan
from exchange.dataset.problems import DatasetRefused
from exchange.dataset.reading import read_dataset

__all__ = ["DatasetRefused", "Outcome", "Plan", "apply", "plan"]


def plan(directory, *, overwrite=False):
    """What loading the dataset in that directory would add, change and leave. Writes nothing.

    Raises DatasetRefused, with every problem of every file, when the dataset cannot be loaded. What was edited here
    since it was loaded is left as it is, unless `overwrite`.
    """
    raw_tables, problems = read_dataset(directory)
    checked = check_tables(raw_tables, Database())
    if problems or checked.problems:
        problems += checked.problems
        raise DatasetRefused(problems)
    for rows in checked.rows.values():
        for row in rows:
            if row.table.derive:
                row.table.derive(row.values)
    return planning.make_plan(checked.known, find_oddities(checked.known), overwrite=overwrite)


def apply(plan, *, advance=lambda: None):
    """Write a plan, once, in one transaction; `advance` is called after each record (see `Plan.steps`).

    Raises StaleRecordError or IntegrityError when the database is no longer what the plan saw; nothing is written
    then.
    """
    return apply_plan(plan, advance)
