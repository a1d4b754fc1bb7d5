from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "province.kernel.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"
