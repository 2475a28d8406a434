// Finds what holds a query, in the index that Pagefind made. Its files are read here and not by Pagefind's own module
// and program, which would be two thirds of what a first search loads (docs/decisions/0008-reading-the-index.md).
//
// The index is a stream of tokens (sitegen/search/text.py). A section holds a query when each of the query's
// words is a piece of one of the runs of one of its fields; `runs` below is the same normal form as in Python,
// with the place of every character in the text, for marking hits.

const POINT = "\u1d56";
const MARK = "\u1d47";
const ONCE = "\u02b7";
const PAIR = "\u1d57";
const END = "\u02e3";
const SYLLABLE = "\u02b8";
const INITIALS = "\u02b2";
const WIDE =
  /[\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const DIGIT = /[0-9]/;
const KEPT = /[\p{L}\p{Nd}\p{Nl}]/u;
const SPACE = /[\p{Z}\t\n\v\f\r]/u;

/** Characters to a token of text that is not words of letters. */
const GRAM = 3;

/** How many sections are opened to check guesses, from how many sure ones on that is not done, how many are shown. */
const CHECKED = 8;
const ENOUGH = 10;
/** Tokens that are looked up at once. What so many sections hold, or fewer, is opened, and its text tells the rest. */
const AT_ONCE = 2;
const FEW = 10;
/** Of longer words than this, pairs of characters are looked up first, of which the index has no positions. */
const LONG = 6;
const GUESSES = 50;
/** Shorter words than this are not guessed at: too much would be alike. */
const GUESSABLE = 4;
const LONGEST_GUESS = 24;
/** A piece of fewer letters stands in too many sections to tell anything. */
const TELLING = 3;
/** How many pieces of a word are looked up one by one, at the most. */
const PIECES = 10;
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

const isNumeric = (symbol) => symbol === POINT || symbol === MARK || DIGIT.test(symbol);
const isLetter = (symbol) => !WIDE.test(symbol) && !isNumeric(symbol);

// ------------------------------------------------------------------------------------------------- the files

const SIGNATURE = "pagefind_dcd";

async function unpacked(response) {
  let data = new Uint8Array(await response.arrayBuffer());
  const signed = () => new TextDecoder("latin1").decode(data.subarray(0, SIGNATURE.length)) === SIGNATURE;
  // A server may have undone the compression already.
  if (!signed()) {
    data = await inflated(data);
    if (!signed()) {
      throw new Error("damaged file");
    }
  }
  return data.subarray(SIGNATURE.length);
}

/** What a compressed file holds. Written and read by hand: by way of a blob and a response it takes ten times as long. */
async function inflated(data) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const [parts] = await Promise.all([read(readable.getReader()), writer.write(data), writer.close()]);
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

async function read(reader) {
  const parts = [];
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    parts.push(value);
  }
  return parts;
}

/** Reads CBOR: whole numbers, text and arrays, which is all there is in these files. */
class Reader {
  constructor(data) {
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.at = 0;
    this.value = 0;
  }

  /** The kind of the next item, with its number in `value`: the number itself, or how long the text or array is. */
  head() {
    const first = this.view.getUint8(this.at++);
    const short = first & 31;
    if (short < 24) {
      this.value = short;
    } else {
      const size = 1 << (short - 24);
      this.value = size === 1 ? this.view.getUint8(this.at) : size === 2 ? this.view.getUint16(this.at) : size === 4 ? this.view.getUint32(this.at) : NaN;
      this.at += size;
    }
    return first >> 5;
  }

  item() {
    const kind = this.head();
    const { value } = this;
    switch (kind) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 3:
        this.at += value;
        return utf8.decode(this.data.subarray(this.at - value, this.at));
      case 4:
        return Array.from({ length: value }, () => this.item());
      default:
        throw new Error("damaged file");
    }
  }

  skip() {
    for (let left = 1; left > 0; left--) {
      const kind = this.head();
      if (kind === 4) {
        left += this.value;
      } else if (kind === 3) {
        this.at += this.value;
      }
    }
  }
}

const utf8 = new TextDecoder();

const cbor = (data) => new Reader(data).item();

async function get(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`${response.status} ${url}`);
  }
  return response;
}

/** The order of code points, which is the order of tokens in the index. */
function compare(one, other) {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < left.length && at < right.length; at++) {
    if (left[at] !== right[at]) {
      return left[at].codePointAt(0) - right[at].codePointAt(0);
    }
  }
  return left.length - right.length;
}

/** An index file: `[[[token, [[further, positions, []], ...], []], ...]]`. What is not asked for is only passed over. */
class IndexFile {
  #reader;
  #begins = new Map();
  #known = new Map();

  constructor(data) {
    this.#reader = new Reader(data);
    this.#reader.head();
    this.#reader.head();
    for (let left = this.#reader.value; left > 0; left--) {
      this.#reader.head();
      const token = this.#reader.item();
      this.#begins.set(token, this.#reader.at);
      this.#reader.skip();
      this.#reader.skip();
    }
  }

