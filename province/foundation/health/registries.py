"""Who looks after what: every module gives its own watches."""

from province.foundation.health.contracts import Watch
from province.foundation.registry import Registry

WATCHES: Registry[Watch] = Registry(name="watches", key=lambda watch: watch.key)
