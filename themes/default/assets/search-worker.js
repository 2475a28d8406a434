// Finds what holds a query. Runs in a module worker, because Pagefind's module calls the browser's own word
// segmenter only where there is a document, and no two browsers cut Chinese alike.
//
// The index is a stream of tokens (sitegen/search/text.py). A section holds a query when each of the query's
// words is a piece of one of the runs of one of its fields; `runs` below is the same normal form as in Python,
// with the place of every character in the text, for marking hits.

const POINT = "\u1d56";
const MARK = "\u1d47";
const WORD = "\u02b7";
const END = "\u02e3";
const WIDE =
  /[\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const DIGIT = /[0-9]/;
const KEPT = /[\p{L}\p{Nd}\p{Nl}]/u;
const SPACE = /[\p{Z}\t\n\v\f\r]/u;

/** Roles of fields, best first: hits are ranked and shown in this order. */
const ROLES = ["title", "goal", "indicator", "note", "context"];

/** How many sections are opened to check a guess, and how many guesses are shown. */
const CHECKED = 60;
const GUESSES = 50;
/** Shorter words than this are not guessed at: too much would be alike. */
const GUESSABLE = 4;
const LONGEST_GUESS = 24;
/** The part of a query that has to be there for a section to be a guess at all. */
const COVERED = 0.6;
/** How much of a long sentence stands before and after a hit. */
const BEFORE = 24;
const AFTER = 60;

// ---------------------------------------------------------------------------------------------- normal form

/** The characters of a text in normal form: each with where it stands, gaps between them as one entry. */
function* characters(text, folds) {
  let at = 0;
  for (const written of text) {
    const from = at;
    at += written.length;
    const bare = written.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().normalize("NFC");
    for (const character of bare) {
      if (KEPT.test(character)) {
        yield { character: folds.get(character) ?? character, from, to: at };
      } else if (SPACE.test(character)) {
        yield { gap: " " };
      } else {
        yield { gap: character === "." || character === "," ? character : "\0" };
      }
    }
  }
}

function joint(before, gap, after, spaceParts) {
  if (spaceParts && gap.includes(" ")) {
    return " ";
  }
  if (WIDE.test(before) || WIDE.test(after)) {
    return "";
  }
  if (gap.includes(" ")) {
    return " ";
  }
  if (DIGIT.test(before) && DIGIT.test(after) && gap !== ",") {
    return gap === "." ? POINT : MARK;
  }
  return "";
}

/** The runs of a text. With `spaceParts` all white space parts them, as it parts the words of a query. */
function runs(text, folds, spaceParts = false) {
  const found = [];
  let run = null;
  let gap = "";
  for (const { character, from, to, gap: passed } of characters(text, folds)) {
    if (passed !== undefined) {
      gap += passed;
      continue;
    }
    const join = run === null || gap === "" ? "" : joint(run.symbols.at(-1), gap, character, spaceParts);
    if (run === null || join === " ") {
      run = { symbols: [], from: [], to: [] };
      found.push(run);
    } else if (join !== "") {
      run.symbols.push(join);
      run.from.push(run.to.at(-1));
      run.to.push(from);
    }
    run.symbols.push(character);
    run.from.push(from);
    run.to.push(to);
    gap = "";
  }
  for (const each of found) {
    each.text = each.symbols.join("");
  }
  return found;
}

const isLetter = (symbol) => !WIDE.test(symbol) && !DIGIT.test(symbol) && symbol !== POINT && symbol !== MARK;

// ------------------------------------------------------------------------------------------------- the files

const SIGNATURE = "pagefind_dcd";

async function unpacked(response) {
  let data = new Uint8Array(await response.arrayBuffer());
  const signed = () => new TextDecoder("latin1").decode(data.subarray(0, SIGNATURE.length)) === SIGNATURE;
  // A server may have undone the compression already.
  if (!signed()) {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    data = new Uint8Array(await new Response(stream).arrayBuffer());
    if (!signed()) {
      throw new Error("damaged file");
    }
  }
  return data.subarray(SIGNATURE.length);
}

/** Reads the CBOR that the build writes: whole numbers, text and arrays. */
function cbor(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const utf8 = new TextDecoder();
  let at = 0;
  function head() {
    const first = view.getUint8(at++);
    const short = first & 31;
    if (short < 24) {
      return [first >> 5, short];
    }
    const size = 1 << (short - 24);
    const value = size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : size === 4 ? view.getUint32(at) : NaN;
    at += size;
    return [first >> 5, value];
  }
  function item() {
    const [kind, value] = head();
    switch (kind) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 3:
        at += value;
        return utf8.decode(data.subarray(at - value, at));
      case 4: {
        const items = [];
        for (let count = 0; count < value; count++) {
          items.push(item());
        }
        return items;
      }
      default:
        throw new Error("damaged file");
    }
  }
  return item();
}

