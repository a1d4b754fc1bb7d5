from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "province.foundation.access"
    label = "access"
    verbose_name = "Nhật ký xem dữ liệu cá nhân"
