from django.core.management import call_command


def make_cache_table(using, **signal):
    """Called after each `migrate`: the table of the cache, where it is missing."""
    call_command("createcachetable", database=using, verbosity=0)