// Pagefind's module fetches the metadata that is also read here, and for every bundle the same program: each is
// asked for once. `programs` maps the program of a further bundle to the first one's.
const fetched = globalThis.fetch.bind(globalThis);
const shared = new Map();
const programs = new Map();

globalThis.fetch = (input, options) => {
  const asked = String(input instanceof Request ? input.url : new URL(input, globalThis.location.href));
  const url = programs.get(asked) ?? asked;
  return /\.(pf_meta|pagefind)$/.test(url) ? once(url) : fetched(input, options);
};

async function once(url) {
  if (!shared.has(url)) {
    const asked = get(url);
    asked.catch(() => shared.delete(url));
    shared.set(url, asked);
  }
  return (await shared.get(url)).clone();
}

async function get(url, options) {
  const response = await fetched(url, options);
  if (!response.ok) {
    throw new Error(`${response.status} ${url}`);
  }
  return response;
}

// --------------------------------------------------------------------------------------------------- a bundle

let pagefindModule = null;

class Bundle {
  #folder;
  #first;
  #opened = null;
  #facets = new Map();
  #sections = new Map();
  #known = new Map();

  /** `first` is the folder whose Pagefind module and program serve this bundle too. */
  constructor(folder, first) {
    this.#folder = folder;
    this.#first = first;
  }

