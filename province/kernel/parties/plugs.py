"""What parties give of a person: the row of the register, other numbers, corrections."""

from province.kernel.parties import queries
from province.kernel.parties.registries import DATA_ABOUT, DataProvider

DATA_ABOUT.register(DataProvider(key="parties", order=10, give=queries.sections_about))
