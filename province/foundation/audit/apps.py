from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "province.foundation.audit"
    label = "audit"
    verbose_name = "Nhật ký thay đổi"
