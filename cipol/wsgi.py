import os

from django.core.wsgi import get_wsgi_application

from cipol.bodies import StrictCharsetRequest
from cipol.checks import require_catalogues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")

application = get_wsgi_application()
application.request_class = StrictCharsetRequest
require_catalogues()
