from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "province.kernel.printing"
    label = "printing"
    verbose_name = "Biểu mẫu in"
