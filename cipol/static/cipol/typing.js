"use strict";
/* Keeps what is typed: on the server every few seconds, on this computer when the server cannot be reached or the
   session has ended. What waits here is offered when the page is opened again. */
{
  const PAUSE = 2000;
  const form = document.getElementById("writing");
  const state = form.querySelector("[data-state]");
  const notice = document.querySelector("[data-here]");
  const place = `cipol:${form.dataset.name}`;
  const unseen = /(csrfmiddlewaretoken|action|-seen_version|-id|-update|-(INITIAL|MIN_NUM|MAX_NUM)_FORMS)$/;
  let timer = 0;
  let isSent = false;

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;

  const typed = () => {
    const data = new URLSearchParams(new FormData(form));
    data.delete("csrfmiddlewaretoken");
    return data.toString();
  };

  // What a reader sees of the form: versions and keys change with every save.
  const words = (data) =>
    JSON.stringify([...new URLSearchParams(data)].filter(([name]) => !unseen.test(name)).map(([name, value]) => [name, value.trim()]));

  const keepHere = (data) => {
    try {
      localStorage.setItem(place, data);
    } catch {
      // Full or forbidden: nothing more can be done here.
    }
  };
  const forgetHere = () => {
    try {
      localStorage.removeItem(place);
    } catch {}
  };
  const keptHere = () => {
    try {
      return localStorage.getItem(place);
    } catch {
      return null;
    }
  };

  const send = async (data) => {
    const body = new URLSearchParams(data);
    body.append("csrfmiddlewaretoken", token());
    const answer = await fetch(form.dataset.typing, { method: "POST", body, redirect: "error", keepalive: data.length < 60000 });
    if (answer.status !== 204) throw new Error(answer.status);
  };

  let last = typed();

  const keep = async () => {
    clearTimeout(timer);
    const data = typed();
    if (isSent || data === last) return;
    try {
      await send(data);
      last = data;
      forgetHere();
      state.textContent = form.dataset.kept;
    } catch {
      keepHere(data);
      state.textContent = form.dataset.unreachable;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());

  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return;
    clearTimeout(timer);
    isSent = true;
    // The way to the server may be cut now: what was not kept there yet stays here until it is seen to be stored.
    if (typed() !== last) keepHere(typed());
  });
  // Back from the page that came after: one goes on writing.
  addEventListener("pageshow", () => (isSent = false));

  const waiting = keptHere();
  if (waiting !== null) {
    if (words(waiting) === words(typed())) forgetHere();
    else notice.hidden = false;
  }
  notice.querySelector("[data-restore]").addEventListener("click", async () => {
    try {
      await send(waiting);
    } catch {
      state.textContent = form.dataset.unreachable;
      return;
    }
    forgetHere();
    location.assign("?typed");
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    forgetHere();
    notice.remove();
  });
}
