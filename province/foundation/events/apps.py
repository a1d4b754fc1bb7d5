from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "province.foundation.events"
    label = "events"
    verbose_name = "Hộp gửi sự kiện"
