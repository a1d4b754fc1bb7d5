"""How messages leave the house: the mail server, the gateway of short messages."""

from config.settings.reader import one_of, safe_address, text

SMTP_HOST = text("TINHSO_SMTP_HOST", "")
SMTP_PORT = int(text("TINHSO_SMTP_PORT", "587"))
SMTP_SECURITY = one_of("TINHSO_SMTP_SECURITY", ["starttls", "tls", "none"])
SMTP_USER = text("TINHSO_SMTP_USER", "")
SMTP_PASSWORD = text("TINHSO_SMTP_PASSWORD", "")
SMTP_CA_FILE = text("TINHSO_SMTP_CA_FILE", "")
if SMTP_SECURITY == "none" and SMTP_USER:
    safe_address("TINHSO_SMTP_HOST", f"smtp://{SMTP_HOST}")
MAIL_FROM = text("TINHSO_MAIL_FROM", "")
MAIL_FROM_NAME = text("TINHSO_MAIL_FROM_NAME", "")
SMS_URL = safe_address("TINHSO_SMS_URL", text("TINHSO_SMS_URL", ""))
SMS_TOKEN = text("TINHSO_SMS_TOKEN", "")
SMS_SENDER = text("TINHSO_SMS_SENDER", "")
PHONE_COUNTRY = "84"
MESSAGE_SECONDS = 15.0
MAILBOX_URL = text("TINHSO_MAILBOX_URL", "")
DIGEST_HOUR = int(text("TINHSO_DIGEST_HOUR", "7"))
