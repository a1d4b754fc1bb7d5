from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "province.kernel.numbering"
    label = "numbering"
    verbose_name = "Cấp số, cấp mã"
