from django.urls import path

from province.foundation.ui import kit

app_name = "ui"

urlpatterns = [
    path("", kit.show_kit, name="kit"),
    path("can-bo/", kit.show_desk_kit, name="kit_desk"),
    path("hop-viec/", kit.show_inbox_kit, name="kit_inbox"),
    path("ban-in/", kit.show_print_kit, name="kit_print"),
]
