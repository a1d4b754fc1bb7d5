"""The abilities of exchange, each named once."""

MANAGE_PARTNERS = "exchange.manage_partners"
