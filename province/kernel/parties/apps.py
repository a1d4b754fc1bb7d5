from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "province.kernel.parties"
    label = "parties"
    verbose_name = "Người dân và tổ chức"
