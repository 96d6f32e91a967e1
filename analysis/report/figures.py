"""A figure: a chart, and the rows of each period that it draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.report.charts import SPAN
from analysis.report.questions import Answer, Rows


@dataclass(frozen=True, slots=True)
class Figure:
    """What a template needs to draw a figure."""

    name: str
    title: str
    told: str
    """What it shows, for who cannot see it."""
    chart: Mapping[str, Any]
    """As Vega-Lite, without data and width: both are given where it is drawn."""
    answers: Mapping[str, Answer]
    """By period, the first being drawn as a picture; or one under the empty key, for all."""
    columns: tuple[tuple[str, str], ...]
    """The fields that its table and its CSV have, with their titles."""
    width: int = 720
    panels: str | None = None
    """The field that tells small multiples apart."""
    scales: Mapping[str, str] = field(default_factory=dict)
    """Parameters of the chart that are the greatest value of a field, so that all panels share an axis."""

    @property
    def is_over_time(self) -> bool:
        """Whether a span of its time can be chosen."""
        return any(one["name"] == SPAN for one in self.chart.get("params", []))

    def only(self) -> list[str]:
        """The small multiples, in order; one empty name where there are none."""
        if self.panels is None:
            return [""]
        return list(
            dict.fromkeys(row[self.panels] for answer in self.answers.values() for row in answer.rows)
        )

    def first(self) -> Rows:
        """The rows that the picture is drawn from."""
        return next(iter(self.answers.values())).rows

    def data(self) -> dict[str, Any]:
        """What the page's script draws from."""
        return {
            "spec": dict(self.chart),
            "rows": {key: _columnar(answer.rows) for key, answer in self.answers.items()},
            "columns": self.columns,
            "panels": self.panels,
            "scales": dict(self.scales),
        }

    def spec(self, only: str = "") -> dict[str, Any]:
        """Return the chart with the rows of the first period, or of one of its panels: all that a picture needs."""
        rows = [row for row in self.first() if not only or row[self.panels or ""] == only]
        spec = dict(self.chart) | {"width": self.width}
        spec["datasets"] = {**self.chart.get("datasets", {}), "rows": rows}
        given = [
            {"name": name, "value": max((row[field] or 0 for row in self.first()), default=0)}
            for name, field in self.scales.items()
        ]
        spec["params"] = [*spec.get("params", []), *given]
        return spec


def _columnar(rows: Rows) -> dict[str, Any]:
    """Rows with their fields named once: half the size."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    return {"fields": fields, "values": [[row.get(name) for name in fields] for row in rows]}
