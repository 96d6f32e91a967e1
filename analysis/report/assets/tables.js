"use strict";
/* A table is a tool: each column sorts, a field filters its rows, and a button gives what is shown as CSV. */
(() => {
  const FEW = 8; // rows that nobody needs to search

  function key(cell) {
    if (cell.dataset.sort !== undefined) return cell.dataset.sort === "" ? null : Number(cell.dataset.sort);
    const text = cell.textContent.trim();
    if (text === "" || text === "–") return null;
    const number = Number(text.replace(/[\u202f\u00a0\s%]/g, "").replace("−", "-"));
    return Number.isNaN(number) ? text.toLocaleLowerCase() : number;
  }

  /** What is not known goes last, whichever way the rest is sorted. */
  function compare(a, b, way) {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === "number" && typeof b === "number") return way * (a - b);
    return way * String(a).localeCompare(String(b));
  }

  function sorting(table) {
    const heads = [...table.tHead.rows].at(-1).cells;
    [...heads].forEach((head, column) => {
      if (!head.textContent.trim() || head.colSpan > 1) return;
      const button = Report.make("button", { type: "button", class: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const way = head.getAttribute("aria-sort") === "descending" ? 1 : head.getAttribute("aria-sort") === "ascending" ? -1
          : head.classList.contains("n") ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
        rows.sort((a, b) => compare(a[0], b[0], way));
        body.append(...rows.map(([, row]) => row));
      });
    });
  }

  function shown(table) {
    return [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].flatMap((cell) => {
      const text = cell.dataset.value ?? cell.textContent.trim().replace(/\s+/g, " ").replace(/^–$/, "").replace(/(\d)\u202f(?=\d)/g, "$1");
      return [text, ...Array(cell.colSpan - 1).fill("")];
    }));
  }

  function searching(table, tools) {
    if (table.tBodies[0].rows.length < FEW) return;
    const field = Report.make("input", { type: "search", placeholder: "Filter rows", "aria-label": `Filter the rows of: ${table.caption?.textContent.trim()}` });
    const told = Report.make("span", { class: "told", role: "status" });
    field.addEventListener("input", () => {
      const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLocaleLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      told.textContent = words.length ? `${left} of ${table.tBodies[0].rows.length}` : "";
    });
    tools.append(field, told);
  }

  Report.ready(() => {
    for (const table of document.querySelectorAll("table.tool")) {
      if (!table.tHead || !table.tBodies[0]?.rows.length) continue;
      const tools = table.closest(".block")?.querySelector(".tools") ?? table.parentElement.insertBefore(Report.make("div", { class: "tools" }), table);
      sorting(table);
      searching(table, tools);
      const button = Report.make("button", { type: "button", class: "csv" }, "CSV");
      button.title = "The rows that are shown, as they are sorted";
      button.addEventListener("click", () => Report.download(table.dataset.name, shown(table)));
      tools.append(button);
    }
  });
})();
