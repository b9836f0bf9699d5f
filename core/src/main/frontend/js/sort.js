import Sortable from "sortablejs";
import { meta } from "./page.js";
import { announce } from "./status.js";

/*
 * A list with data-sort="/address/{key}/move" whose items have data-sort-key is put in order by dragging its
 * [data-sort-handle] or by the buttons of its forms, without the page being loaded anew; what is posted is to=<number>.
 * data-sort-done="… {0}" says where it went. Without script the buttons do it.
 */
export function startSort(root) {
  root.querySelectorAll("[data-sort]").forEach((list) => {
    list.dataset.sorting = "true";
    if (list.samsynSort) return;
    list.samsynSort = Sortable.create(list, {
      handle: "[data-sort-handle]",
      draggable: "[data-sort-key]",
      animation: 120,
      onEnd: (event) => {
        if (event.newDraggableIndex === event.oldDraggableIndex) return;
        const address = list.dataset.sort.replace("{key}", event.item.dataset.sortKey);
        move(list, address, new URLSearchParams({ to: event.newDraggableIndex + 1 }));
      },
    });
    list.addEventListener("submit", (event) => {
      if (!event.submitter?.name) return;
      event.preventDefault();
      // It stands there already.
      if (event.submitter.getAttribute("aria-disabled") === "true") return;
      const data = new URLSearchParams({ [event.submitter.name]: event.submitter.value });
      move(list, event.target.action, data, event.submitter.closest("[data-sort-key]"));
    });
  });
}

async function move(list, address, data, item) {
  // Shown at once; what everybody sees is fetched when it is told, which may be before the answer comes.
  if (item) step(list, data.get("to") === "up", item);
  try {
    const response = await fetch(address, { method: "POST", headers: { "X-CSRF-Token": meta("csrf") }, body: data });
    if (!response.ok) throw new Error(String(response.status));
  } catch {
    location.reload();
  }
}

function step(list, up, item) {
  const focused = document.activeElement?.id;
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  other?.[up ? "before" : "after"](item);
  if (focused) document.getElementById(focused)?.focus();
  announce(list.dataset.sortDone?.replace("{0}", [...list.children].indexOf(item) + 1));
}