  beginning(begin) {
    return [...this.#begins.keys()].filter((token) => token.startsWith(begin));
  }

  /** Where a token stands: place of the section -> positions, in order. */
  of(token) {
    if (!this.#known.has(token)) {
      this.#known.set(token, this.#begins.has(token) ? this.#places(this.#begins.get(token)) : new Map());
    }
    return this.#known.get(token);
  }

  #places(at) {
    const reader = this.#reader;
    const places = new Map();
    let place = 0;
    reader.at = at;
    reader.head();
    for (let left = reader.value; left > 0; left--) {
      reader.head();
      reader.head();
      place += reader.value;
      reader.head();
      const positions = [];
      let position = 0;
      // A number below zero opens a group of positions of one weight; the others count on from one another.
      for (let each = reader.value; each > 0; each--) {
        if (reader.head() === 1) {
          position = 0;
        } else {
          position += reader.value;
          positions.push(position);
        }
      }
      places.set(place, positions);
      reader.skip();
    }
    return places;
  }
}

// --------------------------------------------------------------------------------------------------- a bundle

/** How many index files, and how many answers, are kept. */
const KEPT_OPEN = 400;

/** What was worked out for a key; a failure is not kept. */
class Memory {
  #known = new Map();

  of(key, ask) {
    if (!this.#known.has(key)) {
      if (this.#known.size >= KEPT_OPEN) {
        this.#known.delete(this.#known.keys().next().value);
      }
      const found = ask();
      found.catch(() => this.#known.delete(key));
      this.#known.set(key, found);
    }
    return this.#known.get(key);
  }
}

class Bundle {
  #folder;
  #files = new Memory();
  #sections = new Memory();
  #found = new Memory();
  #whole = new Memory();

  constructor(folder) {
    this.#folder = folder;
  }

