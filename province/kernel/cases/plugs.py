"""What cases give to org: how much open work stands on a post."""

from province.kernel.cases.queries.passing import tasks_on_post
from province.kernel.org.contracts import PostDuties
from province.kernel.org.registries import DUTIES

DUTIES.register(
    PostDuties(key="cases", open_on=lambda post_id: len(tasks_on_post(post_id=post_id)))
)
