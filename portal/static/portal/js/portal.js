// Small comforts of the public pages. Every page works without this file, and it talks to nobody.
(function () {
  "use strict";

  // Bring somebody whose answers need a second look to the list of them.
  const summary = document.querySelector("[data-summary]");
  if (summary) summary.focus();

  // Say how much room is left in a long text; nothing is ever cut off.
  for (const counter of document.querySelectorAll("[data-counts]")) {
    const field = document.getElementById(counter.dataset.counts);
    const limit = Number(counter.dataset.limit);
    if (!field) continue;
    const tell = function () {
      // Signs as a person counts them: an emoji is one.
      const left = limit - Array.from(field.value).length;
      const words = left < 0 ? counter.dataset.over : counter.dataset.left;
      counter.textContent = words.replace("#", Math.abs(left).toLocaleString("en"));
      counter.classList.toggle("counter--over", left < 0);
    };
    field.addEventListener("input", tell);
    tell();
  }

  // A form is sent once. Coming back by the back button opens it again.
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "yes";
      const button = event.submitter;
      if (button) button.setAttribute("aria-disabled", "true");
      window.setTimeout(function () { open(form); }, 15000);
    });
  }
  function open(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-once]").forEach(open);
  });

  // Buttons that need this file are hidden without it.
  for (const button of document.querySelectorAll("[data-print], [data-copy-from]")) button.hidden = false;
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-print], [data-copy-from]");
    if (!button) return;
    if ("print" in button.dataset) return window.print();
    const source = document.getElementById(button.dataset.copyFrom);
    const parts = source.querySelectorAll("[aria-hidden]");
    const text = (parts.length ? Array.from(parts, function (part) { return part.textContent; }).join(" ") : source.textContent).trim();
    if (!navigator.clipboard) return choose(source);
    navigator.clipboard.writeText(text).then(function () { button.textContent = button.dataset.done; }, function () { choose(source); });
  });
  function choose(element) {
    window.getSelection().selectAllChildren(element);
  }
})();
