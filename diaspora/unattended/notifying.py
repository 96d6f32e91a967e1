"""Tells others how a run went: a ping (healthchecks style), a webhook, a mail. None of them can stop a run."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from email.message import EmailMessage
from email.policy import SMTP

_SECONDS = 10.0


def ping(url: str, how: str = "") -> str | None:
    """Ask for `url`, or with `how` (`start`, `fail`) for what stands below it. Returns what went wrong, if anything."""
    return _post(f"{url.rstrip('/')}/{how}" if how else url, None)


def webhook(url: str, told: dict[str, object]) -> str | None:
    """Send `told` as JSON; its `text` is what Slack, Mattermost and their like show. Returns what went wrong."""
    return _post(url, json.dumps(told, ensure_ascii=False).encode())


def mail(address: str, subject: str, body: str) -> str | None:
    """Hand a plain mail to this machine's `sendmail`. Returns what went wrong."""
    letter = EmailMessage(policy=SMTP)
    letter["To"] = letter["From"] = address
    letter["Subject"] = subject
    letter.set_content(body)
    try:
        done = subprocess.run(
            ["/usr/sbin/sendmail", "-i", "-t"],
            input=letter.as_bytes(),
            timeout=60,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"no mail could be sent ({error})"
    return None if done.returncode == 0 else f"no mail could be sent (sendmail ended with {done.returncode})"


def _post(url: str, body: bytes | None) -> str | None:
    headers = {"User-Agent": "diaspora-monitor"} | ({"Content-Type": "application/json"} if body else {})
    try:
        request = urllib.request.Request(url, body, headers)
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            answer.read(1000)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return f"the address to be told did not answer ({reason})"  # not the address: it is a secret
    return None
