from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "province.kernel.cases"
    label = "cases"
    verbose_name = "Vụ việc"
