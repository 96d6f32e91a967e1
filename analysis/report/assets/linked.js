"use strict";
/* Charts that belong together: the months brushed in one, and the community pointed at, are marked in all of the page. */
const Linked = (() => {
  const charts = new Map(); // by panel: its view, its rows, what it answers to, and how it is drawn anew
  const SETTLED = 200; // milliseconds after the last move of the pointer
  let settling = 0;

  /** The span that the address names: its first instant and the first after it; or null. */
  function span() {
    const [since, until] = (Report.address().get("span") ?? "").split("..").map((day) => Date.parse(day));
    return since < until ? { since, until } : null;
  }

  function overlapping(rows, { since, until }) {
    return rows.filter((row) => Date.parse(row.start) < until && Date.parse(row.end_) > since);
  }

  /** The rows of the chosen span; all of them where none is chosen, or none of them lies in it. */
  function chosen(rows) {
    const asked = span();
    const found = asked ? overlapping(rows, asked) : [];
    return found.length ? found : rows;
  }

  /** The address of the documents behind these rows: what their own addresses have in common, over all their days. */
  function listing(rows) {
    const asked = rows.filter((row) => row.href).map((row) => new URLSearchParams(row.href.split(/[#?]/).at(-1)));
    if (!asked.length) return null;
    const common = [...asked[0]].filter(([name, value]) => asked.every((one) => one.get(name) === value));
    const days = { since: asked.map((one) => one.get("since")).sort()[0], until: asked.map((one) => one.get("until")).sort().at(-1) };
    return `documents.html#${new URLSearchParams({ ...Object.fromEntries(common), ...days })}`;
  }

  function set(asks, values) {
    for (const { view, asked } of charts.values()) {
      if (!asked.has(asks)) continue;
      for (const [name, value] of Object.entries(values)) view.signal(name, value);
      view.runAsync();
    }
  }

  /** Mark the chosen span in each chart over time, and say below each figure what it is. */
  function mark() {
    const asked = span();
    for (const [panel, { rows }] of charts) if (!panel.isConnected || !rows.length) charts.delete(panel);
    set("span", { since: asked?.since ?? null, until: asked?.until ?? null });
    for (const [panel, { view, rows, asked: answers }] of charts) {
      if (!answers.has("span") || chosen(rows).length < rows.length) continue;
      view.signal("since", null).signal("until", null).runAsync(); // nothing of it here, or all
    }
    for (const figure of document.querySelectorAll("figure.chart")) tell(figure);
  }

  function tell(figure) {
    const rows = [...charts].filter(([panel, { asked }]) => asked.has("span") && figure.contains(panel)).flatMap(([, { rows }]) => rows);
    const kept = chosen(rows).toSorted((one, other) => Date.parse(one.start) - Date.parse(other.start));
    figure.querySelector(".chosen")?.remove();
    if (kept.length === rows.length) return;
    const labels = [...new Set([kept[0].label, kept.at(-1).label])];
    const to = listing(kept);
    const all = Report.make("button", { type: "button" }, "Show all");
    all.addEventListener("click", clear);
    figure.querySelector(".beside").before(Report.make("p", { class: "chosen", role: "status" }, `Chosen: ${labels.join(" – ")}. `, to && Report.make("a", { href: to }, "Its documents"), " ", all));
  }

  function clear() {
    Report.readdress({ span: "" });
    for (const { asked, redraw } of charts.values()) if (asked.has("span")) redraw(); // takes the brush away as well
    Report.changed();
  }

  /** Take what was brushed, widened to whole bars, into the address, and so to all charts. */
  function brushed(rows, ends) {
    const days = overlapping(rows, { since: ends[0], until: ends[1] }).flatMap((row) => [row.start, row.end_]).sort();
    Report.readdress({ span: days.length ? `${days[0]}..${days.at(-1)}` : "" });
    Report.changed();
  }

  /** Let a chart follow the others of the page, and them follow it. */
  function join(panel, view, rows, parameters, redraw) {
    const asked = new Set(parameters.filter((one) => one.select).map((one) => one.name));
    charts.set(panel, { view, rows, asked, redraw });
    if (asked.has("pointed")) view.addSignalListener("pointed", (_, told) => set("pointed", { who: told.name?.[0] ?? null }));
    if (!asked.has("span")) return;
    let held = false; // a window of another size moves the brush as well, and nobody has chosen that
    view.addEventListener("pointerdown", () => (held = true));
    view.addEventListener("dblclick", clear);
    view.addSignalListener("span", (_, told) => {
      clearTimeout(settling);
      if (held && told.start) settling = setTimeout(() => (held = false, brushed(rows, told.start)), SETTLED);
    });
    if (span()) mark();
  }

  return { chosen, join, mark };
})();
