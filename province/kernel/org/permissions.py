"""What may be done with the organisation; each ability is named once."""

MANAGE_AGENCY = "org.manage_agency"
"""Create, rename, end agencies, give them codes, link successors."""

MANAGE_POSTS = "org.manage_posts"
"""Create posts, say who holds them and who stands in."""

MANAGE_ACCOUNTS = "org.manage_accounts"
"""Open and close accounts, set a new password."""

OPEN_ONE_TIME_ACCOUNT = "org.open_one_time_account"
"""Open the short-lived accounts of the unit under test."""
