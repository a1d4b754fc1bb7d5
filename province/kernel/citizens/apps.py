from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "province.kernel.citizens"
    label = "citizens"
    verbose_name = "Tài khoản người dân"
