"""Bot API: how updates reach the bot."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.phone.errors import bad_request, conflict
from bot.phone.json_values import Json
from bot.phone.methods import method
from bot.phone.parameters import Parameters
from bot.phone.phone import Phone
from bot.phone.shapes import as_telegram

_LONGEST_POLL = 50
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@method("getUpdates")
async def get_updates(phone: Phone, parameters: Parameters) -> list[Json]:
    if phone.profile.webhook():
        raise conflict(_WEBHOOK_ACTIVE)
    phone.updates.allow(parameters.items("allowed_updates", "allowed_updates"))
    limit = min(max(parameters.integer("limit", 100), 1), 100)
    timeout = min(max(parameters.integer("timeout"), 0), _LONGEST_POLL)
    return await phone.updates.poll(parameters.integer("offset"), limit, timeout)


@method("setWebhook")
def set_webhook(phone: Phone, parameters: Parameters) -> bool:
    url = parameters.text("url")
    if not url:
        return delete_webhook(phone, parameters)
    secret = parameters.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
        raise bad_request("secret token contains unallowed characters")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    phone.updates.allow(parameters.items("allowed_updates", "allowed_updates"))
    if parameters.flag("drop_pending_updates"):
        phone.updates.drop_all()
    most = min(max(parameters.integer("max_connections", 40), 1), 100)
    phone.profile.set_webhook({"url": url, "secret": secret, "max_connections": most})
    phone.updates.throw_out("terminated by setWebhook request")
    return True


@method("deleteWebhook")
def delete_webhook(phone: Phone, parameters: Parameters) -> bool:
    if parameters.flag("drop_pending_updates"):
        phone.updates.drop_all()
    phone.profile.set_webhook(None)
    return True


@method("getWebhookInfo")
def get_webhook_info(phone: Phone, _: Parameters) -> Json:
    webhook = phone.profile.webhook()
    info: dict[str, Any] = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(phone.updates),
    }
    if webhook:
        info["max_connections"] = webhook["max_connections"]
    if phone.updates.allowed:
        info["allowed_updates"] = phone.updates.allowed
    return as_telegram("WebhookInfo", info)


@method("logOut")
@method("close")
def take_leave(_: Phone, __: Parameters) -> bool:
    """There is no other server to move to, so nothing happens."""
    return True