  /** Reads the manifest, which is small. */
  begin() {
    return this.#whole.of("manifest", async () => {
      const manifest = await (await get(`${this.#folder}search.json`, { cache: "no-cache" })).json();
      this.manifest = manifest;
      this.folds = new Map();
      const folds = [...manifest.folds];
      for (let at = 0; at < folds.length; at += 2) {
        this.folds.set(folds[at], folds[at + 1]);
      }
    });
  }

  /** Reads what is listed in the index: the names of sections and of index files. */
  open() {
    return this.#whole.of("index", async () => {
      await this.begin();
      if (this.manifest.records > 0) {
        const [sections, files, shared, rests] = await this.#aside("list");
        let before = "";
        const begins = rests.split(" ").map((rest, at) => (before = [...before].slice(0, shared[at]).join("") + rest));
        this.names = named(sections);
        this.files = named(files).map((name, at) => ({ name, from: at === 0 ? "" : begins[at - 1] }));
      }
    });
  }

  words(query) {
    const all = runs(query, this.folds, true);
    const seen = new Map(all.map((run) => [run.text, run]));
    return [...seen.values()].map((run) => ({ text: run.text, symbols: run.symbols, written: query.slice(run.from[0], run.to.at(-1)) }));
  }

  /**
   * Whether the manifest tells that a word stands nowhere: where the characters written without spaces are few, or the
   * words of letters are, it lists them.
   */
  lacks({ symbols }) {
    const { wide, letters } = this.manifest;
    const spelt = symbols.map((symbol) => (isLetter(symbol) ? symbol : " ")).join("");
    return (
      (wide !== undefined && symbols.some((symbol) => WIDE.test(symbol) && !wide.includes(symbol))) ||
      (letters !== undefined && spelt.split(" ").some((piece) => piece !== "" && !letters.some((word) => word.includes(piece))))
    );
  }

  #file({ name }) {
    return this.#files.of(name, async () => new IndexFile(await unpacked(await get(`${this.#folder}index/${name}.pf_index`))));
  }

  /** The place of the index file in which a token stands, if it stands in any: the last that does not begin behind it. */
  #place(token) {
    let from = 0;
    let to = this.files.length - 1;
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (compare(this.files[middle].from, token) > 0) {
        to = middle - 1;
      } else {
        from = middle;
      }
    }
    return from;
  }

  async #token(token) {
    return (await this.#file(this.files[this.#place(token)])).of(token);
  }

  /** Where any token stands that begins so: place of the section -> positions. */
  async #beginning(begin) {
    const united = new Map();
    for (const file of await Promise.all(this.#span(begin).map((each) => this.#file(each)))) {
      for (const token of file.beginning(begin)) {
        for (const [place, positions] of file.of(token)) {
          const before = united.get(place);
          united.set(place, before === undefined ? positions : [...before, ...positions]);
        }
      }
    }
    return united;
  }

  /** The index files in which tokens stand that begin so. */
  #span(begin) {
    const first = this.#place(begin);
    let end = first + 1;
    while (end < this.files.length && this.files[end].from.startsWith(begin)) {
      end++;
    }
    return this.files.slice(first, end);
  }

  /** Where words of letters begin as these letters do, `sure` of them at least, and differ from them by one letter. */
  async alike(symbols, sure) {
    const begin = ONCE + symbols.slice(0, sure).join("");
    const found = new Map();
    for (const file of await Promise.all(this.#span(begin).map((each) => this.#file(each)))) {
      for (const token of file.beginning(begin)) {
        const letters = [...token].slice(1, -1);
        if ([-1, 0, 1].some((more) => oneApart(letters.slice(0, symbols.length + more), symbols))) {
          note(found, this.#ranked(file.of(token)));
        }
      }
    }
    return found;
  }

  /** Where tokens stand one after the other, `last` the beginning of one more: place of the section -> where they begin. */
  #phrase(tokens, last = null) {
    const asked = tokens.map((token) => this.#token(token));
    return this.#together(last === null ? asked : [...asked, this.#beginning(last)]);
  }

  /** Where the token of a piece stands that begins at a place: place of the section -> positions. */
  gram(symbols, start) {
    return this.#token(symbols.slice(start, start + GRAM).join(""));
  }

  /** Where the tokens stand that make up a piece, or those of them that are given. */
  #grams(symbols, starts = startsOf(symbols)) {
    // The places of two characters are those of the tokens that begin with them.
    return symbols.length < GRAM ? this.#beginning(symbols.join("")) : this.#together(starts.map((start) => this.gram(symbols, start)), starts);
  }

  /** Where all stand at their distances, which are 0, 1, 2 unless given: place of the section -> where they begin. */
  async #together(asked, distances = [...asked.keys()]) {
    const stands = await Promise.all(asked);
    const rarest = stands.reduce((one, other) => (other.size < one.size ? other : one));
    const found = new Map();
    for (const place of rarest.keys()) {
      const positions = stands.map((stand) => stand.get(place));
      if (positions.every((each) => each !== undefined)) {
        const others = positions.slice(1);
        const begins = positions[0].filter((position) => others.every((each, after) => each.includes(position + distances[after + 1])));
        if (begins.length > 0) {
          found.set(place, begins);
        }
      }
    }
    return found;
  }

  /** Where a word stands: place of the section -> 0 for its title, 1 for its goal, 2 for the rest. */
  find(symbols) {
    return this.#found.of(symbols.join(""), async () => {
      if (symbols.length < GRAM) {
        return this.#ranked(await this.#phrase([ONCE + symbols.join("")]));
      }
      // A piece of a word of letters is the beginning of an ending.
      return symbols.every(isLetter) ? this.#ranked(await this.#phrase([], ONCE + symbols.join(""))) : this.#piece(symbols);
    });
  }

  /** Where a piece of many tokens stands. Where few sections hold some of them, their text is read for the rest. */
  async #piece(symbols) {
    const starts = startsOf(symbols);
    // Pairs that do not overlap are enough here.
    const paired = symbols.length > LONG ? await this.paired(symbols, { most: Math.min(PIECES, Math.ceil(symbols.length / 2)) }) : null;
    if (paired !== null && paired.size <= FEW) {
      return this.among([...paired.keys()], [{ text: symbols.join("") }]);
    }
    let found = new Map();
    for (let end = AT_ONCE; end < starts.length + AT_ONCE; end += AT_ONCE) {
      found = await this.#grams(symbols, starts.slice(0, end));
      if (found.size <= FEW && end < starts.length) {
        return this.among([...found.keys()], [{ text: symbols.join("") }]);
      }
    }
    return this.#ranked(found);
  }

  /** Which of some sections hold all of some words, by their text: place of the section -> the sum of the words' ranks. */
  async among(places, words) {
    const told = await Promise.all(places.map(async (place) => [place, rankIn(await this.section(place), this.folds, words)]));
    return new Map(told.filter(([, rank]) => rank !== null));
  }

  /**
   * The sections that hold pairs of characters of a word, all that are looked up but those that one slip spoils: place of the
   * section -> how many it lacks. `null` if the word has none.
   */
  async paired(symbols, { slip = false, most = PIECES } = {}) {
    const pieces = piecesOf(symbols, most).filter(({ piece }) => piece.length < GRAM);
    const spoilt = pieces.some(({ from }, at) => at > 0 && from < pieces[at - 1].from + pieces[at - 1].piece.length) ? 2 : 1;
    const least = pieces.length - (slip ? spoilt : 0);
    const counted = new Map();
    for (const places of await Promise.all(pieces.map(({ piece }) => this.find(piece)))) {
      for (const place of places.keys()) {
        counted.set(place, (counted.get(place) ?? 0) + 1);
      }
    }
    return least > 0 ? new Map([...counted].map(([place, count]) => [place, pieces.length - count]).filter(([, lacking]) => pieces.length - lacking >= least)) : null;
  }

  #ranked(stands) {
    return new Map([...stands].map(([place, positions]) => [place, this.#rank(positions)]));
  }

  /** Where one piece stands behind another, with so many characters between them: place of the section -> rank. */
  async apart(before, after, between) {
    const [first, second] = await Promise.all([this.#begins(before), this.#begins(after)]);
    const found = new Map();
    for (const [place, positions] of first) {
      const others = second.get(place);
      const stands = others === undefined ? [] : positions.filter((position) => between.some((gap) => others.includes(position + before.length + gap)));
      if (stands.length > 0) {
        found.set(place, this.#rank(stands));
      }
    }
    return found;
  }

  #begins(symbols) {
    return this.#found.of(`begins ${symbols.join("")}`, () => this.#grams(symbols));
  }

  /** The best rank of some positions. What recurs, such as names of departments, stands before titles and ranks last. */
  #rank(positions) {
    const [title, goal, rest] = this.manifest.regions;
    const ranks = positions.map((position) => (position < title ? 2 : position < goal ? 0 : position < rest ? 1 : 2));
    return Math.min(...ranks);
  }

  /** Where words of letters stand next to each other. Two short ones, such as of the, do so everywhere: they tell nothing. */
  async adjacent(words) {
    const pairs = words.slice(1).map((word, at) => ({ one: words[at], other: word, at }));
    const telling = pairs.filter(({ one, other }) => Math.max(one.symbols.length, other.symbols.length) > TELLING);
    const asked = telling.map(({ one, other }) => this.#token(`${PAIR}${one.text}${END}${other.text}${END}`));
    return asked.length === 0 ? new Map() : this.#together(asked, telling.map(({ at }) => at - telling[0].at));
  }

  /** Where a name stands that is typed so in pinyin: place of the section -> rank, position, characters, whether initials. */
  pinyin(letters, cuts) {
    return this.#found.of(`${SYLLABLE}${letters} ${cuts.join(" ")}`, async () => {
      const found = new Map();
      const add = (places, length, initials) => {
        for (const [place, positions] of places) {
          const rank = this.#rank(positions);
          if (rank < (found.get(place)?.rank ?? Infinity)) {
            found.set(place, { rank, position: positions.find((each) => this.#rank([each]) === rank), length, initials });
          }
        }
      };
      const ways = spellings(letters, cuts);
      for (let at = 0, size = 0; at < ways.length && (found.size === 0 || ways[at].length === size); at++) {
        size = ways[at].length;
        const [begun, ...before] = ways[at];
        const syllables = before.reverse().map((each) => SYLLABLE + each);
        add(await this.#oneByOne(syllables, begun && SYLLABLE + begun), size - (begun === null), false);
      }
      // No syllable begins with one of these.
      if (!/[iuv]/.test(letters)) {
        add(await this.#oneByOne([...letters].slice(1).map((letter, before) => INITIALS + letters[before] + letter)), letters.length, true);
      }
      return found;
    });
  }

  /** Where tokens stand one after the other. What cannot stand anywhere any more is not looked up. */
  async #oneByOne(tokens, last = null) {
    for (let end = 2; end < tokens.length + (last !== null); end++) {
      const found = await this.#phrase(tokens.slice(0, end));
      if (found.size === 0) {
        return found;
      }
    }
    return this.#phrase(tokens, last);
  }

  /** The sections of each value of each facet. */
  facets() {
    return this.#whole.of("facets", async () => {
      const facets = await this.#aside("facets");
      return new Map(facets.map(([name, values]) => [name, new Map(values.map(([value, places]) => [value, summed(places)]))]));
    });
  }

  async facet(name) {
    return (await this.facets()).get(name) ?? new Map();
  }

  /** The rank of each section that states an amount: smallest first. */
  amounts() {
    return this.#whole.of("amounts", async () => new Map((await this.#aside("amounts")).map((place, rank) => [place, rank])));
  }

  async #aside(name) {
    return cbor(await unpacked(await get(`${this.#folder}filter/${this.manifest[name]}.pf_filter`)));
  }

  year(place) {
    let end = 0;
    const [year] = this.manifest.years.find(([, sections]) => place < (end += sections));
    return year;
  }

  section(place) {
    return this.#sections.of(place, async () => {
      const data = await unpacked(await get(`${this.#folder}fragment/${this.names[place]}.pf_fragment`));
      return JSON.parse(utf8.decode(data)).meta;
    });
  }
}

