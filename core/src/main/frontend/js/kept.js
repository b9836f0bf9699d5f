import { KEPT, meta } from "./page.js";

/*
 * An element with data-kept="/address" is shown when something was typed under that address, in this browser and by the same
 * person, that the server never took: its template once for each, with the text in [data-kept-text], [data-copy] and [data-discard].
 */
export function startKept(root) {
  root.querySelectorAll("[data-kept]").forEach((element) => {
    for (const key of keys(element.dataset.kept)) show(element, key);
  });
}

function keys(address) {
  const starts = KEPT.map((prefix) => `${prefix}${meta("user")}:${address}`);
  return Object.keys(localStorage).filter((key) => starts.some((start) => key.startsWith(start)));
}

function show(element, key) {
  const text = typed(JSON.parse(localStorage.getItem(key)));
  if (text === "") return;
  const one = element.querySelector("template").content.firstElementChild.cloneNode(true);
  const place = one.querySelector("[data-kept-text]");
  place.textContent = text;
  place.id = `kept-${element.children.length}`;
  one.querySelector("[data-copy]").dataset.copy = `#${place.id}`;
  one.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(key);
    one.remove();
    element.hidden = !element.querySelector("[data-kept-text]");
  });
  element.append(one);
  element.hidden = false;
}

/** What a person wrote; ids and the like are nothing to read. */
function typed(kept) {
  const values = kept.fields ? kept.fields.map(([, value]) => value) : Object.values(kept);
  return values.filter((value) => /\p{L}/u.test(value) && !/^[0-9a-f-]{36}$/.test(value)).join("\n");
}
