"""What cases give: to org, how much open work stands on a post; of a person, their matters."""

from province.kernel.cases.queries.about import sections_about
from province.kernel.cases.queries.passing import tasks_on_post
from province.kernel.org.contracts import PostDuties
from province.kernel.org.registries import DUTIES
from province.kernel.parties.registries import DATA_ABOUT, DataProvider

DUTIES.register(
    PostDuties(key="cases", open_on=lambda post_id: len(tasks_on_post(post_id=post_id)))
)
DATA_ABOUT.register(DataProvider(key="cases", order=20, give=sections_about))
