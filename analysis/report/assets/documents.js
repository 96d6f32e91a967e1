"use strict";
/* The documents of the warehouse, as the list and the pages of single documents ask for them. See documents.py. */
const Documents = (() => {
  const ID = 0, SOURCE = 1, DAY = 2, MEDIUM = 3, LANGUAGE = 4, FLAGS = 5, TOPICS = 6, COMMUNITIES = 7;
  const COMMUNITY = 0, RELEVANCE = 1, ITS_FLAGS = 2, SPANS = 3;
  const FIRST = 1, KNOWN = 2;
  const OWN = 1, IN_TITLE = 2, LIFE = 16, DIRECTIONS = { from_homeland: 4, to_homeland: 8 };
  const OF_ONE = ["community", "naming", "own", "target", "relevance", "direction", "title", "life"];

  const days = (iso) => (iso ? Date.parse(`${iso}T00:00:00Z`) / 86400000 : null);
  const iso = (day) => (day === null ? null : new Date(day * 86400000).toISOString().slice(0, 10));
  const mentions = (spans, cities) => spans.reduce((sum, n, at) => sum + (at === cities ? 0 : n), 0);

  /** Turn words of the address into a test of a row; `null` where a word is not known, which fits nothing. */
  function fitting(list, wanted) {
    const number = (name) => (wanted.get(name) ? list[name].indexOf(wanted.get(name)) : null);
    const since = days(wanted.get("since")), until = days(wanted.get("until"));
    const dated = since !== null || until !== null;
    const plain = { source: number("source"), medium: number("medium"), language: number("language"), topic: number("topic") };
    const community = number("community"), relevance = number("relevance"), target = number("target");
    if ([...Object.values(plain), community, relevance, target].includes(-1)) return null;
    const flags = (wanted.get("own") ? OWN : 0) + (wanted.get("title") ? IN_TITLE : 0) + (wanted.get("life") ? LIFE : 0) + (DIRECTIONS[wanted.get("direction")] ?? 0);
    const cities = list.target.indexOf("city");
    const aboutOne = OF_ONE.some((name) => wanted.get(name));
    const needed = (wanted.get("first") ? FIRST : 0) + (wanted.get("known") ? KNOWN : 0);
    const of = ([kind, platform]) => (!wanted.get("kind") || kind === wanted.get("kind")) && (!wanted.get("platform") || platform === wanted.get("platform"));
    const sources = list.source.map((id) => of(list.labels.sources[id]));

    const ofOne = (one) => (community === null || one[COMMUNITY] === community)
      && (relevance === null || one[RELEVANCE] === relevance)
      && (one[ITS_FLAGS] & flags) === flags
      && (target === null || one[SPANS][target] > 0)
      && (!wanted.get("naming") || mentions(one[SPANS], cities) > 0);

    return (row) => {
      if (dated && (row[DAY] === null || (since !== null && row[DAY] < since) || (until !== null && row[DAY] > until))) return null;
      if (wanted.get("undated") && row[DAY] !== null) return null;
      if ((row[FLAGS] & needed) !== needed || !sources[row[SOURCE]]) return null;
      if (plain.source !== null && row[SOURCE] !== plain.source) return null;
      if (plain.medium !== null && row[MEDIUM] !== plain.medium) return null;
      if (plain.language !== null && row[LANGUAGE] !== plain.language) return null;
      if (plain.topic !== null && !row[TOPICS].includes(plain.topic)) return null;
      const its = row[COMMUNITIES].filter(ofOne);
      if (aboutOne && !its.length) return null;
      const counted = (one) => (target === null ? mentions(one[SPANS], cities) : one[SPANS][target]);
      return { mentions: its.reduce((sum, one) => sum + counted(one), 0), events: row[TOPICS].length };
    };
  }

  /** Whether a file of the list can hold what is wanted. */
  function reached([first, last, undated, concerns], wanted) {
    const since = days(wanted.get("since")), until = days(wanted.get("until"));
    if (!concerns && OF_ONE.some((name) => wanted.get(name))) return false;
    if (wanted.get("undated")) return undated;
    if (since === null && until === null) return true;
    return first !== null && (since === null || last >= since) && (until === null || first <= until);
  }

  /** Return every document that fits, newest first, and what they come to. */
  async function find(wanted) {
    const list = await Report.load("list");
    const fits = fitting(list, wanted);
    const found = { rows: [], documents: 0, mentions: 0, events: 0 };
    if (!fits) return found;
    for (let file = 0; file < list.reaches.length; file += 1) {
      if (!list.reaches[file] || !reached(list.reaches[file], wanted)) continue; // no file, where room is kept
      const rows = await Report.load(`facets/${file}`);
      rows.forEach((row, at) => {
        const fit = fits(row);
        if (!fit) return;
        found.rows.push({ ...fit, id: row[ID], place: file * list.sizes.facets + at, day: iso(row[DAY]), source: list.source[row[SOURCE]], topics: row[TOPICS].map((n) => list.topic[n]), first: Boolean(row[FLAGS] & FIRST), known: Boolean(row[FLAGS] & KNOWN), language: list.language[row[LANGUAGE]], communities: row[COMMUNITIES].map((one) => ({ community: list.community[one[COMMUNITY]], relevance: list.relevance[one[RELEVANCE]], own: Boolean(one[ITS_FLAGS] & OWN) })) });
        found.mentions += fit.mentions;
        found.events += fit.events;
      });
    }
    found.documents = found.rows.length;
    found.rows.sort((a, b) => (b.day ?? "").localeCompare(a.day ?? "") || a.place - b.place);
    return found;
  }

  /** Return what a document's page shows, by its place in the list. */
  async function text(place) {
    const { sizes } = await Report.load("list");
    const rows = await Report.load(`texts/${Math.floor(place / sizes.texts)}`);
    return rows[place % sizes.texts];
  }

  /** Return a document's whole text, or null in a report that holds none. */
  async function body(place) {
    const { sizes } = await Report.load("list");
    if (!sizes.bodies) return null;
    return (await Report.load(`bodies/${Math.floor(place / sizes.bodies)}`))[place % sizes.bodies];
  }

  /** Return the place of the document with this id, or undefined. */
  async function place(id) {
    const list = await Report.load("list");
    const places = await Report.load(`places/${id.slice(0, list.depth) || "all"}`).catch(() => ({}));
    return places[id];
  }

  /** Return the sentence that names `community`, or the first that the document has, as an element. */
  function sentence(told, community) {
    const quoted = told.quotations?.find(([whose]) => whose === community) ?? told.quotations?.[0];
    if (!quoted) return told.lead ? Report.make("span", { lang: told.language }, told.lead) : null;
    const [, before, named, after, , rule] = quoted;
    return Report.make("span", { lang: told.language }, before, Report.make("mark", { title: rule }, named), after);
  }

  return { body, find, place, sentence, text };
})();
