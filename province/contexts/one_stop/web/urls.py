from django.urls import URLPattern, URLResolver

from province.contexts.one_stop.web.desk.urls import urlpatterns as desk
from province.contexts.one_stop.web.portal.urls import urlpatterns as portal

app_name = "one_stop"
urlpatterns: list[URLPattern | URLResolver] = [*portal, *desk]
