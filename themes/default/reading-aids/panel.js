// The panel of reading aids. It stands where its script does, below the navigation, which its button joins; without
// script there is neither, and where there is no navigation only what was chosen is put in force.
// What is chosen is kept in this browser and nowhere else, and is in force before the text is painted.
((words, style) => {
  const STORE = "reading-aids";
  const CHOICES = { size: ["125", "150", "175", "200"], colours: ["light", "dark"], pointer: ["big"] };
  const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,th,td,caption,figcaption,legend,label,summary";
  const root = document.documentElement;
  const here = document.currentScript;
  const links = here.parentElement.querySelector(".site-nav ul");
  const speech = window.speechSynthesis;
  const panel = make("div", { id: STORE, role: "group", class: "aids", "aria-label": words.name, hidden: "" });
  const opener = make("button", { class: "aids-open", "aria-expanded": "false", "aria-controls": STORE }, words.name);
  let chosen;

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key in attributes) {
      made.setAttribute(key, attributes[key]);
    }
    made.append(...children);
    return made;
  }

  // ---- what is chosen

  function recall() {
    try {
      chosen = Object(JSON.parse(localStorage.getItem(STORE)));
    } catch {
      // Kept by no one: the choice lasts as long as the page.
      chosen ||= {};
    }
    show();
  }

  function keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify(chosen));
    } catch {
      // The same.
    }
    show();
  }

  function show() {
    for (const name in CHOICES) {
      for (const value of CHOICES[name]) {
        root.classList.toggle(`aids-${value}`, value === chosen[name]);
      }
      for (const input of panel.querySelectorAll(`[name=aids-${name}]`)) {
        input.checked = input.value === (chosen[name] || "");
      }
    }
  }

  function group(name) {
    const options = ["", ...CHOICES[name]].map((value) => {
      const input = make("input", { type: "radio", name: `aids-${name}`, value });
      input.onchange = () => {
        chosen[name] = value;
        keep();
      };
      return make("label", {}, input, name === "size" ? `${value || 100}%` : words[value || "usual"]);
    });
    return make("fieldset", {}, make("legend", {}, words[name]), ...options);
  }

  function button(label, act) {
    const made = make("button", {}, label);
    made.onclick = act;
    return made;
  }

  // ---- reading aloud: sentence by sentence, each in the voice of its language

  const play = button(words.read, () => (speaking ? pause() : speak()));
  const stop = button(words.stop, () => {
    silence();
    play.focus();
  });
  let sentences = null;
  let at = 0;
  let speaking = null;

  function collect() {
    const found = [];
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      const block = parent.closest(BLOCKS);
      if (!block || parent.closest("[aria-hidden=true],thead,.other") || !parent.getClientRects().length) {
        continue;
      }
      const lang = parent.closest("[lang]").lang;
      const last = found[found.length - 1];
      if (last?.block === block && last.lang === lang) {
        last.text += walk.currentNode.data;
      } else {
        found.push({ block, lang, text: walk.currentNode.data });
      }
    }
    return found.flatMap(({ block, lang, text }) =>
      (text.replace(/\s+/g, " ").match(/.+?([。！？；]|[.!?;](?= |$)|$)/g) || [])
        .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
        .map((sentence, first) => ({ block, lang, text: first || !block.matches("td") ? sentence : `${column(block)} ${sentence}` })),
    );
  }

  function column(cell) {
    const head = cell.closest("table").tHead;
    return head?.rows[0].cells[cell.cellIndex].textContent ?? "";
  }

  function mark(block) {
    for (const marked of document.querySelectorAll(".aids-spoken")) {
      marked.classList.remove("aids-spoken");
    }
    block?.classList.add("aids-spoken");
    block?.scrollIntoView({ block: "nearest" });
  }

  function speak() {
    sentences = sentences || collect();
    const sentence = sentences[at];
    if (!sentence) {
      silence();
      return;
    }
    const saying = new SpeechSynthesisUtterance(sentence.text);
    saying.lang = sentence.lang === "en" ? "en" : "zh-CN";
    // A voice that this device has not got is no reason to leave out the rest.
    saying.onend = saying.onerror = ({ error }) => {
      if (saying === speaking) {
        at++;
        error && !/unavailable/.test(error) ? silence() : speak();
      }
    };
    speaking = saying;
    mark(sentence.block.closest("tr") || sentence.block);
    speech.speak(saying);
    tell();
  }

  // Pausing is stopping and beginning the sentence again: phones have no other way.
  function pause() {
    speaking = null;
    speech.cancel();
    tell();
  }

  function silence() {
    at = 0;
    sentences = null;
    mark();
    pause();
  }

  function tell() {
    play.textContent = speaking ? words.pause : sentences ? words.resume : words.read;
    stop.hidden = !sentences;
  }

  // ---- the panel

  function open(wanted) {
    panel.hidden = !wanted;
    opener.setAttribute("aria-expanded", wanted);
  }

  function close() {
    open(false);
    opener.focus();
  }

  style = style.replace(/url\((.+?)\)/g, (_, name) => 'url("' + new URL(name, here.src) + '")');
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
  } catch {
    document.styleSheets[0].insertRule(`@media all{${style}}`);
  }
  recall();
  // A page that the back button brings out of memory may have been left before the choice was made.
  onpageshow = recall;
  if (!links) {
    return;
  }
  panel.append(group("size"), group("colours"), group("pointer"));
  if (speech) {
    panel.append(make("fieldset", {}, make("legend", {}, words.aloud), play, stop));
    onpagehide = silence;
    tell();
  }
  panel.append(
    make(
      "p",
      {},
      button(words.reset, () => {
        chosen = {};
        keep();
      }),
      button(words.close, close),
    ),
  );
  opener.onclick = () => open(panel.hidden);
  opener.onkeydown = panel.onkeydown = ({ key }) => {
    if (key === "Escape" && !panel.hidden) {
      close();
    }
  };
  links.append(make("li", { class: "aids-item" }, opener));
  here.after(panel);
  show();
})
