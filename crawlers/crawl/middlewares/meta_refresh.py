"""Follows a page that sends its visitor on at once, within its own site and never twice to one address."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse, Response

from crawlers.web.addresses import canonical
from crawlers.web.meta_refresh import refresh_target


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's follows any refresh within 100 seconds to wherever it leads, and loses the page where that ends.

    Here what cannot be followed is an answer like any other: a page that shows itself meanwhile, another's host, a
    circle, the end of `REDIRECT_MAX_TIMES`. The page that sends on is archived like every answer.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return a request for the page that `response` sends its visitor on to, or `response`."""
        if not isinstance(response, HtmlResponse) or request.meta.get("dont_redirect"):
            return response
        target = refresh_target(response.url, response.text)
        passed = request.meta.get("redirect_urls", [])
        if (
            target is None
            or canonical(target) in map(canonical, passed)
            or len(passed) >= self.max_redirect_times
        ):
            return response
        return self._redirect(
            self._redirect_request_using_get(request, response, target), request, "meta refresh"
        )
