"""How the server runs: `gunicorn --config python:cipol.gunicorn cipol.wsgi`.

GUNICORN_CMD_ARGS overrides a line of it, as for every configuration of gunicorn.
"""

from cipol import access_log, environment
from cipol.memory import return_large_blocks


def on_starting(server):
    """The workers inherit it."""
    return_large_blocks()


def post_worker_init(worker):
    """The mails leave beside the requests: of all processes one sends at a time."""
    from rounds.mail.sender import start_sender

    start_sender()


def worker_exit(server, worker):
    from rounds.mail.sender import stop_sender

    stop_sender()


bind = f"0.0.0.0:{environment.read_number('PORT', default=8000)}"
worker_class = "gthread"
workers = environment.read_number("WEB_CONCURRENCY", default=2)
threads = 4
# A report in PDF takes seconds, a slow reader of it longer; a worker that is stuck goes after this many.
timeout = 120
# What a library may leak over the months never adds up.
max_requests = 2000
max_requests_jitter = 200
# The sign of life of a worker must not wait for a slow disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108
# Nobody steers the server while it runs, and the image has no place to write.
control_socket_disable = True
accesslog = "-"
access_log_format = access_log.FORMAT
logger_class = access_log.AccessLog
# No statement of a page takes this long; those of a command, which rebuilds or loads everything, may.
raw_env = [f"DATABASE_STATEMENT_SECONDS={environment.read_number('DATABASE_STATEMENT_SECONDS', default=60)}"]
