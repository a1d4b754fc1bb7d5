from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "province.foundation.files"
    label = "files"
    verbose_name = "Kho tệp"
