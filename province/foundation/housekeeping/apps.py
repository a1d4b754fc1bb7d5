from django.apps import AppConfig


class HousekeepingConfig(AppConfig):
    name = "province.foundation.housekeeping"
    label = "housekeeping"
    verbose_name = "Dọn dẹp hằng đêm"
