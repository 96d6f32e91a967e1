"use strict";
/* What every page of the report shares: its address, the period that is chosen in it, and data that come as scripts. */
const Report = (() => {
  const received = new Map();
  const awaited = new Map();
  const watching = [];

  /** Called by each script of data: `name` is its path below `data/`. */
  function receive(name, value) {
    received.set(name, value);
  }

  /** Load one script of data; a page opened from disk may run a script and may not read a file. */
  function load(name) {
    if (received.has(name)) return Promise.resolve(received.get(name));
    if (!awaited.has(name)) {
      awaited.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.onload = () => resolve(received.get(name));
        script.onerror = () => reject(new Error(`${script.src} is missing: the folder of the report is not whole.`));
        document.head.append(script);
      }));
    }
    return awaited.get(name);
  }

  /** The part of the address after #, as parameters. */
  function address() {
    return new URLSearchParams(location.hash.slice(1));
  }

  /** Change the address without a step in the history; an empty value takes its name away. */
  function readdress(changes) {
    const parameters = address();
    for (const [name, value] of Object.entries(changes)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    history.replaceState(null, "", `#${parameters}`);
    carry();
  }

  /** Return a number with its thousands apart, as the pages print it. */
  function grouped(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  }

  /** Make an element: `make("a", {href: "x"}, "text", child)`. Text is never read as HTML. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  /** Offer rows as a CSV file. What a spreadsheet would run as a formula is made text. */
  function download(name, rows) {
    const cell = (value) => {
      const text = value === null || value === undefined ? "" : String(value);
      const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const blob = new Blob(["\ufeff", rows.map((row) => row.map(cell).join(",")).join("\n"), "\n"], { type: "text/csv" });
    const link = make("a", { href: URL.createObjectURL(blob), download: `${name}.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /* The period. */

  function period() {
    const offered = [...document.querySelectorAll("#period input")].map((input) => input.value);
    const asked = address().get("period");
    return offered.includes(asked) ? asked : offered[0];
  }

  /** Call `watcher(period)` now and whenever another period is chosen. */
  function watch(watcher) {
    watching.push(watcher);
    watcher(period());
  }

  function show() {
    const chosen = period();
    for (const input of document.querySelectorAll("#period input")) input.checked = input.value === chosen;
    for (const part of document.querySelectorAll("[data-period]")) part.hidden = part.dataset.period !== chosen;
    watching.forEach((watcher) => watcher(chosen));
  }

  /** Take the chosen period along to the other pages. */
  function carry() {
    const asked = address().get("period");
    for (const link of document.querySelectorAll("a[data-page]")) {
      link.hash = asked ? `period=${asked}` : "";
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("scripted");
    for (const input of document.querySelectorAll("#period input")) {
      input.addEventListener("change", () => {
        readdress({ period: input.value });
        show();
      });
    }
    document.querySelector(".skip")?.addEventListener("click", (event) => {
      event.preventDefault();
      document.querySelector("main").focus();
    });
    carry();
    show();
    addEventListener("hashchange", show);
  });

  return { address, download, grouped, load, make, period, readdress, receive, watch };
})();
