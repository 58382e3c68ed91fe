"""A middleware that says in a header how many queries a page took in a process that remembers nothing."""

from django.db import connection

from public.caching import page_cache


def count_queries(get_response):
    def counting(request):
        page_cache.clear()
        # The question for the revision passes Django by where nothing is open yet, and would not be counted.
        connection.ensure_connection()
        counted = []

        def count(execute, *query):
            counted.append(query)
            return execute(*query)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response["X-Queries"] = str(len(counted))
        return response

    return counting
