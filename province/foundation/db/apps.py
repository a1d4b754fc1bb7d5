from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "province.foundation.db"
    label = "db"
    verbose_name = "Cơ sở dữ liệu"
