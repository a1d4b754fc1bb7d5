from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "province.kernel.processes"
    label = "processes"
    verbose_name = "Quy trình nội bộ"
