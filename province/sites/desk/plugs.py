"""What the desk gives to the kernel: the roles that posts carry."""

from province.kernel.org.registries import ROLES
from province.sites.desk.roles import ROLE_KINDS

for role in ROLE_KINDS:
    ROLES.register(role)
