from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "province.sites.console"
    label = "console"
    verbose_name = "Quản trị"
