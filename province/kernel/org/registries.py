"""What the storeys above give to org: the roles that posts may carry, and who knows their work."""

from province.foundation.registry import Registry
from province.kernel.org.contracts import PostDuties, RoleKind

ROLES: Registry[RoleKind] = Registry(name="roles", key=lambda role: role.key)
DUTIES: Registry[PostDuties] = Registry(name="duties of posts", key=lambda duties: duties.key)
