"""Django finds an application's models through this package; nobody imports names from here."""

from province.kernel.cases.models import case, clock, journal, task  # noqa: F401 -- loaded for Django's registry
