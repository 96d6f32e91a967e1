"use strict";
/* document.html: one document, by the id in the address: what it is, how its day was read, and its archived copy. */
(() => {
  const spoken = (word) => word.replaceAll("_", " ");
  const outside = (href) => (/^https?:\/\//.test(href ?? "") ? href : null);

  function link(href, text) {
    return outside(href) ? Report.make("a", { href, rel: "noreferrer" }, text ?? href) : href;
  }

  function facts(main, told, row) {
    const day = told.day
      ? `${told.day}, read from ${told.published_raw ? `“${told.published_raw}” in ` : ""}${told.published_method}${told.published_precision ? `, to the ${told.published_precision}` : ""}`
      : "undated: in no count over time";
    const stamp = told.captured_at?.replace(/[-:TZ]/g, "");
    return [
      ["Source", row.source],
      ["Day of publication", day],
      ["Language", row.language],
      ["Words", told.words],
      ["Repeats", told.duplicate_of && Report.make("a", { href: `document.html#id=${told.duplicate_of}` }, `document ${told.duplicate_of}`)],
      ["Live page", link(told.url)],
      ["No longer there since", told.gone],
      ["Wayback Machine", stamp && outside(told.url) && link(`https://web.archive.org/web/${stamp}/${told.captured_url ?? told.url}`, `captures near ${told.captured_at.slice(0, 10)}`)],
      ["Captured", told.captured_at?.replace("T", " ").replace("Z", " UTC")],
      ["Brought in by", told.archive_file?.startsWith("imported/") && "an import: this copy was made by others"],
      ["Archived copy", told.archive_file && Report.make("code", {}, `${told.archive_file}, byte ${told.record_offset}`)],
      ["Read it", told.archive_file?.endsWith(".gz") && Report.make("code", {}, `tail -c +${told.record_offset + 1} ${main.dataset.archive}/${told.archive_file} | gzip -dc | less`)],
      ["Digest of the body", told.payload_digest && Report.make("code", {}, told.payload_digest)],
      ["Read by", Report.make("code", {}, told.extraction)],
      ["Why it was judged so", Report.make("code", {}, `diaspora explain ${told.document_id}`)],
    ].filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  }

  async function show() {
    const main = document.querySelector("#document");
    delete document.body.dataset.ready;
    const id = Report.address().get("id") ?? "";
    const place = await Documents.place(id);
    if (place === undefined) {
      main.replaceChildren(Report.make("p", {}, id ? `No document ${id} is in this report.` : "Choose a document from the list."), Report.make("p", {}, Report.make("a", { href: "documents.html" }, "All documents")));
      return;
    }
    const list = await Report.load("list");
    const told = await Documents.text(place);
    const facets = (await Report.load(`facets/${Math.floor(place / list.sizes.facets)}`))[place % list.sizes.facets];
    const language = list.language[facets[4]];
    const row = { source: list.labels.source[list.source[facets[1]]], language };
    document.title = `${told.title || "Document"} – archived copy`;
    const name = (community) => list.labels.community[community] ?? community;
    const quotations = (told.quotations ?? []).map((quoted) => Report.make("li", {},
      Report.make("a", { href: `${quoted[0]}.html` }, name(quoted[0])), ` (${spoken(quoted[4])}) `,
      Report.make("blockquote", {}, Documents.sentence({ quotations: [quoted], language }, quoted[0]))));
    const verdicts = (told.verdicts ?? []).map(([community, relevance]) => Report.make("li", {},
      `${name(community)}: `, Report.make("a", { href: `documents.html#community=${community}&relevance=${relevance}` }, spoken(relevance))));
    const topics = facets[6].map((n) => list.topic[n]).map((topic) => Report.make("a", { class: "tag", href: `documents.html#topic=${topic}` }, spoken(topic)));
    const body = await Documents.body(place);
    main.replaceChildren(
      Report.make("h2", { lang: language }, told.title || "(without a title)"),
      quotations.length ? Report.make("ul", { class: "quotations" }, ...quotations) : told.lead ? Report.make("blockquote", { lang: language }, told.lead) : "",
      verdicts.length ? Report.make("section", {}, Report.make("h3", {}, "What it is to whom"), Report.make("ul", {}, ...verdicts)) : "",
      topics.length ? Report.make("p", { class: "tags" }, ...topics) : "",
      Report.make("h3", {}, "The archived copy"),
      Report.make("dl", { class: "facts" }, ...facts(main, told, row).flatMap(([term, value]) => [Report.make("dt", {}, term), Report.make("dd", {}, typeof value === "object" ? value : String(value))])),
      body ? Report.make("section", { class: "body", lang: language }, Report.make("h3", { lang: "en" }, "Text"), ...body.split("\n").map((line) => Report.make("p", {}, line))) : "",
      Report.make("p", { class: "note" }, "Permalink: ", Report.make("code", {}, `document.html#id=${id}`), ". The id is a digest of source and address and stays the same when the report is made again."),
    );
    document.body.dataset.ready = id;
  }

  Report.ready(() => {
    if (!document.querySelector("#document")) return;
    Report.follow(show);
    show();
  });
})();
