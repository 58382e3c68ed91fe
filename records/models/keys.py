"""The keys of rows that stand under another one: made once, from what the row says then, and never changed."""

from collections import defaultdict

from document.slugs import make_unique_slug, slugify

LONGEST = 80


def make_key(row, taken):
    """The first key for what the row says that is none of those taken; it is then taken."""
    words = slugify(" ".join(str(word) for word in row.get_key_parts() if word))[:LONGEST].strip("-")
    return make_unique_slug(words or row._meta.model_name, taken)


def take_key(row):
    """Give a row that has none the first key that is free among its siblings; a key that it has stays."""
    if not row.key:
        row.key = make_key(row, _find_sibling_keys(row))


def take_keys(rows):
    """Give each row that has no key the first one that is free among its siblings, of the database and of these."""
    if not rows:
        return
    model, parent = type(rows[0]), rows[0]._meta.get_field(rows[0].key_within).attname
    taken = defaultdict(set)
    parents = {getattr(row, parent) for row in rows}
    for pk, key in model._base_manager.filter(**{f"{parent}__in": parents}).values_list(parent, "key"):
        taken[pk].add(key)
    for row in rows:
        row.key = row.key or make_key(row, taken[getattr(row, parent)])


def give_up_taken_key(row):
    """For a row that was led to another parent: where its key is taken there, saving is to give it a new one."""
    if row.key in _find_sibling_keys(row):
        row.key = ""


def _find_sibling_keys(row):
    siblings = type(row)._base_manager.filter(**{row.key_within: getattr(row, row.key_within)})
    return set(siblings.exclude(pk=row.pk).values_list("key", flat=True))