/** Where the tokens of a piece begin that are looked up. Every third is enough, since runs are further apart. */
function startsOf(symbols) {
  return Array.from({ length: Math.ceil(symbols.length / GRAM) }, (_, at) => Math.min(at * GRAM, symbols.length - GRAM));
}

/** The sum of the ranks at which the words stand in a section, the first of each, or `null` if one is nowhere in it. */
function rankIn(section, folds, words) {
  const best = words.map(() => Infinity);
  for (const [role, texts] of fieldsOf(section)) {
    for (const { text } of texts.flatMap((written) => runs(textOf(written), folds))) {
      words.forEach((word, at) => {
        best[at] = text.includes(word.text) ? Math.min(best[at], RANKS[role] ?? RANKS.other) : best[at];
      });
    }
  }
  const sum = best.reduce((one, other) => one + other, 0);
  return sum === Infinity ? null : sum;
}

/** The names that have these beginnings, each as often as it says. */
const named = (stems) => stems.flatMap(([stem, count]) => Array.from({ length: count }, (_, at) => `${stem}-${at}`));

/** The places whose distances these are. */
function summed(distances) {
  let place = 0;
  return new Set(distances.map((distance) => (place += distance)));
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
  const held = await holding(bundle, words);
  if (held.size > 0) {
    const together = await adjacent(bundle, words, [...held.keys()]);
    const hits = new Map([...held].map(([place, rank]) => [place, rank + (together.has(place) ? 0 : 100)]));
    return { tier: "exact", words, marks: words, hits, missing: [] };
  }
  return (await typed(bundle, words, query)) ?? (await apartAtNumbers(bundle, words)) ?? approximate(bundle, words);
}

