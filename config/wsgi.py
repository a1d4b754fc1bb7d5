"""The web server's door: what is wrong with settings or code is said here, before it opens."""

import gc
import os

from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# What is loaded now stays for good: to look through it for garbage again and again while it grows
# takes a sixth of the start, and later a part of every long collection.
gc.disable()
application = get_wsgi_application()
BaseCommand().check()
gc.freeze()
gc.enable()
