"use strict";
/* Charts that answer: each picture becomes a view with hints, links and the chosen period, drawn from the rows beside it. */
(() => {
  const ERRORS = 1; // what Vega says aloud: no warnings
  const HINTS = { theme: "custom", offsetX: 12, offsetY: 12 };

  function embed(panel, told, rows) {
    const spec = structuredClone(told.spec);
    spec.datasets = { ...spec.datasets, rows: panel.dataset.only ? rows.filter((row) => row[told.panels] === panel.dataset.only) : rows };
    spec.width = "container";
    spec.autosize = { type: "fit-x", contains: "padding" };
    const drawn = spec.datasets.rows;
    spec.params = [...(spec.params ?? []), ...Object.entries(told.scales ?? {}).map(([name, field]) => ({
      name, value: Math.max(0, ...rows.map((row) => row[field] ?? 0)),
    }))];
    const place = panel.querySelector(".live") ?? panel.appendChild(Report.make("div", { class: "live", role: "img", "aria-label": panel.querySelector(".picture").getAttribute("aria-label") }));
    return vegaEmbed(place, spec, { actions: false, renderer: "svg", logLevel: ERRORS, tooltip: HINTS, loader: { target: "_self" } }).then(({ view }) => {
      for (const mark of place.querySelectorAll("[role]")) mark.removeAttribute("role"); // the panel's label speaks for them
      panel.classList.add("drawn");
      Linked.join(panel, view, drawn, spec.params, () => embed(panel, told, rows));
      return view;
    });
  }

  /** The rows of a figure, whose fields are named once. */
  function rowsOf({ fields, values }) {
    return values.map((row) => {
      const named = Object.fromEntries(fields.map((field, at) => [field, row[at]]));
      if (named.href) named.href = Report.href(named.href);
      return named;
    });
  }

  /** The rows of a chart as a table: for who cannot see it, for the keyboard, and for CSV. */
  function tabulate(figure, told, rows) {
    const columns = told.columns.filter(([field]) => rows.some((row) => row[field] !== undefined));
    const head = Report.make("tr", {}, ...columns.map(([, title]) => Report.make("th", { scope: "col" }, title)));
    const body = rows.map((row) => Report.make("tr", {}, ...columns.map(([field], at) => {
      const value = row[field] === null || row[field] === undefined ? "–" : String(row[field]);
      return Report.make("td", {}, at === 0 && row.href ? Report.make("a", { href: row.href }, value) : value);
    })));
    const caption = Report.make("caption", {}, figure.querySelector("h2, h3, figcaption")?.textContent ?? "Data");
    const table = Report.make("table", {}, caption, Report.make("thead", {}, head), Report.make("tbody", {}, ...body));
    figure.querySelector(".rows").replaceChildren(table);
  }

  const waiting = [];
  let drawing = false;

  /** Draw panel by panel, those in sight first; before each of the others the page may answer. */
  async function drawWaiting() {
    if (drawing) return;
    drawing = true;
    while (waiting.length) {
      const seen = waiting.findIndex(({ panel }) => inSight(panel));
      if (seen < 0) await new Promise((resume) => (window.requestIdleCallback ?? setTimeout)(resume));
      const [{ panel, told, rows }] = waiting.splice(Math.max(0, seen), 1);
      await embed(panel, told, rows);
      panel.removeAttribute("aria-busy");
    }
    drawing = false;
  }

  function inSight(panel) {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  }

  /** Let a panel be drawn from these rows, in place of those it waited with. */
  function draw(panel, told, rows) {
    const at = waiting.findIndex((one) => one.panel === panel);
    if (at >= 0) waiting.splice(at, 1);
    waiting.push({ panel, told, rows });
    panel.setAttribute("aria-busy", "true");
  }

  Report.ready(() => {
    for (const figure of document.querySelectorAll("figure.chart")) {
      const told = JSON.parse(figure.querySelector("script.told").textContent);
      const all = () => rowsOf(told.rows[Report.period()] ?? told.rows[""] ?? { fields: [], values: [] });
      const rows = () => (told.spec.params?.some((one) => one.name === "span") ? Linked.chosen(all()) : all());
      const details = figure.querySelector("details.data");
      const tell = () => details?.open && tabulate(figure, told, rows());
      details?.addEventListener("toggle", tell);
      figure.querySelector("button.csv")?.addEventListener("click", () => {
        Report.download(figure.id, [told.columns.map(([, title]) => title), ...rows().map((row) => told.columns.map(([field]) => row[field]))]);
      });
      Report.watch(() => {
        const given = all();
        for (const panel of figure.querySelectorAll(".panel")) draw(panel, told, given);
        drawWaiting();
        tell();
      });
      Report.follow(tell);
    }
    Report.follow(Linked.mark);
  });
})();
