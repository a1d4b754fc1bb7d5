from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "province.sites.desk"
    label = "desk"
    verbose_name = "Bàn làm việc cán bộ"