  open() {
    this.#opened ??= this.#open().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #open() {
    const manifest = await (await get(`${this.#folder}search.json`, { cache: "no-cache" })).json();
    this.manifest = manifest;
    this.folds = new Map();
    const folds = [...manifest.folds];
    for (let at = 0; at < folds.length; at += 2) {
      this.folds.set(folds[at], folds[at + 1]);
    }
    if (manifest.records === 0) {
      return manifest;
    }
    if (this.#folder !== this.#first) {
      programs.set(`${this.#folder}wasm.unknown.pagefind`, `${this.#first}wasm.unknown.pagefind`);
    }
    pagefindModule ??= import(`${this.#first}pagefind.js`);
    const module = await pagefindModule.catch((error) => {
      pagefindModule = null;
      throw error;
    });
    const entry = await (await get(`${this.#folder}pagefind-entry.json`, { cache: "no-cache" })).json();
    const meta = once(`${this.#folder}pagefind.${entry.languages.unknown.hash}.pf_meta`).then(unpacked);
    this.pagefind = module.createInstance({ basePath: this.#folder, metaCacheTag: entry.languages.unknown.hash });
    const [, pages, chunks, filters, sorts] = cbor(await meta);
    this.names = pages.map(([name]) => name);
    this.places = new Map(this.names.map((name, place) => [name, place]));
    this.begins = chunks.map(([from]) => from);
    this.filters = new Map(filters);
    this.sorts = new Map(sorts);
    return manifest;
  }

  words(query) {
    const all = runs(query, this.folds, true);
    const seen = new Map(all.map((run) => [run.text, run]));
    return [...seen.values()].map((run) => ({ text: run.text, symbols: run.symbols, written: query.slice(run.from[0], run.to.at(-1)) }));
  }

  /** Where a word stands: place of the section -> 0 for its title, 1 for its goal, 2 for the rest. */
  find(symbols) {
    const key = symbols.join("");
    if (!this.#known.has(key)) {
      if (this.#known.size > 400) {
        this.#known.delete(this.#known.keys().next().value);
      }
      const found = this.#find(symbols);
      found.catch(() => this.#known.delete(key));
      this.#known.set(key, found);
    }
    return this.#known.get(key);
  }

  async #find(symbols) {
    if (symbols.length === 1) {
      return symbols[0] === POINT || symbols[0] === MARK ? new Map() : this.#ask(`"${symbols[0]}"`);
    }
    if (symbols.every(isLetter)) {
      const begin = WORD + symbols.join("");
      // Pagefind opens the one file in which the beginning itself would stand; the files after it that go on with
      // words of the same beginning are opened here.
      const further = this.begins.filter((from) => from.startsWith(begin) && from !== begin);
      if (further.length > 0) {
        await this.pagefind.preload(further.join(" "));
      }
      return this.#ask(begin);
    }
    return this.#ask(`"${symbols.slice(1).map((symbol, before) => symbols[before] + symbol).join(" ")}"`);
  }

  /** Where words of letters stand next to each other. */
  phrase(words) {
    return this.#ask(`"${words.map((word) => WORD + word.text + END).join(" ")}"`);
  }

  async #ask(tokens) {
    const { results } = await this.pagefind.search(tokens);
    const [goal, rest] = this.manifest.regions;
    const found = new Map();
    for (const { id, words } of results) {
      let first = Infinity;
      for (const position of words) {
        first = Math.min(first, position);
      }
      found.set(this.places.get(id), first < goal ? 0 : first < rest ? 1 : 2);
    }
    return found;
  }

  /** The sections of each value of a facet. */
  facet(name) {
    if (!this.#facets.has(name)) {
      const read = this.#readFacet(name);
      read.catch(() => this.#facets.delete(name));
      this.#facets.set(name, read);
    }
    return this.#facets.get(name);
  }

  async #readFacet(name) {
    const stored = this.filters.get(name);
    if (stored === undefined) {
      return new Map();
    }
    const [, values] = cbor(await unpacked(await get(`${this.#folder}filter/${stored}.pf_filter`)));
    return new Map(values.map(([value, places]) => [value, new Set(places)]));
  }

  section(place) {
    if (!this.#sections.has(place)) {
      const read = get(`${this.#folder}fragment/${this.names[place]}.pf_fragment`)
        .then(unpacked)
        .then((data) => JSON.parse(new TextDecoder().decode(data)).meta);
      read.catch(() => this.#sections.delete(place));
      this.#sections.set(place, read);
    }
    return this.#sections.get(place);
  }
}

// ---------------------------------------------------------------------------------------------------- finding

const intersection = (maps) => {
  const [first, ...others] = [...maps].sort((one, other) => one.size - other.size);
  return [...first.keys()].filter((place) => others.every((map) => map.has(place)));
};

/** What holds the query: `hits` maps the place of a section to its rank, smallest first. */
async function search(bundle, query) {
  const words = bundle.words(query);
  if (words.length === 0 || bundle.manifest.records === 0) {
    return { tier: "none", words, marks: words, hits: new Map(), missing: words };
  }
  const found = await Promise.all(words.map((word) => bundle.find(word.symbols)));
  const places = intersection(found);
  if (places.length > 0) {
    const together = await adjacent(bundle, words);
    const rank = (place) => (together.has(place) ? 0 : 100) + found.reduce((sum, map) => sum + map.get(place), 0);
    return { tier: "exact", words, marks: words, hits: new Map(places.map((place) => [place, rank(place)])), missing: [] };
  }
  return approximate(bundle, words, found);
}

async function adjacent(bundle, words) {
  const letters = words.filter((word) => word.symbols.every(isLetter));
  return letters.length > 1 && letters.length === words.length ? bundle.phrase(words) : new Map();
}

async function approximate(bundle, words, found) {
  const missing = words.filter((_, at) => found[at].size === 0);
  const near = await Promise.all(words.map((word, at) => (found[at].size > 0 ? { places: found[at], marks: [word] } : oneWrong(bundle, word))));
  const alike = intersection(near.map(({ places }) => places));
  if (alike.length > 0) {
    const hits = new Map(alike.slice(0, GUESSES).map((place) => [place, near.reduce((sum, { places }) => sum + places.get(place), 0)]));
    return { tier: "near", words, marks: near.flatMap(({ marks }) => marks), hits, missing };
  }
  if (words.length > 1 && missing.length < words.length) {
    // Some words stand somewhere, but never all together: most words first.
    const counted = new Map();
    found.forEach((map, at) => {
      for (const place of map.keys()) {
        counted.set(place, (counted.get(place) ?? 0) + words[at].symbols.length);
      }
    });
    const most = Math.max(...counted.values());
    const hits = new Map([...counted].filter(([, length]) => length === most).map(([place]) => [place, 0]));
    return { tier: "some", words, marks: words, hits, missing };
  }
  const parts = await coverage(bundle, words[0]);
  if (parts !== null) {
    return { tier: "parts", words, marks: parts.marks, hits: parts.hits, missing };
  }
  return { tier: "none", words, marks: [], hits: new Map(), missing };
}

/** Sections that hold a word but for one character: another one in its place, one too many, or one too few. */
async function oneWrong(bundle, word) {
  const { symbols } = word;
  const none = { places: new Map(), marks: [] };
  if (symbols.length < GUESSABLE || symbols.length > LONGEST_GUESS) {
    return none;
  }
  const candidates = new Map();
  for (let at = 0; at <= symbols.length; at++) {
    for (const after of [symbols.slice(at), symbols.slice(at + 1)]) {
      const parts = [symbols.slice(0, at), after].filter((part) => part.length > 0);
      if (parts.reduce((sum, part) => sum + part.length, 0) < symbols.length && at === symbols.length) {
        continue;
      }
      if (parts.length === 1 && parts[0].length === symbols.length) {
        continue;
      }
      const maps = await Promise.all(parts.map((part) => bundle.find(part)));
      for (const place of intersection(maps)) {
        candidates.set(place, Math.min(candidates.get(place) ?? 9, maps.reduce((sum, map) => sum + map.get(place), 0)));
      }
    }
  }
  const checked = [...candidates].sort((one, other) => one[1] - other[1] || one[0] - other[0]).slice(0, CHECKED);
  const places = new Map();
  const marks = new Map();
  await Promise.all(
    checked.map(async ([place, rank]) => {
      const alike = closest(await bundle.section(place), bundle.folds, symbols);
      if (alike !== null) {
        places.set(place, rank);
        marks.set(alike.join(""), { text: alike.join(""), symbols: alike });
      }
    }),
  );
  const order = checked.map(([place]) => place).filter((place) => places.has(place));
  return { places: new Map(order.map((place) => [place, places.get(place)])), marks: [...marks.values()] };
}

/** The piece of a section that differs from a word by one character, or `null`. */
function closest(section, folds, symbols) {
  for (const [, texts] of fieldsOf(section)) {
    for (const written of texts) {
      for (const run of runs(textOf(written), folds)) {
        for (let from = 0; from < run.symbols.length; from++) {
          for (const length of [symbols.length, symbols.length - 1, symbols.length + 1]) {
            const piece = run.symbols.slice(from, from + length);
            if (piece.length === length && oneApart(piece, symbols)) {
              return piece;
            }
          }
        }
      }
    }
  }
  return null;
}

function oneApart(one, other) {
  let before = 0;
  while (before < one.length && before < other.length && one[before] === other[before]) {
    before++;
  }
  let after = 0;
  while (after < one.length - before && after < other.length - before && one.at(-1 - after) === other.at(-1 - after)) {
    after++;
  }
  return Math.max(one.length, other.length) - before - after === 1;
}

/** The sections that hold most of a word, in pieces of two characters or more, as long as can be from the left. */
async function coverage(bundle, word) {
  const { symbols } = word;
  if (symbols.length < GUESSABLE || symbols.length > LONGEST_GUESS * 2) {
    return null;
  }
  const pieces = [];
  for (let from = 0; from < symbols.length - 1; ) {
    let to = from + 1;
    let found = null;
    while (to < symbols.length) {
      const longer = await bundle.find(symbols.slice(from, to + 1));
      if (longer.size === 0) {
        break;
      }
      found = longer;
      to++;
    }
    if (found !== null) {
      pieces.push({ symbols: symbols.slice(from, to), places: found });
    }
    from = to;
  }
  const covered = new Map();
  for (const piece of pieces) {
    for (const place of piece.places.keys()) {
      covered.set(place, (covered.get(place) ?? 0) + piece.symbols.length);
    }
  }
  const enough = [...covered].filter(([, length]) => length >= symbols.length * COVERED);
  if (enough.length === 0) {
    return null;
  }
  enough.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return {
    hits: new Map(enough.slice(0, GUESSES).map(([place, length]) => [place, symbols.length - length])),
    marks: pieces.map((piece) => ({ text: piece.symbols.join(""), symbols: piece.symbols })),
  };
}

// ------------------------------------------------------------------------------------------ narrowing, sorting

async function narrowed(bundle, places, filters, except = null) {
  let kept = places;
  for (const [name, value] of Object.entries(filters)) {
    if (name !== except) {
      const among = (await bundle.facet(name)).get(value) ?? new Set();
      kept = kept.filter((place) => among.has(place));
    }
  }
  return kept;
}

async function counts(bundle, places, filters) {
  const counted = {};
  for (const name of bundle.filters?.keys() ?? []) {
    const kept = await narrowed(bundle, places, filters, name);
    const values = await bundle.facet(name);
    counted[name] = Object.fromEntries([...values].map(([value, among]) => [value, kept.reduce((sum, place) => sum + (among.has(place) ? 1 : 0), 0)]));
  }
  return counted;
}

async function sorted(bundle, hits, places, sort) {
  const byPlace = (one, other) => one - other;
  switch (sort) {
    case "newest":
      return places.sort(byPlace);
    case "oldest": {
      const rank = ranks(bundle.sorts.get("year"));
      return places.sort((one, other) => rank.get(one) - rank.get(other));
    }
    case "most":
    case "least": {
      const rank = ranks(bundle.sorts.get("amount"));
      const unstated = (await bundle.facet("amount")).get("none") ?? new Set();
      const sign = sort === "most" ? -1 : 1;
      return places.sort((one, other) => unstated.has(one) - unstated.has(other) || sign * (rank.get(one) - rank.get(other)));
    }
    default:
      return places.sort((one, other) => hits.get(one) - hits.get(other) || byPlace(one, other));
  }
}

const ranks = (places) => new Map(places.map((place, rank) => [place, rank]));

// ---------------------------------------------------------------------------------------------------- showing

const textOf = (written) => (Array.isArray(written) ? written[0] : written);
const langOf = (written) => (Array.isArray(written) ? written[1] : null);

/** All fields of a section, its title first: role, texts, anchor. */
function fieldsOf(section) {
  return section.title === null ? section.fields : [["title", [section.title], ""], ...section.fields];
}

/** Where the words stand in a text: merged ranges, and which words. */
function marked(text, words, folds) {
  const ranges = [];
  const held = new Set();
  for (const run of runs(text, folds)) {
    const joined = run.text;
    // Offsets of symbols in the joined text, which holds characters of two units.
    const starts = new Map();
    let offset = 0;
    run.symbols.forEach((symbol, at) => {
      starts.set(offset, at);
      offset += symbol.length;
    });
    for (const word of words) {
      for (let at = joined.indexOf(word.text); at !== -1; at = joined.indexOf(word.text, at + 1)) {
        const first = starts.get(at);
        if (first !== undefined) {
          ranges.push([run.from[first], run.to[first + word.symbols.length - 1]]);
          held.add(word.text);
        }
      }
    }
  }
  ranges.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const merged = [];
  for (const [from, to] of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      merged.push([from, to]);
    }
  }
  return { ranges: merged, held };
}

function shown(written, words, folds) {
  const text = textOf(written);
  return { text, lang: langOf(written), marks: marked(text, words, folds).ranges };
}

/** The hit after which the most different words stand close together; the first of such. */
function densest(text, marks) {
  let best = marks[0];
  let most = 0;
  for (const mark of marks) {
    const near = marks.filter(([from]) => from >= mark[0] && from < mark[0] + AFTER);
    const different = new Set(near.map(([from, to]) => text.slice(from, to).toLowerCase())).size;
    if (different > most) {
      best = mark;
      most = different;
    }
  }
  return best;
}

/** The sentence around the best hit of a long text. */
function sentence({ text, lang, marks }) {
  if (marks.length === 0) {
    const cut = text.length > BEFORE + AFTER;
    return { text: cut ? text.slice(0, BEFORE + AFTER) : text, lang, marks, before: false, after: cut };
  }
  const [from, to] = densest(text, marks);
  const stops = /[。；！？;\n]|[.!?](?=\s)/gu;
  let start = 0;
  let end = text.length;
  for (const stop of text.matchAll(stops)) {
    const past = stop.index + stop[0].length;
    if (past <= from) {
      start = past;
    } else if (stop.index >= to) {
      end = past;
      break;
    }
  }
  start = Math.max(start, from - BEFORE * (WIDE.test(text) ? 1 : 3));
  end = Math.min(end, to + AFTER * (WIDE.test(text) ? 1 : 2));
  // Neither through a word of letters nor through a pair of code units.
  while (start > 0 && start < from && /[\p{L}\p{N}\udc00-\udfff]/u.test(text[start]) && !WIDE.test(text[start - 1])) {
    start++;
  }
  while (end < text.length && end > to && /[a-z0-9\udc00-\udfff]/i.test(text[end]) && /[a-z0-9\ud800-\udbff]/i.test(text[end - 1])) {
    end--;
  }
  const lead = text.slice(start, from).length - text.slice(start, from).trimStart().length;
  start += lead;
  return {
    text: text.slice(start, end).trimEnd(),
    lang,
    marks: marks.filter(([one, other]) => one >= start && other <= end).map(([one, other]) => [one - start, other - start]),
    before: start > 0,
    after: end < text.length,
  };
}

function result(section, words, folds) {
  let best = null;
  for (const [role, texts, anchor] of fieldsOf(section)) {
    const held = new Set(texts.flatMap((written) => [...marked(textOf(written), words, folds).held]));
    if (held.size > 0 && (best === null || held.size > best.held)) {
      best = { role, texts, anchor, held: held.size };
    }
  }
  const shownTexts = best === null || best.role === "title" ? null : excerptOf(best, words, folds);
  return {
    kind: section.kind,
    page: section.page,
    anchor: best?.anchor || section.anchor,
    title: section.title === null ? null : shown(section.title, words, folds),
    department: { text: textOf(section.department), lang: langOf(section.department) },
    year: section.year,
    amount: section.amount,
    role: best?.role ?? null,
    excerpt: shownTexts ?? opening(section, words, folds),
  };
}

function excerptOf({ texts }, words, folds) {
  const all = texts.map((written) => shown(written, words, folds));
  // Texts that belong together, such as an indicator and its targets, are shown together; others by the sentence.
  return all.map(sentence);
}

/** What a section is shown by when the hit is in its title: the beginning of its goal. */
function opening(section, words, folds) {
  const goal = section.fields.find(([role]) => role === "goal");
  return goal === undefined ? [] : [sentence({ ...shown(goal[1][0], words, folds), marks: [] })];
}

// ------------------------------------------------------------------------------------------------- the service

const bundles = new Map();
let first = null;

function bundleOf(folder) {
  first ??= folder;
  if (!bundles.has(folder)) {
    bundles.set(folder, new Bundle(folder, first));
  }
  return bundles.get(folder);
}

const methods = {
  async open({ folder }) {
    return bundleOf(folder).open();
  },

  async search({ folder, query, filters, sort, from, count, counted }) {
    const bundle = bundleOf(folder);
    await bundle.open();
    const { tier, words, marks, hits, missing } = await search(bundle, query);
    const everything = [...hits.keys()];
    const places = await sorted(bundle, hits, await narrowed(bundle, everything, filters), sort);
    const page = await Promise.all(places.slice(from, from + count).map((place) => bundle.section(place)));
    return {
      tier,
      words: words.map(({ written }) => written),
      missing: missing.map(({ written }) => written),
      unfiltered: everything.length,
      total: places.length,
      results: page.map((section) => result(section, marks, bundle.folds)),
      counts: counted ? await counts(bundle, everything, filters) : null,
    };
  },

  /** How many sections hold a query exactly; for the other language. */
  async count({ folder, query }) {
    const bundle = bundleOf(folder);
    await bundle.open();
    const words = bundle.words(query);
    if (words.length === 0 || bundle.manifest.records === 0) {
      return 0;
    }
    return intersection(await Promise.all(words.map((word) => bundle.find(word.symbols)))).length;
  },

  /** Every section that holds a query exactly, by page and anchor: for measuring. */
  async exact({ folder, query }) {
    const bundle = bundleOf(folder);
    await bundle.open();
    const { tier, hits } = await search(bundle, query);
    return tier === "exact" ? [...hits.keys()].map((place) => bundle.names[place]) : [];
  },
};

globalThis.addEventListener("message", async ({ data: { id, method, parameters } }) => {
  try {
    globalThis.postMessage({ id, answer: await methods[method](parameters) });
  } catch (error) {
    globalThis.postMessage({ id, error: String(error?.message ?? error) });
  }
});
