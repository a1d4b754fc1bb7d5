"""What the storeys above give to org: the roles that posts may carry."""

from province.foundation.registry import Registry
from province.kernel.org.contracts import RoleKind

ROLES: Registry[RoleKind] = Registry(name="roles", key=lambda role: role.key)
