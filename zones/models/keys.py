"""The keys of rows that stand under another one: made once, from what the row says then, and never changed."""

from document.slugs import slugify, unique_slug

LONGEST = 80


def take_key(row):
    """Give a row that has none the first key that is free among its siblings; a key that it has stays."""
    if row.key:
        return
    siblings = type(row)._base_manager.filter(**{row.key_within: getattr(row, row.key_within)})
    taken = set(siblings.exclude(pk=row.pk).values_list("key", flat=True))
    words = slugify(" ".join(str(word) for word in row.words_of_key() if word))[:LONGEST].strip("-")
    row.key = unique_slug(words or row._meta.model_name, taken)
