import os

from django.core.wsgi import get_wsgi_application

from cipol.bodies import Request
from cipol.checks import require_catalogues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")

application = get_wsgi_application()
application.request_class = Request
require_catalogues()
