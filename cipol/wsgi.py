import os

from django.core.wsgi import get_wsgi_application

from cipol.checks import require_catalogues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")

application = get_wsgi_application()
require_catalogues()
