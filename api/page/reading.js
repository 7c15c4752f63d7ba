// An answer for reading: things under their names, lists with their totals, evidence as quotations with their sources.
// It knows GraphQL's shapes (connections, edges) and the names by which things go, and no question in particular.

const NAMES = ["name", "title", "label", "citation"];

/** The elements that show the data of an answer. */
export function reading(data) {
  return Object.entries(data).flatMap(([key, value]) => {
    const list = listOf(value);
    if (!list) return value && typeof value === "object" ? [thing(value)] : [definitions([[key, value]])];
    return [heading(key, value, list), ...list.map((each) => thing(each))];
  });
}

function heading(key, value, list) {
  const line = make("p", "quiet", `${words(key)}: ${value.totalCount ?? list.length}`);
  if (value.totalCount > list.length) line.append(`, the first ${list.length} shown`);
  return line;
}

// The rows of a connection or a list of objects; an edge is its node with the edge's own properties first.
function listOf(value) {
  const rows = Array.isArray(value) ? value : value?.nodes ?? value?.edges?.map(({ node, ...own }) => ({ ...own, ...node }));
  return rows?.some((row) => row === null || typeof row !== "object") ? null : rows ?? null;
}

function thing(value) {
  if (isEvidence(value)) return quotation(value);
  const box = make("article");
  const name = NAMES.find((each) => typeof value[each] === "string");
  const title = name ?? ("id" in value ? "id" : null);
  if (title) box.append(make("h3", "", value[title]));
  const rest = Object.entries(value).filter(([key]) => key !== title && key !== "__typename");
  if (value.__typename) box.append(make("p", "quiet", words(value.__typename)));
  if (rest.length) box.append(definitions(rest));
  return box;
}

function definitions(entries) {
  const list = make("dl");
  for (const [key, value] of entries) {
    const rows = listOf(value);
    const short = rows?.length && rows.every((row) => shortOf(row) !== null);
    const wide = (rows?.length && !short) || (value && typeof value === "object" && !Array.isArray(value) && !rows && shortOf(value) === null);
    const count = rows?.length && (value.totalCount ?? rows.length) > 1 ? ` (${value.totalCount ?? rows.length})` : "";
    const term = make("dt", wide ? "wide" : "", words(key) + count);
    const told = make("dd", wide ? "wide" : "");
    if (short) told.append(...rows.map((row) => make("span", "inline", shortOf(row))));
    else if (rows?.length) told.append(...rows.map(thing));
    else told.append(single(value, rows));
    list.append(term, told);
  }
  return list;
}

function single(value, rows) {
  if (value === null || value === undefined || rows) return make("span", "none", "none");
  if (Array.isArray(value)) return value.length ? make("span", "", value.join(", ")) : make("span", "none", "none");
  if (typeof value === "object") return shortOf(value) === null ? thing(value) : make("span", "", shortOf(value));
  if (typeof value === "number") return make("span", "number", value.toLocaleString("en"));
  if (typeof value === "boolean") return make("span", "", value ? "yes" : "no");
  if (/^https?:\/\//.test(value)) return link(value, value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return make("time", "", value);
  return make("span", "", value);
}

// A small object in a few words ("voluntarily dismissed, 2025-01-30"), or null where it takes more.
function shortOf(value) {
  if (isEvidence(value)) return null;
  const parts = [];
  for (const [key, each] of Object.entries(value)) {
    if (each === null || key === "__typename") continue;
    if (typeof each === "object") {
      if (Array.isArray(each) || listOf(each)) return null;
      const inner = shortOf(each);
      if (inner === null) return null;
      parts.push(inner);
    } else if (key === "definition" || (typeof each === "string" && (each.length > 90 || /^https?:/.test(each)))) {
      return null;
    } else {
      parts.push(NAMES.includes(key) || key === "id" || /^(on|role|kind)$/.test(key) ? readable(key, each) : `${words(key)} ${each}`);
    }
  }
  return parts.length && parts.length < 6 ? parts.join(", ") : null;
}

function readable(key, value) {
  return key === "role" || key === "kind" ? String(value).replaceAll("_", " ") : String(value);
}

function isEvidence(value) {
  return "source" in value && typeof value.source === "object";
}

function quotation({ quote, span, source, ...rest }) {
  const box = make("blockquote");
  if (quote) box.append(make("p", "", `“${quote}”`));
  const foot = make("footer");
  const told = [source?.publisher, source?.publishedOn].filter(Boolean).join(", ");
  const title = source?.title ?? source?.id ?? "source";
  foot.append(source?.url && /^https?:/.test(source.url) ? link(source.url, title) : title);
  if (told) foot.append(` (${told})`);
  if (span) foot.append(`, characters ${span.start}–${span.end}`);
  const more = Object.entries(rest).filter(([, value]) => value !== null && typeof value !== "object");
  for (const [key, value] of more) foot.append(`, ${words(key)} ${value}`);
  box.append(foot);
  return box;
}

function link(address, text) {
  const made = make("a", "", text);
  made.href = address;
  made.rel = "noreferrer noopener";
  return made;
}

function words(name) {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
}

function make(tag, kind = "", text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}
