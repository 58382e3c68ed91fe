"use strict";
/* "Add a figure" without a new page. Without it the button asks the server for the empty row. */
for (const button of document.querySelectorAll("button[data-add]")) {
  const prefix = button.dataset.add;
  const rows = document.querySelector(`[data-rows="${prefix}"]`);
  const empty = document.querySelector(`template[data-row="${prefix}"]`);
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);

  button.addEventListener("click", (event) => {
    event.preventDefault();
    const number = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", number).replaceAll("__number__", number + 1);
    rows.append(holder.content);
    total.value = number + 1;
    rows.lastElementChild.querySelector("input:not([type=hidden]), select").focus();
  });
}
