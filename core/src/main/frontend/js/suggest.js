// The package exports everything at once; these are the element that pages need and what places its list.
import "../node_modules/@digdir/designsystemet-web/dist/esm/popover/popover.js";
import "../node_modules/@digdir/designsystemet-web/dist/esm/suggestion/suggestion.js";

/*
 * <div data-suggest><label for=id>…</label> … <select id=id></select></div> becomes a field one types in, with the options as suggestions.
 * The select stays in the form, hidden, and is what is sent: the server sees no difference.
 */
export function startSuggest(root) {
  root.querySelectorAll("[data-suggest]:not([data-ready])").forEach(upgrade);
}

function upgrade(field) {
  const select = field.querySelector("select");
  const label = field.querySelector("label");
  const suggestion = document.createElement("ds-suggestion");
  suggestion.className = "ds-suggestion";
  if (select.multiple) suggestion.setAttribute("data-multiple", "");

  const input = document.createElement("input");
  input.className = "ds-input";
  input.type = "text";
  input.autocomplete = "off";
  input.id = `${select.id}-search`;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  const list = document.createElement("u-datalist");
  const options = [...select.options].filter((option) => option.value !== "");
  for (const option of options) {
    const item = document.createElement("u-option");
    item.value = option.value;
    item.label = option.textContent.trim();
    item.textContent = option.textContent.trim();
    if (option.dataset.hint) item.append(hint(option.dataset.hint));
    list.append(item);
  }
  const chosen = options.filter((option) => option.selected).map(chip);
  suggestion.append(...chosen, input, list);

  label.htmlFor = input.id;
  select.hidden = true;
  select.tabIndex = -1;
  select.after(suggestion);
  field.dataset.ready = "";
  select.addEventListener("samsyn:restored", () => {
    suggestion.remove();
    upgrade(field);
  }, { once: true });

  suggestion.addEventListener("comboboxafterselect", () => {
    const values = new Set([...suggestion.querySelectorAll("data")].map((item) => item.value));
    for (const option of select.options) option.selected = values.has(option.value);
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function chip(option) {
  const data = document.createElement("data");
  data.className = "ds-chip";
  data.value = option.value;
  data.textContent = option.textContent.trim();
  return data;
}

function hint(text) {
  const small = document.createElement("small");
  small.textContent = text;
  return small;
}
