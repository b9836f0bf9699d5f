import Sortable from "sortablejs";
import { meta } from "./page.js";
import { announce } from "./status.js";

/*
 * A list with data-sort="/address/{key}/move" whose items have data-sort-key is put in order by dragging its
 * [data-sort-handle] or by the buttons of its forms, without the page being loaded anew; what is posted is to=<number>.
 * data-sort-done="… {0}" says where it went. When it could not be moved it goes back, and why is said: in what was answered,
 * else by data-sort-refused, or data-sort-lost where nothing was. Without script the buttons do it.
 */
export function startSort(root) {
  root.querySelectorAll("[data-sort]").forEach((list) => {
    list.dataset.sorting = "true";
    if (list.samsynSort) return;
    let next = null;
    list.samsynSort = Sortable.create(list, {
      handle: "[data-sort-handle]",
      draggable: "[data-sort-key]",
      animation: 120,
      onStart: (event) => (next = event.item.nextElementSibling),
      onEnd: (event) => {
        if (event.newDraggableIndex === event.oldDraggableIndex) return;
        const address = list.dataset.sort.replace("{key}", event.item.dataset.sortKey);
        const stood = next;
        move(list, address, new URLSearchParams({ to: event.newDraggableIndex + 1 }), () => back(list, event.item, stood));
      },
    });
    list.addEventListener("submit", (event) => {
      if (!event.submitter?.name) return;
      event.preventDefault();
      // It stands there already.
      if (event.submitter.getAttribute("aria-disabled") === "true") return;
      const data = new URLSearchParams({ [event.submitter.name]: event.submitter.value });
      const item = event.submitter.closest("[data-sort-key]");
      const stood = item.nextElementSibling;
      step(list, event.submitter.value === "up", item);
      move(list, event.target.action, data, () => back(list, item, stood));
    });
  });
}

async function move(list, address, data, undo) {
  told(list, "");
  try {
    const response = await fetch(address, { method: "POST", headers: { "X-CSRF-Token": meta("csrf") }, body: data });
    const out = response.redirected && response.url.includes("/login");
    if (response.ok && !out) return;
    undo();
    told(list, (!out && why(await response.text())) || list.dataset.sortRefused);
  } catch {
    undo();
    told(list, list.dataset.sortLost);
  }
}

/** What was answered, in the words of the page that would have been shown. */
function why(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("main .s-lede, main .s-notice p")?.textContent.trim();
}

/** Below the list stands why something was not moved, until something else is. */
function told(list, text) {
  const before = list.nextElementSibling?.matches("[data-sort-status]") ? list.nextElementSibling : null;
  if (!text) return before?.remove();
  const status = before ?? Object.assign(document.createElement("p"), { className: "s-saved" });
  status.dataset.sortStatus = "";
  status.dataset.state = "failed";
  status.textContent = text;
  list.after(status);
  announce(text);
}

/** Puts the item back before what it stood before, if both are still there. */
function back(list, item, next) {
  const focused = document.activeElement?.id;
  if (item.parentElement === list && (next === null || next.parentElement === list)) list.insertBefore(item, next);
  if (focused) document.getElementById(focused)?.focus();
}

/** Shows the step at once; what everybody sees is fetched when it is told, which may be before the answer comes. */
function step(list, up, item) {
  const focused = document.activeElement?.id;
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  other?.[up ? "before" : "after"](item);
  if (focused) document.getElementById(focused)?.focus();
  announce(list.dataset.sortDone?.replace("{0}", [...list.children].indexOf(item) + 1));
}
