"""Sending messages through Apprise: webhooks, e-mail, WeCom, DingTalk, Feishu and whatever else it knows."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

from apprise import Apprise, NotifyFormat
from pydantic import SecretStr

from flows.operations.messages import Message
from flows.settings.origin import SettingsError

log = logging.getLogger("parkhouse.notify")
PATIENCE_SECONDS = 30.0
"""All messages together get so long; a run is never held up by a server that does not answer."""


def _scheme(address: SecretStr) -> str:
    """What of an address may be shown: the rest holds keys and passwords."""
    head, mark, _ = address.get_secret_value().partition("://")
    return head[:20] if mark and head.isalnum() else "?"


def _service(address: SecretStr) -> Apprise | None:
    service = Apprise()
    # Apprise explains on its own what is wrong with an address, and shows it in doing so.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    return service if service.add(address.get_secret_value()) else None


def check_addresses(addresses: Sequence[SecretStr]) -> None:
    """Raises SettingsError naming the place of the first address that Apprise does not know; the address itself is a secret."""
    for number, address in enumerate(addresses, 1):
        if _service(address) is None:
            raise SettingsError(f"setting notify: entry {number} ({_scheme(address)}://) is no address that Apprise knows; its wiki lists the forms")


def send(addresses: Sequence[SecretStr], message: Message, patience: float = PATIENCE_SECONDS) -> list[str]:
    """Sends a message to each address; returns one line for each that did not take it. Never raises."""
    failures: dict[int, str] = {}

    def deliver(number: int, address: SecretStr) -> None:
        try:
            service = _service(address)
            sent = service is not None and service.notify(message.body, message.title, message.kind, body_format=NotifyFormat.TEXT)
            failures[number] = "" if sent else "refused, or not to be reached"
        except Exception as error:  # noqa: BLE001 - whatever a plugin does, the run goes on
            failures[number] = type(error).__name__

    threads = [threading.Thread(target=deliver, args=(i, a), name=f"notify-{i}", daemon=True) for i, a in enumerate(addresses)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + patience
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    lines = []
    for number, address in enumerate(addresses):
        problem = failures.get(number, f"no answer within {patience:g} s")
        if problem:
            lines.append(f"the message to notify entry {number + 1} ({_scheme(address)}://) could not be sent: {problem}")
            log.warning(lines[-1])
    return lines
