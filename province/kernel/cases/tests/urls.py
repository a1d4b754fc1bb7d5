from django.http import HttpResponse
from django.urls import include, path

demo = [path("<int:case>/", lambda _request, **_case: HttpResponse(), name="case")]
urlpatterns = [path("vu-viec/", include((demo, "demo")))]
