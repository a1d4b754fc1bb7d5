"""The public REST surface: one line per context."""

from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import django_auth

from province.contexts.exchange.api.auth import PartnerBearer
from province.contexts.one_stop.api.filing import router as filings
from province.contexts.one_stop.api.routes import router as one_stop
from province.contexts.procedures.api.routes import router as procedures
from province.foundation.api.problems import problem_response, shape_response
from province.foundation.errors import DomainError

api = NinjaAPI(title="Tỉnh Số", version="1", auth=[PartnerBearer(), django_auth], docs_url=None)
api.add_exception_handler(DomainError, problem_response)
api.add_exception_handler(ValidationError, shape_response)
api.add_router("", procedures)
api.add_router("", one_stop)
api.add_router("", filings)
