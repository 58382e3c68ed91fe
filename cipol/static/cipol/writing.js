"use strict";
/* The tool bar above a text: it puts the marks of Markdown around what is selected. Without it they are typed. */
{
  const replace = (area, start, end, text, from, to) => {
    area.focus();
    area.setRangeText(text, start, end, "end");
    area.setSelectionRange(from, to);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const around = (area, mark, sample) => {
    const { selectionStart: start, selectionEnd: end } = area;
    const words = area.value.slice(start, end) || sample;
    const from = start + mark.length;
    replace(area, start, end, mark + words + mark, from, from + words.length);
  };

  // A list or a heading stands by itself: an empty line separates it from what comes before.
  const before = (area, mark) => {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const lines = area.value.slice(start, area.selectionEnd).split("\n");
    const previous = area.value.slice(0, start).trimEnd().split("\n").pop();
    const gap = previous && !previous.startsWith(mark) && !area.value.slice(0, start).endsWith("\n\n") ? "\n" : "";
    const text = gap + lines.map((line) => mark + line).join("\n");
    replace(area, start, area.selectionEnd, text, start + text.length, start + text.length);
  };

  const link = (area, address, sample) => {
    const { selectionStart: start, selectionEnd: end } = area;
    const words = area.value.slice(start, end) || sample;
    const from = start + words.length + 3;
    replace(area, start, end, `[${words}](${address})`, from, from + address.length);
  };

  const act = (area, { around: mark, before: start, link: address, sample }) => {
    if (mark) around(area, mark, sample);
    else if (start) before(area, start);
    else link(area, address, sample);
  };

  // One stop for the Tab key; the arrows move inside, as in every tool bar.
  const walk = (bar) => {
    const tools = [...bar.querySelectorAll("button")];
    tools.forEach((tool, number) => (tool.tabIndex = number ? -1 : 0));
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tools[(tools.indexOf(document.activeElement) + step + tools.length) % tools.length];
      tools.forEach((tool) => (tool.tabIndex = tool === next ? 0 : -1));
      next.focus();
      event.preventDefault();
    });
  };

  for (const area of document.querySelectorAll("textarea[data-markdown]")) {
    const bar = document.getElementById("tools").content.firstElementChild.cloneNode(true);
    const label = document.querySelector(`label[for="${area.id}"]`).textContent;
    bar.setAttribute("aria-label", `${bar.getAttribute("aria-label")} – ${label}`);
    bar.setAttribute("aria-controls", area.id);
    bar.addEventListener("click", (event) => {
      const tool = event.target.closest("button");
      if (tool) act(area, tool.dataset);
    });
    walk(bar);
    area.before(bar);
  }
}
