"""What the desk gives to modules below: the roles that posts carry, what partners may do."""

from province.contexts.exchange.registries import SCOPES as PARTNER_SCOPES
from province.kernel.org.registries import ROLES
from province.sites.desk.roles import ROLE_KINDS, SCOPES

for role in ROLE_KINDS:
    ROLES.register(role)
for scope in SCOPES:
    PARTNER_SCOPES.register(scope)
