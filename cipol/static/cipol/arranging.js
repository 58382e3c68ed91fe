"use strict";
/* Lines are dragged by their handle, or moved by the arrow keys on it; every step is saved at once, without a new page,
   and said in the status. Without this the buttons of each line do the same. */
{
  const frame = document.querySelector("[data-arranging]");
  const said = document.querySelector("main > .said");

  const item = (element) => element.closest("[data-item]");
  const siblings = (one) => [...one.parentElement.children];
  const stepsOf = (one) => one.querySelector(":scope > .line > .steps");

  const say = (lines) => {
    for (const other of document.querySelectorAll("main > [role=status]")) other.replaceChildren();
    said.append(...lines);
  };

  const sayFailed = () => {
    const list = document.createElement("ul");
    list.className = "messages";
    list.innerHTML = '<li class="message error"></li>';
    list.firstChild.textContent = frame.dataset.failed;
    say([list]);
  };

  // What was open stays open, and the focus stays on the control that was used, or else on the line.
  const show = (page, control) => {
    const open = [...frame.querySelectorAll("details.annex-list[open]")].map((details) => details.id);
    const shown = page.querySelector("[data-arranging]");
    frame.replaceChildren(...shown.childNodes);
    for (const id of open) frame.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    prepare();
    const moved = frame.querySelector("[data-moved], [data-set]");
    if (moved) {
      const used = control && moved.querySelector(`:scope > .line ${control}`);
      (used ?? moved.querySelector(":scope > [data-settings] select") ?? moved).focus({ preventScroll: true });
      moved.scrollIntoView({ block: "nearest" });
    }
    const told = page.querySelectorAll("main > [role=status] .messages");
    say([...told]);
  };

  const load = async (address, options, control) => {
    if (frame.ariaBusy === "true") return;
    frame.ariaBusy = "true";
    try {
      const answer = await fetch(address, options);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const here = location.pathname === new URL(answer.url).pathname;
      // Another volet, or no longer signed in: that is another page.
      if (!answer.ok || !page.querySelector("[data-arranging]") || !here) location.assign(answer.ok ? answer.url : location.href);
      else show(page, control);
    } catch {
      sayFailed();
    } finally {
      frame.ariaBusy = "false";
    }
  };

  const send = (form, data, control) => load(form.action, { method: "POST", body: new URLSearchParams(data) }, control);

  const move = (one, side, target, control) => {
    const form = stepsOf(one);
    const data = new FormData(form);
    data.set("to", `${side}-${target.dataset.item}`);
    send(form, data, control);
  };

  frame.addEventListener("submit", (event) => {
    event.preventDefault();
    const step = event.submitter?.dataset.step;
    send(event.target, new FormData(event.target, event.submitter), step && `[data-step=${step}]`);
  });

  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-here]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    load(link.href, {});
  });

  frame.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches("[data-grip]")) return;
    event.preventDefault();
    const one = item(event.target);
    const target = siblings(one)[siblings(one).indexOf(one) + step];
    if (target) move(one, step < 0 ? "before" : "after", target, "[data-grip]");
  });

  /* --- With the mouse, a pen or a finger ------------------------------------------------------- */

  let dragged = null;

  const unmark = () => {
    for (const one of frame.querySelectorAll(".target-before, .target-after")) one.classList.remove("target-before", "target-after");
  };

  // The line of the same list under the pointer, and the side of it that is nearer.
  const under = (event) => {
    const target = siblings(dragged).find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY <= box.bottom;
    });
    if (!target || target === dragged) return null;
    const box = target.getBoundingClientRect();
    return { target, side: event.clientY < box.top + box.height / 2 ? "before" : "after" };
  };

  frame.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    dragged = item(grip);
    grip.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    dragged.classList.add("dragged");
    unmark();
    const place = under(event);
    place?.target.classList.add(`target-${place.side}`);
    const edge = 80;
    if (event.clientY < edge) scrollBy(0, -12);
    else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
  });
  const drop = (event) => {
    if (!dragged) return;
    const one = dragged;
    const place = event.type === "pointerup" ? under(event) : null;
    dragged.classList.remove("dragged");
    unmark();
    dragged = null;
    if (place) move(one, place.side, place.target, "[data-grip]");
  };
  frame.addEventListener("pointerup", drop);
  frame.addEventListener("pointercancel", drop);

  const prepare = () => {
    for (const hint of frame.querySelectorAll("[data-with-script]")) hint.hidden = false;
    for (const grip of frame.querySelectorAll("[data-grip]")) {
      grip.hidden = siblings(item(grip)).length < 2;
    }
  };
  prepare();
}
