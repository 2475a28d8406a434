// The search page: the address holds the whole state, the worker finds, this module shows.
// Nothing of the index is loaded before the reader touches the field or the address holds a query.

const form = document.querySelector("form[data-bundle]");
const field = form.elements.q;
const status = document.querySelector("[data-search-status]");
const output = document.querySelector("[data-search-results]");
const list = output.querySelector("ol");
const heading = output.querySelector("[data-search-heading]");
const note = output.querySelector("[data-search-note]");
const more = output.querySelector("[data-search-more]");
const moreButton = more.querySelector("button");
const elsewhere = output.querySelector("[data-search-elsewhere]");
const help = document.querySelector("[data-search-help]");
const retry = document.querySelector("[data-search-retry]");
const everything = document.querySelector("[data-search-everything]");
const active = document.querySelector("[data-search-active]");
const activeList = active.querySelector("ul");
const panel = form.querySelector("details");
const facets = [...form.querySelectorAll("select[data-facet]")];

const language = document.documentElement.lang;
const title = document.title;
const folder = new URL(form.dataset.bundle, location.href).href;
const otherFolder = new URL(form.dataset.otherBundle, location.href).href;
const root = new URL("../../", folder).href;

/** How many results are shown at first, and with each step. */
const STEP = 10;
/** How long typing rests before it is searched, in milliseconds. */
const REST = 180;

const HAN = /[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
/** Runs in another language than the text around them, as sitegen/render/phrases.py marks them. */
const FOREIGN = language.startsWith("zh")
  ? /[A-Za-z][A-Za-z'’-]+(?: [A-Za-z][A-Za-z'’-]+)+/g
  : /[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff](?:[\u2e80-\u2fdf\u3001-\u3020\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e“”]*[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])?/g;
const FOREIGN_LANGUAGE = language.startsWith("zh") ? "en" : "zh-Hans";

// ------------------------------------------------------------------------------------------------------ words

const sayings = new Map([...document.querySelector("template[data-search-words]").content.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent]));

/** A message of the page, its places %1, %2 filled; numbers choose the singular where there is one. */
function say(key, ...fillings) {
  const one = fillings[0] === 1 ? sayings.get(`${key}.one`) : undefined;
  return (one ?? sayings.get(key)).replace(/%([0-9])/g, (_, place) => {
    const filling = fillings[place - 1];
    return typeof filling === "number" ? filling.toLocaleString(language) : filling;
  });
}

// ----------------------------------------------------------------------------------------------------- worker

let worker = null;
let asked = 0;
const waiting = new Map();

function ask(method, parameters) {
  worker ??= start();
  return new Promise((resolve, reject) => {
    asked++;
    waiting.set(asked, { resolve, reject });
    worker.postMessage({ id: asked, method, parameters });
  });
}

