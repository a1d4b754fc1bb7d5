"""The web server's door."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# What is loaded now stays for good: to look through it for garbage again and again while it grows
# takes a sixth of the start, and later a part of every long collection.
gc.disable()
application = get_wsgi_application()
_ = get_resolver().url_patterns
gc.freeze()
gc.enable()
