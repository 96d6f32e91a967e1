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

  /* Addresses. In a folder, `page.html#a=b`; in a single file that holds all pages, `#page.html?a=b`. */

  const pages = new Map([...document.querySelectorAll("template[data-page]")].map((one) => [one.dataset.page, one]));
  const single = pages.size > 0;

  /** Return the address of a page of the report as a link to it has to be written here. */
  function href(address) {
    return single && /^[\w.-]+\.html/.test(address) ? `#${address.replace("#", "?")}` : address;
  }

  /** The page that the address names, in a single file. */
  function page() {
    const asked = location.hash.slice(1).split("?")[0];
    if (pages.has(asked)) return asked;
    return asked.startsWith("source-") ? "sources.html" : "index.html"; // with many sources, their pages do not fit
  }

  /** What the address says beside the page, as parameters. */
  function address() {
    const said = single ? location.hash.split("?")[1] : location.hash.slice(1);
    return new URLSearchParams(said ?? "");
  }

  /** Change the address without a step in the history; an empty value takes its name away. */
  function readdress(changes) {
    const parameters = address();
    for (const [name, value] of Object.entries(changes)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    history.replaceState(null, "", single ? `#${page()}?${parameters}` : `#${parameters}`);
    carry();
  }

  /** Go to the same page with other parameters. */
  function go(parameters) {
    location.hash = single ? `${page()}?${parameters}` : parameters;
  }

  /** Return a number with its thousands apart, as the pages print it. */
  function grouped(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  }

  /** Make an element: `make("a", {href: "x"}, "text", child)`. Text is never read as HTML. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "href") element.setAttribute(name, href(value));
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
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
      link.dataset.to ??= link.getAttribute("href");
      link.setAttribute("href", href(asked && !link.dataset.to.includes("#") ? `${link.dataset.to}#period=${asked}` : link.dataset.to));
    }
  }

  /* The life of a page: each script says what to do when a page is there, and when its address has changed. */

  const readied = [];
  let followers = [];

  /** Call `begin` when a page is there: once in a folder, for every page that is turned to in a single file. */
  function ready(begin) {
    readied.push(begin);
  }

  /** Call `follow` whenever the address of this page has changed. */
  function follow(follower) {
    followers.push(follower);
  }

  /** Tell all that follow the address that it has changed. */
  function changed() {
    followers.forEach((follower) => follower());
  }

  function begin() {
    document.documentElement.classList.add("scripted");
    for (const input of document.querySelectorAll("#period input")) {
      input.addEventListener("change", () => {
        readdress({ period: input.value });
        show();
      });
    }
    carry();
    show();
    readied.forEach((one) => one());
  }

  /** Put the page that the address names where the last one stood. */
  function turn() {
    const main = document.querySelector("main");
    const template = pages.get(page());
    [watching.length, followers] = [0, []];
    main.dataset.page = page();
    main.replaceChildren(template.content.cloneNode(true));
    document.title = template.dataset.title;
    for (const link of main.querySelectorAll("a[href]:not([data-page])")) link.setAttribute("href", href(link.getAttribute("href")));
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href").startsWith(`#${page()}`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    begin();
    const place = document.getElementById(location.hash.split("?")[1] ?? "");
    if (place) place.scrollIntoView();
    else scrollTo(0, 0);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".skip")?.addEventListener("click", (event) => {
      event.preventDefault();
      document.querySelector("main").focus();
    });
    if (single) {
      carry();
      turn();
    } else {
      begin();
    }
    addEventListener("hashchange", () => {
      if (single && document.querySelector("main").dataset.page !== page()) turn();
      else {
        show();
        changed();
      }
    });
  });

  return { address, changed, download, follow, go, grouped, href, load, make, period, readdress, ready, receive, watch };
})();
