"""Addresses of one's own signing keys, beside those of one's account."""

from django.urls import path

from province.sites.desk import own_keys

app_name = "own_keys"
urlpatterns = [
    path("", own_keys.OwnKeys.as_view(), name="list"),
    path("<int:credential_id>/ma-pin/", own_keys.ChangePin.as_view(), name="change_pin"),
    path("<int:credential_id>/giao/", own_keys.EntrustSeal.as_view(), name="entrust_seal"),
]
