// The page at /: pick or write a question, ask it, read the answer. Its state is in the part of the address behind #,
// which browsers keep to themselves: question=NAME, or query=TEXT; variables=JSON; view=json.
import { reading } from "./reading.js";

const $ = (id) => document.getElementById(id);
const query = $("query"), variables = $("variables"), ask = document.querySelector("#asking button");
let questions = [];
let asked = 0;

start();

async function start() {
  restore();
  const [known, health] = await Promise.all([fetched("questions"), fetched("health")]);
  questions = known ?? [];
  $("questions").replaceChildren(...questions.map(item));
  if (health) {
    const { Case, Company, Statute, Article } = health.counts;
    const told = [[Case, "suits"], [Company, "companies"], [Statute, "statutes"], [Article, "articles"]];
    $("counts").textContent = told.filter(([n]) => n).map(([n, what]) => `${n.toLocaleString("en")} ${what}`).join(" · ")
      + ` · revision ${health.revision}`;
  }
  restore();
  if (query.value) run();
}

async function fetched(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function item(question) {
  const link = document.createElement("a");
  link.href = "#" + new URLSearchParams({ question: question.name });
  link.textContent = question.title;
  link.dataset.name = question.name;
  const line = document.createElement("li");
  line.append(link);
  return line;
}

// ------------------------------------------------------------------------------------------------ state and address

function restore() {
  const state = new URLSearchParams(location.hash.slice(1));
  const picked = questions.find((each) => each.name === state.get("question"));
  query.value = state.get("query") ?? picked?.text ?? (state.size ? query.value : questions[0]?.text ?? query.value);
  variables.value = state.get("variables") ?? (state.has("query") ? "" : preset(query.value));
  show(state.get("view") === "json" ? "json" : "reading");
  fit();
  mark();
}

// As many rows as the texts have, within reason.
function fit() {
  for (const [area, least] of [[query, 8], [variables, 3]]) area.rows = Math.min(24, Math.max(least, area.value.split("\n").length + 1));
}

// The defaults of a query's own variables, as the variables to change.
function preset(text) {
  const head = text.match(/^\s*query\s+\w+\s*\(([^{]*)\)/m)?.[1] ?? "";
  const found = {};
  for (const [, name, value] of head.matchAll(/\$(\w+)\s*:[^=$]*=\s*("[^"]*"|\[[^\]]*\]|[\w.-]+)/g)) {
    try { found[name] = JSON.parse(value); } catch { /* an enum or an object: left to the query */ }
  }
  const lines = Object.entries(found).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return lines.length ? `{\n${lines.join(",\n")}\n}` : "";
}

function mark() {
  for (const link of document.querySelectorAll("#questions a")) {
    const same = questions.find((each) => each.name === link.dataset.name)?.text === query.value;
    if (same) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}

function keep() {
  const state = new URLSearchParams();
  const picked = questions.find((each) => each.text === query.value);
  if (picked) state.set("question", picked.name); else state.set("query", query.value);
  if (variables.value.trim() !== preset(query.value).trim()) state.set("variables", variables.value);
  if (!$("json").hidden) state.set("view", "json");
  history.replaceState(null, "", "#" + state);
  mark();
}

function show(view) {
  $("json").hidden = view !== "json";
  $("reading").hidden = view === "json";
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
}

window.addEventListener("hashchange", () => { restore(); run(); });
query.addEventListener("input", () => { fit(); mark(); });
variables.addEventListener("input", fit);
for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => { show(button.dataset.view); keep(); });
}
$("asking").addEventListener("submit", (event) => { event.preventDefault(); keep(); run(); });
$("asking").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("asking").requestSubmit(); }
});

// --------------------------------------------------------------------------------------------------- asking, showing

async function run() {
  const mine = ++asked;
  let values;
  try {
    values = variables.value.trim() ? JSON.parse(variables.value) : {};
  } catch (error) {
    return answer({ errors: [{ message: `The variables are no JSON: ${error.message}`, extensions: { hint: 'write {"name": value}' } }] }, "");
  }
  ask.disabled = true;
  $("status").textContent = "asking …";
  const since = performance.now();
  try {
    const response = await fetch("graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: query.value, variables: values }),
    });
    const body = await response.json();
    if (mine === asked) answer(body, `${Math.round(performance.now() - since)} ms`);
  } catch {
    if (mine === asked) answer({ errors: [{ message: "The server does not answer.", extensions: { hint: "start it again: make serve" } }] }, "");
  } finally {
    if (mine === asked) ask.disabled = false;
  }
}

function answer(body, time) {
  $("errors").replaceChildren(...(body.errors ?? []).map(problem));
  $("reading").replaceChildren(...(body.data ? reading(body.data) : []));
  $("json").textContent = JSON.stringify(body, null, 2);
  $("status").textContent = body.errors ? "not answered" + (body.data ? " in full" : "") : time;
}

function problem(error) {
  const box = document.createElement("div");
  const what = document.createElement("p");
  what.textContent = error.message;
  box.append(what);
  if (error.extensions?.hint) {
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = error.extensions.hint;
    box.append(hint);
  }
  const place = error.locations?.[0];
  if (place) {
    const go = document.createElement("button");
    go.type = "button";
    go.textContent = `line ${place.line}, column ${place.column}`;
    go.addEventListener("click", () => {
      const before = query.value.split("\n").slice(0, place.line - 1).join("\n").length + (place.line > 1 ? 1 : 0);
      query.focus();
      query.setSelectionRange(before + place.column - 1, before + place.column);
    });
    box.append(go);
  }
  return box;
}
