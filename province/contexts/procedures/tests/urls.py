from django.urls import include, path
from ninja import NinjaAPI

from province.contexts.procedures.api.routes import router
from province.foundation.api.problems import problem_response
from province.foundation.errors import DomainError

api = NinjaAPI(urls_namespace="procedures_test")
api.add_exception_handler(DomainError, problem_response)
api.add_router("", router)
urlpatterns = [
    path("thu-tuc/", include("province.contexts.procedures.web.urls")),
    path("tai-khoan/", include("province.kernel.org.web.urls")),
    path("api/", api.urls),
]
