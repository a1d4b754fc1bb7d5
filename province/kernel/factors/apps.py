from django.apps import AppConfig


class FactorsConfig(AppConfig):
    name = "province.kernel.factors"
    label = "factors"
    verbose_name = "Xác thực đăng nhập"