/** How much a word tells: a Han character about as much as three letters. */
const weightOf = ({ symbols }) => symbols.reduce((sum, symbol) => sum + (WIDE.test(symbol) ? 3 : 1), 0);

/** The sections that hold all words, with the sum of the words' ranks. What tells most is looked up first. */
async function holding(bundle, words, atOnce = AT_ONCE) {
  const ordered = [...words].sort((one, other) => weightOf(other) - weightOf(one));
  const maps = await Promise.all(ordered.slice(0, atOnce).map(({ symbols }) => bundle.find(symbols)));
  let places = intersection(maps);
  for (let at = atOnce; at < ordered.length && places.length > 0; at++) {
    const few = places.length <= FEW;
    maps.push(await (few ? bundle.among(places, ordered.slice(at)) : bundle.find(ordered[at].symbols)));
    places = intersection(maps);
    at = few ? ordered.length : at;
  }
  return new Map(places.map((place) => [place, maps.reduce((sum, map) => sum + map.get(place), 0)]));
}

/** A number, with the word for what it counts that people write behind it and tables leave out. */
const NUMBER = new RegExp(`([0-9]+(?:${POINT}[0-9]+)?)(?:年度?|亿元|万元?|元)?|[^0-9]+`, "gu");

/**
 * What holds the parts of words that begin or end at a number, as in 2022年法律援助, or else these with numbers up to their
 * points. `null` if nothing does.
 */
async function apartAtNumbers(bundle, words) {
  const parts = new Map();
  for (const word of words) {
    for (const [whole, number] of word.text.matchAll(NUMBER)) {
      parts.set(number ?? whole, pieceOf(number ?? whole));
    }
  }
  const pieces = [...parts.values()];
  const rounded = pieces.map((piece) => (FRACTION.test(piece.text) ? pieceOf(piece.text.replace(FRACTION, POINT)) : piece));
  return (words.every(({ text }) => parts.has(text)) ? null : await holdingParts(bundle, words, pieces)) ?? (rounded.every((piece, at) => piece === pieces[at]) ? null : holdingParts(bundle, words, rounded));
}

/** What stands behind the point of a number. */
const FRACTION = new RegExp(`${POINT}[0-9]+$`);

const pieceOf = (text) => ({ text, symbols: [...text], written: text.replaceAll(POINT, ".").replaceAll(MARK, " ") });

async function holdingParts(bundle, words, parts) {
  const hits = (await heldByFew(bundle, words, parts)) ?? (await holding(bundle, parts, 1));
  return hits.size === 0 ? null : { tier: "apart", words, marks: parts, hits, missing: words, parts };
}

/** What holds the parts of a long word, if the pairs of characters that were looked up for it leave few sections. */
async function heldByFew(bundle, words, parts) {
  const paired = words.some(({ symbols }) => symbols.length > LONG) ? await Promise.all(parts.map(({ symbols }) => bundle.paired(symbols))) : [];
  const maps = paired.filter((places) => places !== null);
  const places = maps.length > 0 ? intersection(maps) : null;
  return places !== null && places.length <= FEW ? bundle.among(places, parts) : null;
}

/** Which of some sections have words of letters next to each other, in their order. */
async function adjacent(bundle, words, places) {
  if (words.length < 2 || !words.every(({ symbols }) => symbols.every(isLetter))) {
    return new Set();
  }
  if (places.length > FEW) {
    return bundle.adjacent(words);
  }
  const phrase = ` ${words.map(({ text }) => text).join(" ")} `;
  const holds = (written) => ` ${runs(textOf(written), bundle.folds).map(({ text }) => text).join(" ")} `.includes(phrase);
  const sections = await Promise.all(places.map((place) => bundle.section(place)));
  return new Set(places.filter((_, at) => fieldsOf(sections[at]).some(([, texts]) => texts.some(holds))));
}

const SYLLABLES = /^(?:[zcs]h|[bcdfghjklmnpqrstwxyz])?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])$/;
const LONGEST_SYLLABLE = 6;
/** Ways to cut letters into syllables that are tried, those of the fewest syllables first. */
const WAYS = 4;

/**
 * The ways to cut letters into syllables, each from its end: the beginning of one more or `null`, then whole ones. Where the
 * reader cut them, they are cut.
 */
