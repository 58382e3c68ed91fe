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

  const nameOpened = (select) => {
    const box = select.nextElementSibling.querySelector("[role=combobox]");
    if (box.hasAttribute("aria-owns")) box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
    const named = ".select2-dropdown :is(.select2-search__field, .select2-results__options)";
    for (const element of document.querySelectorAll(named)) element.setAttribute("aria-label", nameOf(select));
  };

  const nameAll = (within) => {
    for (const select of within.querySelectorAll("select.admin-autocomplete")) {
      nameDrawn(select);
      $(select).on("change select2:close", () => setTimeout(() => nameDrawn(select)));
      $(select).on("select2:open", () => nameOpened(select));
    }
  };

  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    // What opens stands in the content of the page, not behind its end.
    select.dataset.dropdownParent = "#content-start";
    // The cross that empties a multiple choice would stand in its list without being an item; each item has its own.
    if (select.multiple) select.dataset.allowClear = "false";
  }

  $(() => nameAll(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
}
