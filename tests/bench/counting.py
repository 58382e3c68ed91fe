"""A middleware that says in a header how many queries a page took in a process that remembers nothing."""

from django.db import connection

from public.index.caching import clear_pages


def count_queries(get_response):
    def counting(request):
        clear_pages()
        counted = []

        def count(execute, *query):
            counted.append(query)
            return execute(*query)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response["X-Queries"] = str(len(counted))
        return response

    return counting
