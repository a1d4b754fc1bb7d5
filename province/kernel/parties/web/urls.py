from django.urls import path

from province.kernel.parties.web.places import Places

app_name = "parties"
urlpatterns = [path("xa-cu-xa-moi/", Places.as_view(), name="places")]