function spellings(letters, cuts) {
  const done = [];
  let ways = [[0]];
  while (ways.length > 0 && done.length < WAYS) {
    const longer = [];
    for (const [at, ...before] of ways) {
      const rest = letters.slice(at);
      const cut = cuts.find((each) => each > at) ?? letters.length;
      if (rest === "") {
        done.push([null, ...before]);
      } else if (before.length > 0 && /^(?:[zcs]h?|[bdfghjklmnpqrtwxy])$/.test(rest)) {
        done.push([rest, ...before]);
      }
      for (let length = Math.min(LONGEST_SYLLABLE, cut - at); length > 0; length--) {
        if (SYLLABLES.test(rest.slice(0, length))) {
          longer.push([at + length, rest.slice(0, length), ...before]);
        }
      }
    }
    ways = longer.slice(0, WAYS * LONGEST_SYLLABLE);
  }
  return done.slice(0, WAYS);
}

/** Names that are typed so in pinyin, whole or by initials; titles before departments. `null` if there are none. */
async function typed(bundle, words, query) {
  // The normal form has no ü; it is typed as v.
  const pieces = query.toLowerCase().normalize("NFKC").replace(/ü/g, "v").split(/[\s'’]+/);
  const letters = pieces.join("");
  if (!/^[a-z]{2,40}$/.test(letters)) {
    return null;
  }
  const cuts = pieces.map((_, at) => pieces.slice(0, at).join("").length);
  const found = await bundle.pinyin(letters, cuts);
  if (found.size === 0) {
    return null;
  }
  const [title] = bundle.manifest.regions;
  const hits = new Map([...found].map(([place, { rank, initials }]) => [place, rank * 2 + initials]));
  const marks = (section, place) => {
    const { rank, position, length, initials } = found.get(place);
    const symbols = section.title === null || rank > 0 ? [] : runs(textOf(section.title), bundle.folds).flatMap((run) => run.symbols);
    // Initials stand behind the syllables, one of which each character has.
    const from = position - title - (initials ? symbols.length + 1 : 0);
    const named = symbols.slice(from, from + length);
    return named.length === 0 ? [] : [{ text: named.join(""), symbols: named }];
  };
  return { tier: "pinyin", words, marks, hits, missing: words };
}

async function approximate(bundle, words) {
  const found = await Promise.all(words.map((word) => bundle.find(word.symbols)));
  const missing = words.filter((_, at) => found[at].size === 0);
  const near = await Promise.all(words.map((word, at) => (found[at].size > 0 ? { places: found[at], marks: [word], like: [] } : oneWrong(bundle, word))));
  const alike = intersection(near.map(({ places }) => places));
  if (alike.length > 0) {
    const hits = new Map(alike.slice(0, GUESSES).map((place) => [place, near.reduce((sum, { places }) => sum + places.get(place), 0)]));
    return { tier: "near", words, marks: marksOf(near.flatMap(({ marks }) => marks), near.flatMap(({ like }) => like)), hits, missing };
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
  const near = new Map();
  if (symbols.length >= GUESSABLE && symbols.length <= LONGEST_GUESS) {
    await (symbols.every(isLetter) ? oneLetterWrong : symbols.length > LONG ? oneOfManyWrong : oneSymbolWrong)(bundle, symbols, near);
  }
  return { places: new Map([...near].sort(byRank)), marks: [], like: [symbols] };
}

const byRank = (one, other) => one[1] - other[1] || one[0] - other[0];

function note(noted, found) {
  for (const [place, rank] of found) {
    noted.set(place, Math.min(noted.get(place) ?? Infinity, rank));
  }
}

/** Looks for a word of letters among those that begin as it does, then among those that end so. */
async function oneLetterWrong(bundle, symbols, near) {
  const size = symbols.length;
  note(near, await bundle.alike(symbols, Math.max(TELLING, size >> 1)));
  const guesses = new Map();
  for (let at = 0; at < size >> 1 && near.size < ENOUGH; at++) {
    const after = symbols.slice(at + 1);
    if (after.length >= TELLING) {
      note(at === 0 ? near : guesses, await bundle.find(after));
    }
  }
  await check(bundle, symbols, guesses, near);
}

/** Looks among the sections that hold nearly all pairs of a long word, and then for what was meant, if all of these hold it. */
async function oneOfManyWrong(bundle, symbols, near) {
  const paired = (await bundle.paired(symbols, { slip: true })) ?? new Map();
  const pieces = await check(bundle, symbols, paired, near);
  if (pieces.length === CHECKED && paired.size > CHECKED) {
    note(near, await bundle.find(pieces[0]));
  }
}

/**
 * Looks for what stands before the wrong character and behind it, by their positions, so that no section has to be opened.
 * Parts of two characters are in many files: what holds both parts is a guess then, and the best are checked on the text.
 *
 * Tokens that were looked up tell where the wrong character cannot be: where those without it stand in no section.
 */
async function oneSymbolWrong(bundle, symbols, near) {
  const size = symbols.length;
  const guesses = new Map();
  const known = new Map();
  const learn = async (start) => known.set(start, await bundle.gram(symbols, start));
  // Without them, a slip would be looked for in numbers. Another digit makes another number.
  const numeric = (at) => at >= 0 && at < size && isNumeric(symbols[at]);
  const refuted = (spoilt) => {
    const unspoilt = [...known].filter(([start]) => !spoilt(start));
    return unspoilt.length > 0 && intersection(unspoilt.map(([, stands]) => stands)).length === 0;
  };
  const possible = async (starts, spoilt) => {
    for (const start of starts) {
      if (!refuted(spoilt) && !known.has(start)) {
        await learn(start);
      }
    }
    return !refuted(spoilt);
  };
  const needed = (from, to) => (to - from < GRAM ? [] : startsOf(symbols.slice(from, to)).map((start) => from + start));
  await Promise.all(startsOf(symbols).slice(0, AT_ONCE).map(learn));
  for (let at = 0; at < size; at++) {
    const [before, after] = [symbols.slice(0, at), symbols.slice(at + 1)];
    const other = (start) => start <= at && at < start + GRAM;
    if (!numeric(at - 1) && !numeric(at) && !numeric(at + 1) && (await possible([...needed(0, at), ...needed(at + 1, size)], other))) {
      if (at === 0 || at === size - 1) {
        note(near, await bundle.find(at === 0 ? after : before));
      } else if (before.length >= GRAM && after.length >= GRAM) {
        note(near, await bundle.apart(before, after, [0, 1]));
      } else {
        const maps = await Promise.all([before, after].filter((part) => part.length > 1).map((part) => bundle.find(part)));
        note(guesses, intersection(maps).map((place) => [place, maps.reduce((sum, map) => sum + map.get(place), 0)]));
      }
    }
    const missing = (start) => start < at && at < start + GRAM;
    if (at >= GRAM && size - at >= GRAM && !numeric(at - 1) && !numeric(at) && (await possible([...needed(0, at), ...needed(at, size)], missing))) {
      note(near, await bundle.apart(before, symbols.slice(at), [1]));
    }
  }
  return check(bundle, symbols, guesses, near);
}

/** Adds the guesses that are right, where there is not enough without them; returns the pieces that make them so. */
async function check(bundle, symbols, guesses, near) {
  if (near.size >= ENOUGH) {
    return [];
  }
  const unsure = [...guesses].filter(([place]) => !near.has(place)).sort(byRank).slice(0, CHECKED);
  const told = await Promise.all(unsure.map(async ([place]) => ({ place, like: closest(await bundle.section(place), bundle.folds, symbols) })));
  const right = told.filter(({ like }) => like !== null);
  note(near, right.map(({ place, like }) => [place, RANKS[like.role] ?? RANKS.other]));
  return right.map(({ like }) => like.piece);
}

/** Marks what is one character apart from the words that were not found as written. */
function marksOf(words, alike) {
  return (section, place, folds) => [...words, ...alike.map((symbols) => closest(section, folds, symbols)?.piece).filter((piece) => piece !== undefined).map((symbols) => ({ text: symbols.join(""), symbols }))];
}

/** The ranks of a hit by where it stands, as the positions in the index tell them. */
const RANKS = { title: 0, goal: 1, other: 2 };

/** The piece of a section that differs from a word by one character, and the role of its field, or `null`. */
function closest(section, folds, symbols) {
  for (const [role, texts] of fieldsOf(section)) {
    for (const written of texts) {
      for (const run of runs(textOf(written), folds)) {
        for (let from = 0; from < run.symbols.length; from++) {
          for (const length of [symbols.length, symbols.length - 1, symbols.length + 1]) {
            const piece = run.symbols.slice(from, from + length);
            if (piece.length === length && oneApart(piece, symbols)) {
              return { piece, role };
            }
          }
        }
      }
    }
  }
  return null;
}

/** Whether two pieces differ by one character, and not in a number: another digit makes another number. */
function oneApart(one, other) {
  let before = 0;
  while (before < one.length && before < other.length && one[before] === other[before]) {
    before++;
  }
  let after = 0;
  while (after < one.length - before && after < other.length - before && one.at(-1 - after) === other.at(-1 - after)) {
    after++;
  }
  const around = [one, other].flatMap((piece) => piece.slice(Math.max(0, before - 1), piece.length - Math.max(0, after - 1)));
  return Math.max(one.length, other.length) - before - after === 1 && !around.some(isNumeric);
}

/** The sections that hold most of a word, in pieces of two characters or more, of three letters or more, whole numbers. */
async function coverage(bundle, word) {
  const { symbols } = word;
  if (symbols.length < GUESSABLE || symbols.length > LONGEST_GUESS * 2 || symbols.every(isNumeric)) {
    return null;
  }
  const pieces = piecesOf(symbols);
  const found = await Promise.all(pieces.map(({ piece }) => bundle.find(piece)));
  const covered = new Map();
  const cover = ({ size, held, end }, { from, piece }) => ({ size: size + from + piece.length - Math.max(end, from), held: held + 1, end: from + piece.length });
  const nothing = { size: 0, held: 0, end: 0 };
  found.forEach((places, at) => {
    for (const place of places.keys()) {
      covered.set(place, cover(covered.get(place) ?? nothing, pieces[at]));
    }
  });
  const whole = pieces.reduce(cover, nothing).size;
  const enough = [...covered].filter(([, { size }]) => size >= whole * COVERED);
  if (enough.length === 0) {
    return null;
  }
  // What holds as many characters in more pieces holds them in one.
  const rank = ({ size, held }) => -size * symbols.length - held;
  enough.sort(([one, held], [other, otherHeld]) => rank(held) - rank(otherHeld) || one - other);
  const places = enough.slice(0, GUESSES).map(([place]) => place);
  // The first are shown: their text tells of all pieces.
  const every = piecesOf(symbols, Infinity);
  const best = await Promise.all(
    places.slice(0, CHECKED).map(async (place) => {
      const text = textsOf(await bundle.section(place), bundle.folds).join("\n");
      return { place, told: rank(every.filter(({ piece }) => text.includes(piece.join(""))).reduce(cover, nothing)) };
    }),
  );
  const ordered = [...best.sort((one, other) => one.told - other.told).map(({ place }) => place), ...places.slice(CHECKED)];
  return {
    hits: new Map(ordered.map((place, at) => [place, at])),
    marks: every.map(({ piece }) => ({ text: piece.join(""), symbols: piece })),
  };
}

/** The runs of all fields of a section. */
const textsOf = (section, folds) => fieldsOf(section).flatMap(([, texts]) => texts.flatMap((written) => runs(textOf(written), folds).map(({ text }) => text)));

/** The pieces of a word that are looked up one by one, each with where it begins; of a long word numbers and some others. */
function piecesOf(symbols, most = PIECES) {
  const length = symbols.every(isLetter) ? TELLING : 2;
  const pieces = [];
  for (let from = 0; from < symbols.length; from++) {
    const number = symbols.slice(from).findIndex((symbol) => !isNumeric(symbol));
    const end = number === 0 ? from + length : number === -1 ? symbols.length : from + number;
    const piece = symbols.slice(from, end);
    if (number !== 0) {
      from = end - 1;
    }
    if (number !== 0 || (piece.length === length && !piece.some(isNumeric))) {
      pieces.push({ from: end - piece.length, piece });
    }
  }
  const step = Math.ceil(pieces.length / most) || 1;
  return pieces.filter(({ piece }, at) => at % step === 0 || isNumeric(piece[0]));
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
  for (const name of bundle.manifest.records > 0 ? (await bundle.facets()).keys() : []) {
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
    case "oldest":
      return places.sort((one, other) => bundle.year(one) - bundle.year(other) || byPlace(one, other));
    case "most":
    case "least": {
      const rank = await bundle.amounts();
      const sign = sort === "most" ? -1 : 1;
      return places.sort((one, other) => rank.has(other) - rank.has(one) || (rank.has(one) ? sign * (rank.get(one) - rank.get(other)) : byPlace(one, other)));
    }
    default: {
      // Numbers are sorted ten times as fast without a function that compares them.
      const { records } = bundle.manifest;
      const keys = Float64Array.from(places, (place) => hits.get(place) * records + place).sort();
      return Array.from(keys, (key) => key % records);
    }
  }
}

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

function bundleOf(folder) {
  if (!bundles.has(folder)) {
    bundles.set(folder, new Bundle(folder));
  }
  return bundles.get(folder);
}

const methods = {
  async open({ folder }) {
    await bundleOf(folder).open();
  },

  async search({ folder, query, filters, sort, from, count, counted }) {
    const bundle = bundleOf(folder);
    await bundle.open();
    const { tier, words, marks, hits, missing, parts } = await search(bundle, query);
    const everything = [...hits.keys()];
    const places = await sorted(bundle, hits, await narrowed(bundle, everything, filters), sort);
    const results = places.slice(from, from + count).map(async (place) => {
      const section = await bundle.section(place);
      return result(section, typeof marks === "function" ? marks(section, place, bundle.folds) : marks, bundle.folds);
    });
    return {
      tier,
      words: words.map(({ written }) => written),
      missing: missing.map(({ written }) => written),
      parts: parts?.map(({ written }) => written),
      unfiltered: everything.length,
      total: places.length,
      results: await Promise.all(results),
      counts: counted ? await counts(bundle, everything, filters) : null,
    };
  },

  /** How many sections hold a query exactly, or else, if `typed`, have a name that is typed so; for the other language. */
  async count({ folder, query, typed: asTyped }) {
    const bundle = bundleOf(folder);
    await bundle.begin();
    const words = bundle.words(query);
    const absent = words.some((word) => bundle.lacks(word));
    if (words.length === 0 || bundle.manifest.records === 0 || (absent && !asTyped)) {
      return 0;
    }
    await bundle.open();
    const exact = absent ? 0 : (await holding(bundle, words)).size;
    return exact > 0 || !asTyped ? exact : ((await typed(bundle, words, query))?.hits.size ?? 0);
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
