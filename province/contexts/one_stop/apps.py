from django.apps import AppConfig


class OneStopConfig(AppConfig):
    name = "province.contexts.one_stop"
    label = "one_stop"
    verbose_name = "Một cửa"
