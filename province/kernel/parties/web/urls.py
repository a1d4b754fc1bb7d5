from django.urls import path

from province.kernel.parties.web.duplicates import Duplicates
from province.kernel.parties.web.places import Places

app_name = "parties"
urlpatterns = [
    path("xa-cu-xa-moi/", Places.as_view(), name="places"),
    path("nguoi-dan/trung/", Duplicates.as_view(), name="duplicates"),
]
