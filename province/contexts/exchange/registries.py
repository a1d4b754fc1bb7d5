"""What the storeys above give to exchange: what partners may be allowed to do."""

from province.contexts.exchange.contracts import Scope
from province.foundation.registry import Registry

SCOPES: Registry[Scope] = Registry(name="scopes of partners", key=lambda scope: scope.key)
