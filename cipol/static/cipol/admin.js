"use strict";
/* Gives every searched choice (select2) the name of its field: what select2 draws has none for a screen reader. */
{
  const $ = django.jQuery;

  const nameOf = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    return label ? label.textContent.replace(/\s*:\s*$/, "").trim() : "";
  };

  const nameDrawn = (select) => {
    const drawn = select.nextElementSibling;
    if (!drawn || !drawn.matches(".select2")) return;
    const name = nameOf(select);
    const value = drawn.querySelector(".select2-selection--single .select2-selection__rendered");
    if (value) {
      // One control, not a text box inside a combo box; its name is the field and what is chosen.
      value.removeAttribute("role");
      value.removeAttribute("aria-readonly");
      const box = drawn.querySelector(".select2-selection");
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", [name, value.textContent.replace("×", "").trim()].filter(Boolean).join(" : "));
    }
    for (const input of drawn.querySelectorAll(".select2-search__field")) input.setAttribute("aria-label", name);
  };

  const nameAll = (within) => {
    for (const select of within.querySelectorAll("select.admin-autocomplete")) {
      nameDrawn(select);
      $(select).on("change.name select2:close.name", () => setTimeout(() => nameDrawn(select)));
      $(select).on("select2:open", () => {
        for (const input of document.querySelectorAll(".select2-dropdown .select2-search__field")) {
          input.setAttribute("aria-label", nameOf(select));
        }
        const results = document.querySelector(".select2-dropdown .select2-results__options");
        if (results) results.setAttribute("aria-label", nameOf(select));
      });
    }
  };

  // The cross that empties a multiple choice would stand in its list without being an item; each item has its own.
  for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) select.dataset.allowClear = "false";
  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
}
