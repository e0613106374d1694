// Looks around without leaving the form, so that chosen files stay chosen. Without this file the button
// sends the form to the same address, and the page comes back with what was found.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[name=look_around]");
    const form = button && button.form;
    if (!form || !form.requestSubmit) return;
    event.preventDefault();
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    const typed = new FormData(form);
    typed.set(button.name, button.value);
    for (const field of form.querySelectorAll("input[type=file]")) typed.delete(field.name);
    fetch(form.action, { method: "POST", body: typed })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
      .then(show)
      .catch(function () {
        button.removeAttribute("aria-disabled");
        form.requestSubmit(button);
      });
  });

  function show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const found = page.getElementById("look-around");
    // Where the story was refused, the whole page says why: the form is sent after all.
    if (!found || page.querySelector("[data-summary]")) throw new Error("no look around");
    const place = document.getElementById("look-around");
    place.replaceChildren(...found.childNodes);
    place.querySelector("h2, .notice, button").scrollIntoView({ block: "nearest" });
    const told = place.querySelector("[data-told]");
    if (told) told.focus({ preventScroll: true });
  }
})();
