"""The connections that the server keeps to PostgreSQL."""

import select

import psycopg


class Connection(psycopg.Connection):
    """One whose health costs no journey to the server.

    Before it lends a connection the pool sends an empty query, for every page once. A server that stops or restarts
    closes its side, and that can be read here: where there is nothing to read, the connection stands.
    """

    def execute(self, query, params=None, **options):
        if query == "" and not self._has_something_to_read():
            return self.cursor()
        return super().execute(query, params, **options)

    def _has_something_to_read(self):
        waiting = select.poll()
        waiting.register(self.fileno(), select.POLLIN)
        return bool(waiting.poll(0))