function start() {
  const made = new Worker(new URL(form.dataset.worker, location.href), { type: "module" });
  made.addEventListener("message", ({ data: { id, answer, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) {
      resolve(answer);
    } else {
      reject(new Error(error));
    }
  });
  made.addEventListener("error", (event) => {
    event.preventDefault();
    made.terminate();
    worker = null;
    for (const { reject } of waiting.values()) {
      reject(new Error(event.message));
    }
    waiting.clear();
  });
  return made;
}

function warm() {
  ask("open", { folder }).catch(() => {
    // The first search says it.
  });
}

// ------------------------------------------------------------------------------------------------------ state

/**
 * What is searched: read from the address, so that a link, a reload and the back button give the same. What is narrowed
 * by stands above the results; the panel stays shut, which would push them off a small screen.
 */
function readAddress() {
  const parameters = new URLSearchParams(location.search);
  field.value = parameters.get("q") ?? "";
  for (const select of [...facets, form.elements.sort]) {
    const value = parameters.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
}

function filters() {
  return Object.fromEntries(facets.filter((select) => select.value !== "").map((select) => [select.name, select.value]));
}

function address() {
  const parameters = new URLSearchParams();
  for (const [name, value] of [["q", field.value.trim()], ...Object.entries(filters()), ["sort", form.elements.sort.value]]) {
    if (value !== "") {
      parameters.set(name, value);
    }
  }
  const query = parameters.toString();
  return query === "" ? location.pathname : `${location.pathname}?${query}`;
}

function remember(how) {
  const next = address();
  if (next !== location.pathname + location.search) {
    history[how]({ shown: STEP }, "", next);
  }
}

// ---------------------------------------------------------------------------------------------------- showing

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

/** A text with its hits marked, runs of the other language in a span of their own. */
function written({ text, lang, marks = [] }) {
  const pieces = document.createDocumentFragment();
  const whole = lang !== null && lang !== undefined && lang !== language;
  const runs = whole ? [] : [...text.matchAll(FOREIGN)].map((run) => [run.index, run.index + run[0].length]);
  const cuts = new Set([0, text.length, ...runs.flat()]);
  const ends = [...cuts].sort((one, other) => one - other);
  for (let at = 0; at + 1 < ends.length; at++) {
    const [from, to] = [ends[at], ends[at + 1]];
    const into = runs.some(([start]) => start === from) ? element("span", { lang: FOREIGN_LANGUAGE }) : pieces;
    let end = from;
    for (const [markFrom, markTo] of marks) {
      const [first, last] = [Math.max(markFrom, from), Math.min(markTo, to)];
      if (first < last) {
        into.append(text.slice(end, first), element("mark", {}, text.slice(first, last)));
        end = last;
      }
    }
    into.append(text.slice(end, to));
    if (into !== pieces) {
      pieces.append(into);
    }
  }
  return pieces;
}

function excerpt(parts, role) {
  const paragraph = element("p", { class: "result-excerpt", lang: parts[0].lang ?? language });
  if (role === "indicator") {
    paragraph.append(element("span", { class: "result-role", lang: language }, say("indicator")));
  }
  parts.forEach((part, at) => {
    if (at > 0) {
      paragraph.append(at === 1 ? say("colon") : say("semicolon"));
    }
    paragraph.append(part.before ? "…" : "", written(part), part.after ? "…" : "");
  });
  return paragraph;
}

function item(result) {
  const name = result.title === null ? [say(`kind.${result.kind}`)] : [written(result.title)];
  const anchor = result.anchor && `#${result.anchor}`;
  const link = element("a", { href: `${root}${result.page}${anchor}`, lang: result.title?.lang }, ...name);
  const facts = [element("li", { lang: result.department.lang }, written(result.department)), element("li", {}, say("year", String(result.year)))];
  if (result.kind !== "project" && result.title !== null) {
    facts.unshift(element("li", {}, say(`kind.${result.kind}`)));
  }
  if (result.amount !== null) {
    facts.push(element("li", {}, written({ text: result.amount })));
  }
  const line = element("ul", { class: "result-facts" }, ...facts);
  const made = element("li", { class: "result" }, element("h3", {}, link), line);
  if (result.excerpt.length > 0) {
    made.append(excerpt(result.excerpt, result.role));
  }
  return made;
}

const quoted = (words) => words.map((word) => say("quote", word)).join(say("and"));

function announce(answer) {
  const { tier, total, unfiltered, words, missing } = answer;
  const narrowed = total !== unfiltered;
  note.textContent = "";
  if (total === 0 && narrowed) {
    return say("none.narrowed", total, unfiltered);
  }
  switch (tier) {
    case "exact":
      return narrowed ? say("found.narrowed", total, unfiltered) : say("found", total);
    case "pinyin":
      note.textContent = say("pinyin", quoted(words));
      return narrowed ? say("found.narrowed", total, unfiltered) : say("found", total);
    case "apart":
      note.textContent = say("apart", quoted(words), quoted(answer.parts));
      break;
    case "near":
      note.textContent = say("near", quoted(missing.length > 0 ? missing : words));
      break;
    case "some":
      note.textContent = missing.length > 0 ? say("some.missing", quoted(missing)) : say("some", quoted(words));
      break;
    case "parts":
      note.textContent = say("parts", quoted(words));
      break;
    default:
      return say(/\p{Nd}/u.test(words.join("")) ? "none.number" : "none", quoted(words));
  }
  return say("approximate", total);
}

function showCounts(counts) {
  for (const select of facets) {
    for (const option of select.options) {
      option.dataset.label ??= option.textContent;
      if (option.value !== "") {
        const count = counts?.[select.name]?.[option.value] ?? 0;
        option.textContent = counts === null ? option.dataset.label : say("option", option.dataset.label, count);
        option.disabled = counts !== null && count === 0 && !option.selected;
      }
    }
  }
}

function showActive() {
  const chosen = facets.filter((select) => select.value !== "");
  active.hidden = chosen.length === 0;
  activeList.replaceChildren(
    ...chosen.map((select) => {
      const option = select.selectedOptions[0];
      const label = option.dataset.label ?? option.textContent;
      const button = element("button", { type: "button", "aria-label": say("remove", label), lang: HAN.test(label) && !language.startsWith("zh") ? "zh-Hans" : null }, label);
      button.addEventListener("click", () => {
        select.value = "";
        remember("pushState");
        run();
        (active.querySelector("button") ?? field).focus();
      });
      return element("li", {}, button);
    }),
  );
}

// -------------------------------------------------------------------------------------------------- searching

let current = 0;

function empty() {
  delete form.dataset.asked;
  output.hidden = true;
  help.hidden = true;
  retry.hidden = true;
  everything.hidden = false;
  status.textContent = "";
  document.title = title;
  showCounts(null);
  showActive();
}

function failed() {
  output.hidden = true;
  help.hidden = true;
  retry.hidden = false;
  everything.hidden = false;
  status.textContent = say(navigator.onLine ? "error" : "offline");
}

async function run(shown = STEP) {
  const query = field.value.trim();
  const mine = ++current;
  if (query === "") {
    empty();
    return;
  }
  document.title = say("title", query, title);
  // What explains the page makes room for what was found.
  form.dataset.asked = "";
  showActive();
  const parameters = { folder, query, filters: filters(), sort: form.elements.sort.value, counted: panel.open };
  try {
    const answer = await ask("search", { ...parameters, from: 0, count: shown });
    if (mine === current) {
      show(answer, query);
      await lookElsewhere(query, answer.tier, mine);
    }
  } catch {
    if (mine === current) {
      failed();
    }
  }
}

function show(answer, query) {
  retry.hidden = true;
  everything.hidden = true;
  output.hidden = answer.total === 0;
  help.hidden = answer.total > 0;
  list.replaceChildren(...answer.results.map(item));
  heading.textContent = say(["exact", "pinyin", "none"].includes(answer.tier) ? "results" : "results.approximate", query);
  list.dataset.tier = answer.tier;
  showCounts(answer.counts);
  status.textContent = announce(answer);
  note.hidden = note.textContent === "";
  elsewhere.hidden = true;
  offerMore(answer.total);
}

function offerMore(total) {
  const left = total - list.children.length;
  more.hidden = left <= 0;
  moreButton.textContent = say("more", Math.min(left, STEP));
}

async function lookElsewhere(query, tier, mine) {
  const count = await ask("count", { folder: otherFolder, query, typed: !["exact", "near"].includes(tier) }).catch(() => 0);
  if (mine !== current || count === 0) {
    return;
  }
  const link = element("a", { href: `${form.dataset.otherPage}?${new URLSearchParams({ q: query })}`, hreflang: form.dataset.otherLanguage }, say("elsewhere", count));
  elsewhere.replaceChildren(link);
  elsewhere.hidden = false;
  // Where nothing is found here, the way to what is found there stands with the other ways.
  (output.hidden ? help : output).append(elsewhere);
}

async function showMore() {
  const from = list.children.length;
  const mine = current;
  const parameters = { folder, query: field.value.trim(), filters: filters(), sort: form.elements.sort.value, counted: false };
  try {
    const answer = await ask("search", { ...parameters, from, count: STEP });
    if (mine === current) {
      list.append(...answer.results.map(item));
      offerMore(answer.total);
      history.replaceState({ shown: list.children.length }, "");
      list.children[from]?.querySelector("a").focus();
    }
  } catch {
    failed();
  }
}

// ----------------------------------------------------------------------------------------------------- events

let composing = false;
let rest = 0;

function soon() {
  clearTimeout(rest);
  rest = setTimeout(() => {
    remember("replaceState");
    run();
  }, REST);
}

field.addEventListener("focus", warm, { once: true });
field.addEventListener("compositionstart", () => {
  composing = true;
  clearTimeout(rest);
});
field.addEventListener("compositionend", () => {
  composing = false;
  soon();
});
field.addEventListener("input", (event) => {
  if (!composing && !event.isComposing) {
    soon();
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(rest);
  remember("pushState");
  run();
});
for (const select of [...facets, form.elements.sort]) {
  select.addEventListener("change", () => {
    remember("pushState");
    run();
  });
}
panel.addEventListener("toggle", () => {
  if (panel.open && field.value.trim() !== "") {
    run(Math.max(list.children.length, STEP));
  }
});
moreButton.addEventListener("click", showMore);
retry.querySelector("button").addEventListener("click", () => run());
addEventListener("popstate", ({ state }) => {
  readAddress();
  run(state?.shown ?? STEP);
});
// Languages keep the query: the link to the other language's page takes it along.
document.querySelector(".language-link a")?.addEventListener("click", ({ currentTarget }) => {
  currentTarget.search = location.search;
});

for (const needed of document.querySelectorAll("[data-search-unavailable]")) {
  needed.remove();
}
readAddress();
if (field.value.trim() !== "") {
  run(history.state?.shown ?? STEP);
}
