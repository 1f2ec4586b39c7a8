"""The door for web servers: production settings only, or those that `manage.py up` passes on."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "negotiate.settings")
if "SECRET_KEY" not in os.environ:
    raise ImproperlyConfigured("SECRET_KEY is not set. Set it, or start with `manage.py up`.")

application = get_wsgi_application()
