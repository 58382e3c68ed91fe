"""What the search knows: an entry for each thing that can be found, its texts as they are shown, and all their words.

The two columns of tokens have an index of their own, made by `public.search.schema` as each database has it.
"""

from django.db import models

from public.models.changes import Kind


class SearchEntry(models.Model):
    """Something that can be found, in all languages at once."""

    kind = models.CharField(max_length=20, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=200)  # what its address is made of, parts separated by "/"
    weight = models.PositiveIntegerField(default=0)  # among equal hits the greater comes first
    words = models.TextField()  # tokens, separated by spaces: see public.search.tokens

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="searchentry_is_one_per_object")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class SearchText(models.Model):
    """The words of an entry in one language, typeset and without mark-up: one passage a line."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=400, blank=True)
    context = models.CharField(max_length=400, blank=True)  # what stands beside the title: the partner, the commune
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "language"], name="searchtext_is_one_per_language")]

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word that entries hold: for what is typed with an error, and for Dutch compounds."""

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40, db_index=True)
    shown = models.CharField(max_length=40)  # with its accents
    entries = models.IntegerField()  # roughly how many hold it
    grams = models.TextField()  # its trigrams, separated by spaces

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="searchword_is_one_per_language")]

    def __str__(self):
        return self.shown
