"""What cases give: to org open work on a post, to health late anchors, of a person their matters."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.kernel.cases.queries.about import sections_about
from province.kernel.cases.queries.passing import tasks_on_post
from province.kernel.cases.queries.troubles import late_anchor
from province.kernel.org.contracts import PostDuties
from province.kernel.org.registries import DUTIES
from province.kernel.parties.registries import DATA_ABOUT, DataProvider

DUTIES.register(
    PostDuties(key="cases", open_on=lambda post_id: len(tasks_on_post(post_id=post_id)))
)
DATA_ABOUT.register(DataProvider(key="cases", order=20, give=sections_about))
WATCHES.register(Watch(key="cases.anchor", says=_("mốc neo nhật ký"), look=late_anchor))
