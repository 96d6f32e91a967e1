"""How much work one page may make: a size and a number of tags before it is parsed, and time of the processor after.

Pages of real sites stay a hundredfold below each of them. One that does not is nobody's article: it is quarantined, and
the run goes on.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 4.0
"""Of the processor's time, for one page; real ones take hundredths."""
_SECONDS_A_MIB = 2.0
"""More for each MiB of what holds many: an answer of an API a hundred posts, a sitemap fifty thousand addresses."""
_LARGEST_PAGE = 2**24
_MOST_TAGS, _MOST_ATTRIBUTES = 100_000, 1_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{4000,}")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_AGAIN = 0.2
"""Seconds until the alarm is given again: a library may have caught the first one."""


class OverLimitError(Exception):
    """A page asks for more work than any article is worth. Its text says of what."""


class _OutOfTime(BaseException):
    """No Exception, so that no library that expects broken pages catches it."""


def check_size(body: bytes) -> None:
    """Raise OverLimitError for HTML that is too large to be parsed within bounds of memory."""
    if len(body) > _LARGEST_PAGE:
        raise OverLimitError(f"more than {_LARGEST_PAGE >> 20} MiB of HTML")
    if body.count(b"<") > _MOST_TAGS:
        raise OverLimitError(f"more than {_MOST_TAGS} tags")
    for tag in _LONG_TAG.finditer(body):
        if len(_QUOTED.sub(b"", tag[0]).split()) > _MOST_ATTRIBUTES:
            raise OverLimitError(f"more than {_MOST_ATTRIBUTES} attributes in one tag")


@contextmanager
def time_limit(size: int, *, holds_many: bool = False) -> Iterator[None]:
    """Raise OverLimitError when what is inside takes too much of the processor's time; `size` is the page's, bytes.

    Only the main thread of a process can be interrupted so; in others only sizes are bounded.
    """
    seconds = SECONDS + (_SECONDS_A_MIB * size / 2**20 if holds_many else 0)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    except _OutOfTime:
        raise OverLimitError(f"more than {seconds:.0f} seconds of work") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _out_of_time(*_: object) -> None:
    raise _OutOfTime
