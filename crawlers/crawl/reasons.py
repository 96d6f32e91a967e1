"""Says in words of people why an address gave no answer, or a refusal: statuses (403, 429, 503) and failures of the network."""

from __future__ import annotations

import re

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawlers.crawl.discovery.context import Answer

_CHALLENGE = re.compile(
    r"<title>\s*(just a moment|attention required|access denied|one more step|checking your browser|ddos-guard"
    r"|are you (a )?(human|robot)|security check|проверка браузера|доступ (запрещ|огранич))|/cdn-cgi/challenge-platform/|id=.captcha-form",
    re.IGNORECASE,
)
_CHALLENGE_IS_SHORT = 60_000


def is_final(error: BaseException) -> bool:
    """Whether asking again would end the same way."""
    return _names_certificate(error) or isinstance(error, (DownloadCancelledError, IgnoreRequest))


def is_a_circle(error: BaseException) -> bool:
    """Whether an address led from one redirect to the next without an end."""
    return str(error) == "max redirections reached"


def in_words(error: BaseException) -> str:
    """Return one sentence, without its full stop, that says what went wrong with an address."""
    if _names_certificate(error):
        return "its certificate cannot be verified"
    match error:
        case CannotResolveHostError():
            return "its host name cannot be resolved"
        case DownloadConnectionRefusedError():
            return "its host refuses the connection"
        case DownloadTimeoutError():
            return "it took longer than politeness.timeout allows"
        case DownloadCancelledError() if "larger than" in str(error):
            return "it is larger than politeness.largest_response allows"
        case ResponseDataLossError() | DownloadFailedError():
            return "the connection broke off before the answer was whole"
        case IgnoreRequest() if is_a_circle(error):
            return "it redirects in a circle, though its cookies are kept: a wall"
        case IgnoreRequest() if str(error):
            return " ".join(str(error).split())
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def refusal(answer: Answer) -> str | None:
    """Return why an answer is a refusal of the crawler rather than a page, or None."""
    if answer.status in {401, 403, 451}:
        return f"the site refuses us (status {answer.status})"
    if answer.status == 429:
        return "the site says that we ask too often (status 429)"
    if answer.headers.get("cf-mitigated") == "challenge" or (
        len(answer.body) < _CHALLENGE_IS_SHORT and _CHALLENGE.search(answer.text)
    ):
        return "the site wants to see a browser or a human (a captcha or challenge page)"
    return None


def _names_certificate(error: BaseException) -> bool:
    return "certificate verify failed" in str(error) or "VerificationError" in str(error)
