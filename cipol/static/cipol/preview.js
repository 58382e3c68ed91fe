"use strict";
/* Shows what is typed as the report will show it, a moment after each pause. Without it a button asks for it. */
{
  const PAUSE = 600;
  const form = document.getElementById("writing");
  const place = form.querySelector("[data-shown]");
  const heading = document.getElementById("as-printed");
  let timer = 0;
  let asked = 0;

  const show = async () => {
    clearTimeout(timer);
    const number = ++asked;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" });
      // An answer that comes late must not stand over a later one.
      if (answer.ok && number === asked) place.innerHTML = await answer.text();
    } catch {
      // The server cannot be reached: what was shown last stays, and the line above the buttons says so.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "preview") return;
    event.preventDefault();
    // `typing.js`, which comes after, must not take this for the end of the typing.
    event.stopImmediatePropagation();
    show().then(() => heading.focus());
  });
}
