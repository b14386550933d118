// Draws the charts of a report, and lists its events: searched, sorted and a page at a time. Whatever comes from the data goes into the page as text.
"use strict";

const SIZE = 25; // events on a page
const COLUMNS = [
  ["date", "Date"],
  ["code", "Event"],
  ["source", "Source"],
  ["target", "Target"],
  ["sentence", "Sentence"],
];

async function draw(place) {
  const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const { box, ratio } = spec.usermeta ?? {};
  if (ratio) spec.height = Math.max(180, Math.min(spec.height, Math.round(place.clientWidth * ratio)));
  const framed = (vega) => {
    // Vega fits a projection to shapes; here to the corners of a box.
    const [[west, south], [east, north]] = box;
    const corners = [[west, south], [west, north], [east, south], [east, north], [(west + east) / 2, south], [(west + east) / 2, north]];
    for (const projection of vega.projections) projection.fit = { type: "Feature", geometry: { type: "MultiPoint", coordinates: corners } };
    return vega;
  };
  try {
    await vegaEmbed(place, spec, { renderer: "svg", actions: false, mode: "vega-lite", ...(box ? { patch: framed } : {}) });
  } catch (error) {
    place.textContent = "This chart cannot be drawn; its figures are in the table below.";
    console.error(error);
  }
}

