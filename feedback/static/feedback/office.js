/* The desk by keyboard, and who else is on a case. Everything works without this file. */
(() => {
  "use strict";
  const EVERY = 20000;
  const PAUSE = 1500;
  // A letter for each act. One that only needs its button is led to, never pressed: Enter does it.
  const LETTERS = {
    accept: "a", approve: "A", draft: "d", decline: "D", classify: "c", close: "C", assign: "s",
    split: "S", ask: "q", note: "n", reply: "r", reopen: "R", take_on: "t", ask_time: "T",
    return: "o", overrule: "O", uphold: "u", unmerge: "U", hand_over: "h", hold: "H", remind: "m",
    merge: "M", seen: "v", resume: "w", withdraw: "W", attach: "f", extend: "e", refuse_time: "E",
    send_back: "b", prioritise: "p", seal: "P", link: "l", unlink: "L", restate: "i", confirm: "y",
    call_back: "x", show_code: "z", bar: "B", unbar: "N", restrict: "X", unrestrict: "Y",
    dispute: "Z", undispute: "Q", deliver: "V", release: "K",
    urge: "J", contest: "G", contest_won: "1", contest_lost: "I", report_back: "F",
  };

  /* Who else is here, and whether the page is out of date */
  const presence = document.querySelector("[data-presence]");

  async function ask() {
    if (document.hidden) return;
    const { version, writing = "0" } = presence.dataset;
    const address = `${presence.dataset.presence}?version=${version}&writing=${writing}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && (answer.redirected || !answer.ok)) clearInterval(asking); // signed out, or no longer ours
    else if (answer) show(await answer.json());
  }

  function show({ present, newer }) {
    const who = presence.querySelector(".presence__who");
    const text = present.join(" ");
    if (who.textContent.trim() !== text) who.textContent = text;
    who.hidden = !text;
    presence.querySelector(".presence__newer").hidden = !newer;
  }

  const asking = presence ? setInterval(ask, EVERY) : 0;

  /* Keys, unless somebody switched them off in the own profile */
  const office = document.querySelector(".office");
  const config = document.getElementById("wagtail-config");
  if (!office || (config && JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED === false)) return;

  /* A form opens at its first question, or at what is amiss */
  const send = document.querySelector("[data-send]");
  const find = (on) => send && send.form.querySelector(`.question${on} :is(input, textarea, select)`);
  const amiss = find(":has(.error-message)");
  const first = amiss || find(":not(.templates)");
  if (first && matchMedia("(pointer: fine)").matches) first.focus({ preventScroll: !amiss });

  const rows = [...document.querySelectorAll(".inbox__row")];
  const offered = new Map();
  let led = 0;

  for (const one of document.querySelectorAll(".acts a[href], .acts form button")) {
    const address = one.form ? one.form.getAttribute("action") : one.getAttribute("href");
    const letter = LETTERS[(address.match(/\/cases\/\d+\/(\w+)\/$/) || [])[1]];
    if (!letter || offered.has(letter) || one.closest(".panel")) continue;
    offered.set(letter, { one, label: one.textContent.trim() });
    const hint = document.createElement("kbd");
    hint.className = "key";
    hint.textContent = letter;
    hint.setAttribute("aria-hidden", "true");
    one.append(hint);
    one.setAttribute("aria-keyshortcuts", letter === letter.toUpperCase() ? `Shift+${letter}` : letter);
  }

  function list() {
    const template = document.getElementById("office-keys");
    const dialogs = [...document.querySelectorAll("template")].map((one) => one.content);
    const table = [document, ...dialogs]
      .map((place) => place.querySelector("#keyboard-shortcuts-dialog table"))
      .find(Boolean);
    if (!template || !table) return;
    const keys = template.content.cloneNode(true);
    const model = keys.querySelector("[data-acts]");
    for (const [letter, { label }] of offered) {
      const row = model.cloneNode(true);
      row.querySelector("th").textContent = label;
      row.querySelector("kbd").textContent = letter;
      model.before(row);
    }
    model.remove();
    table.prepend(keys);
  }
  list();

  function go(step) {
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    rows.forEach((row) => row.classList.toggle("inbox__row--here", row === to));
    to.querySelector("a").focus();
    to.scrollIntoView({ block: "nearest" });
  }

  function lead({ one }) {
    const menu = one.closest("details");
    if (menu) menu.open = true;
    if (one.form) one.focus();
    else one.click();
  }

  function press(key, among) {
    if (Date.now() - led < PAUSE) {
      led = 0;
      const to = { i: office.dataset.inbox, n: office.dataset.register }[key];
      if (to) location.assign(to);
      return Boolean(to);
    }
    if (key === "g") {
      led = Date.now();
      return true;
    }
    const search = document.getElementById("search");
    if (key === "/" && search) return search.focus(), true;
    const step = { j: 1, k: -1 }[key] || (among && { ArrowDown: 1, ArrowUp: -1 }[key]);
    if (rows.length && step) return go(step), true;
    // Beside a case: what an act leads on to comes before what stands next in the list.
    const leaf = { j: ".messages .buttons a, .leafing [rel=next]", k: ".leafing [rel=prev]" }[key];
    const beside = leaf && document.querySelector(leaf);
    if (beside) return beside.click(), true;
    const box = key === "x" && among && among.querySelector("input[type=checkbox]");
    if (box) return box.click(), true;
    if (!offered.has(key)) return false;
    return lead(offered.get(key)), true;
  }

  window.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key === "Enter" && event.ctrlKey && send && target.form === send.form) {
      return event.preventDefault(), send.click();
    }
    const types = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const elsewhere = types || target.closest("[role=dialog], .w-dialog");
    if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!press(key, target.closest(".inbox__row"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
