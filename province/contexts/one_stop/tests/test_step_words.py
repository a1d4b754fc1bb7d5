"""Every step that the house ships has its words for the catalogue of translations."""

from province.contexts.one_stop.commands.filing import TAKE_IN
from province.contexts.one_stop.commands.supplementing import ASK
from province.contexts.one_stop.contracts.talks import TITLE as QUESTION
from province.contexts.one_stop.queries.step_tables import hand_made_tables
from province.contexts.one_stop.rules.generated_process import TITLES
from province.contexts.one_stop.web.step_words import SHIPPED


def test_shipped_steps_are_in_the_catalogue() -> None:
    by_hand = {step.title for table in hand_made_tables().values() for step in table.steps}

    assert {str(words) for words in SHIPPED} == {TAKE_IN, ASK, QUESTION, *by_hand, *TITLES}