function element(tag, values = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// ---- the table of events

function decoded(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text); // browsers of before 2025
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

async function unpacked(text) {
  const bytes = decoded(text);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

class Listing {
  constructor(data) {
    this.data = data;
    this.count = data.quad.length;
    this.order = Uint32Array.from(data.quad, (_, row) => row);
    this.sorted = { name: null, down: false };
    this.lower = {}; // the values of each column as they are searched
    this.shown = this.order;
    this.page = 0;
  }

  value(name, row) {
    const { values, index } = this.data.columns[name];
    return index[row] < 0 ? "" : values[index[row]];
  }

  // Which rows have every word somewhere, in any column: each different value is looked at once.
  matching(words) {
    let rows = null;
    for (const word of words) {
      const found = new Uint8Array(this.count);
      for (const [name, column] of Object.entries(this.data.columns)) {
        const lower = (this.lower[name] ??= column.values.map((value) => value.toLowerCase()));
        const hits = Uint8Array.from(lower, (value) => value.includes(word));
        if (!hits.includes(1)) continue;
        for (let row = 0; row < this.count; row++) if (column.index[row] >= 0 && hits[column.index[row]]) found[row] = 1;
      }
      rows = rows ? rows.map((there, row) => there & found[row]) : found;
    }
    return rows;
  }

  choose(words, quad, status) {
    const rows = words.length ? this.matching(words) : null;
    const { values, index } = this.data.columns.status;
    const wanted = status === "" ? null : values.indexOf(status);
    this.shown = this.order.filter(
      (row) => (!rows || rows[row]) && (quad === "" || this.data.quad[row] === Number(quad)) && (wanted === null || index[row] === wanted),
    );
    this.page = 0;
  }

  // Values are sorted already, so their numbers are compared; what is missing comes last, and equal ones stay as they are in the file.
  sort(name) {
    this.sorted = { name, down: this.sorted.name === name && !this.sorted.down };
    const { index } = this.data.columns[name];
    const sign = this.sorted.down ? -1 : 1;
    this.order = Uint32Array.from(this.data.quad, (_, row) => row).sort(
      (one, other) => (index[one] < 0) - (index[other] < 0) || sign * (index[one] - index[other]) || one - other,
    );
  }

  get pages() {
    return Math.max(1, Math.ceil(this.shown.length / SIZE));
  }
}

// The sentence, cut where a mark begins or ends.
function marked(listing, row) {
  const sentence = listing.value("sentence", row);
  const marks = ["trigger", "source", "target"].map((role, number) => {
    const start = listing.data.marks[row][number];
    const words = listing.value(role === "trigger" ? role : `${role}_text`, row);
    return { role, start, end: start + words.length };
  }).filter((mark) => mark.start >= 0);
  const cuts = [...new Set([0, sentence.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((one, other) => one - other);
  const parts = document.createDocumentFragment();
  cuts.slice(1).forEach((end, number) => {
    const start = cuts[number];
    const here = marks.filter((mark) => mark.start <= start && end <= mark.end);
    const text = sentence.slice(start, end);
    parts.append(here.length ? element("span", { class: here.map((mark) => mark.role).join(" ") }, text) : text);
    for (const mark of here) if (mark.end === end && mark.role !== "trigger") parts.append(element("sup", { title: mark.role }, mark.role[0].toUpperCase()));
  });
  return parts;
}

function facts(listing, row) {
  const value = (name) => listing.value(name, row);
  const party = (role, words) => [value(role) || (value(words) ? "no code" : ""), value(words) && `“${value(words)}”`].filter(Boolean).join(" ");
  const pairs = [
    ["rule", [value("rule"), value("pattern")].filter(Boolean).join(": ")],
    ["words", value("evidence").replaceAll("; ", " … ")],
    ["source", party("source", "source_text")],
    ["target", party("target", "target_text")],
    ["said by", party("attribution", "attribution_text")],
    ["status", value("status")],
    ["date", [value("date_precision"), value("date_text") && `from “${value("date_text")}”`].filter(Boolean).join(", ")],
    ["place", value("place")],
    ["article", value("doc_id")],
    ["row", `${(row + 1).toLocaleString("en")} of the table`],
  ];
  return element("dl", {}, ...pairs.filter(([, text]) => text).flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
}

function line(listing, row) {
  const value = (name) => listing.value(name, row);
  const quad = listing.data.quad[row];
  const party = (role) => [value(role) || "—", element("small", {}, value(`${role}_text`))];
  const status = value("status");
  const why = element("details", {}, element("summary", {}, "Why"));
  why.addEventListener("toggle", () => why.children.length > 1 || why.append(facts(listing, row)));
  const tag = element("span", { class: `tag quad-${quad}` }, [quad ? `Q${quad}` : "", value("code"), status === "asserted" ? "" : status].filter(Boolean).join(" "));
  const cell = (name, ...children) => element("td", { role: "cell", class: name }, ...children);
  const target = cell("party", ...party("target"));
  const source = cell("party", ...party("source"));
  source.dataset.head = "Source";
  target.dataset.head = listing.data.both[row] ? "and" : "Target";
  return element(
    "tr",
    { role: "row" },
    element("th", { role: "rowheader", scope: "row", class: "when" }, value("date") || "undated", element("small", {}, value("place"))),
    cell("what", tag, element("small", {}, value("name"))),
    source,
    target,
    cell("said", marked(listing, row), why),
  );
}

function list(listing) {
  const section = document.querySelector(".listing");
  const form = section.querySelector("form");
  const [head, body] = [section.querySelector("thead tr"), section.querySelector("tbody")];
  const pager = section.querySelector(".pager");
  const buttons = Object.fromEntries([...pager.querySelectorAll("button")].map((button) => [button.dataset.go, button]));

  function show() {
    const first = listing.page * SIZE;
    const rows = [...listing.shown.slice(first, first + SIZE)];
    body.replaceChildren(...rows.map((row) => line(listing, row)));
    const number = (count) => count.toLocaleString("en");
    const all = listing.shown.length === listing.count ? number(listing.count) : `${number(listing.shown.length)} of ${number(listing.count)}`;
    form.querySelector("output").textContent = `${all} events`;
    pager.querySelector("output").textContent = rows.length ? `${number(first + 1)}–${number(first + rows.length)} of ${number(listing.shown.length)}` : "none";
    buttons.first.disabled = buttons.back.disabled = listing.page === 0;
    buttons.last.disabled = buttons.on.disabled = listing.page >= listing.pages - 1;
    for (const cell of head.children) {
      if (cell.dataset.name === listing.sorted.name) cell.setAttribute("aria-sort", listing.sorted.down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  }

  function choose() {
    const asked = new FormData(form);
    listing.choose((asked.get("words") ?? "").toLowerCase().split(/\s+/).filter(Boolean), asked.get("quad") ?? "", asked.get("status") ?? "");
    show();
  }

  for (const [name, title] of COLUMNS) {
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      listing.sort(name);
      choose();
    });
    const cell = element("th", { role: "columnheader", scope: "col" }, button);
    cell.dataset.name = name;
    head.append(cell);
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 120); // not for each letter
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  pager.addEventListener("click", (event) => {
    const go = event.target.dataset && event.target.dataset.go;
    if (!go) return;
    listing.page = { first: 0, back: listing.page - 1, on: listing.page + 1, last: listing.pages - 1 }[go];
    show();
    const table = section.querySelector("table");
    table.scrollIntoView();
    if (event.target.disabled) table.focus(); // which is at its last or first page, so that nobody is left nowhere
  });
  form.hidden = pager.hidden = false;
  show();
}

async function start() {
  for (const place of document.querySelectorAll("[data-chart]")) await draw(place);
  const rows = document.getElementById("rows");
  if (rows) list(new Listing(await unpacked(rows.textContent)));
  document.documentElement.dataset.ready = "yes";
}

start();
