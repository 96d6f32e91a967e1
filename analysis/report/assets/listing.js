"use strict";
/* documents.html: what a number counts. The address states the filters, the fields change them. */
(() => {
  const AT_ONCE = 50;
  let asked = 0;

  const spoken = (word) => word.replaceAll("_", " ");

  /** Fill the fields that offer names from the list itself. */
  function offer(form, list) {
    for (const select of form.querySelectorAll("select[data-names]")) {
      const name = select.name;
      const labels = list.labels[name] ?? {};
      for (const value of list[name]) select.append(Report.make("option", { value }, labels[value] ?? spoken(value)));
    }
  }

  function fill(form) {
    const wanted = Report.address();
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") field.checked = wanted.get(field.name) === "1";
      else field.value = wanted.get(field.name) ?? "";
    }
  }

  function tags(row) {
    const its = row.communities.filter((one) => one.relevance).map((one) => `${one.community}: ${spoken(one.relevance)}`);
    return [...its, ...row.topics.map(spoken), row.first ? null : "repeats an earlier text", row.known ? null : "not counted: its day is not known completely"]
      .filter(Boolean).map((text) => Report.make("span", { class: "tag" }, text));
  }

  async function item(row, list, community) {
    const told = { ...(await Documents.text(row.place)), language: row.language };
    const head = Report.make("p", { class: "whence" },
      Report.make("span", { class: "day" }, row.day ?? "undated"), " ", list.labels.source[row.source],
      row.mentions ? ` · ${row.mentions} mention${row.mentions > 1 ? "s" : ""}` : null);
    const title = Report.make("h3", {}, Report.make("a", { href: `document.html#id=${row.id}`, lang: row.language }, told.title || "(without a title)"));
    const quoted = Documents.sentence(told, community);
    return Report.make("li", {}, head, title, quoted && Report.make("blockquote", {}, quoted), Report.make("p", { class: "tags" }, ...tags(row)));
  }

  async function csv(found, list) {
    const rows = [["document_id", "day", "source", "title", "url", "mentions", "communities", "topics", "first_publication", "day_known"]];
    for (const row of found.rows) {
      const told = await Documents.text(row.place);
      rows.push([row.id, row.day, list.labels.source[row.source], told.title, told.url, row.mentions, row.communities.map((one) => one.community).join(" "), row.topics.join(" "), row.first, row.known]);
    }
    Report.download("documents", rows);
  }

  async function show() {
    const turn = (asked += 1);
    delete document.body.dataset.ready;
    const list = await Report.load("list");
    const wanted = Report.address();
    fill(document.querySelector("#filters"));
    const found = await Documents.find(wanted);
    if (turn !== asked) return;
    const count = (n, one, many) => `${Report.grouped(n)} ${n === 1 ? one : many}`;
    document.querySelector("#told").textContent = `${count(found.documents, "document", "documents")} · ${count(found.mentions, "mention", "mentions")} · ${count(found.events, "event told", "events told")}`;
    document.querySelector("#missing").hidden = !list.missing;
    document.querySelector("#missing").textContent = `This file holds ${Report.grouped(list.held)} documents, the newest that concern a community; ${Report.grouped(list.missing)} more are in the report as a folder, and a number may list fewer here than it counts.`;
    const place = document.querySelector("#found");
    place.replaceChildren();
    const more = document.querySelector("#more");
    let shown = 0;
    const next = async () => {
      const some = found.rows.slice(shown, shown + AT_ONCE);
      shown += some.length;
      const items = await Promise.all(some.map((row) => item(row, list, wanted.get("community"))));
      if (turn !== asked) return;
      place.append(...items);
      more.hidden = shown >= found.rows.length;
      more.textContent = `Show ${Math.min(AT_ONCE, found.rows.length - shown)} more of ${Report.grouped(found.rows.length - shown)}`;
      document.body.dataset.ready = String(turn);
    };
    more.onclick = next;
    document.querySelector("#csv").onclick = () => csv(found, list);
    await next();
  }

  Report.ready(async () => {
    const form = document.querySelector("#filters");
    if (!form) return;
    try {
      offer(form, await Report.load("list"));
    } catch (error) {
      document.querySelector("#told").textContent = error.message;
      return;
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const given = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (value) given.set(name, value);
      Report.go(given);
    });
    document.querySelector("#reset").addEventListener("click", () => Report.go(""));
    Report.follow(show);
    await show();
  });
})();
