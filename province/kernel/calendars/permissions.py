"""What may be done with the legal calendar; each ability is named once."""

MANAGE_PROVINCE = "calendars.manage_province"
"""Change the days off and the working hours of the whole province, publish a decided year."""

MANAGE_AGENCY = "calendars.manage_agency"
"""Change the days off and the working hours of one agency."""
