import { announce } from "./status.js";

/** A button with data-copy="#id" copies that element's text. Without script it is hidden: the text can be marked by hand. */
export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      announce(button.dataset.copied);
      show(button);
    } catch {
      getSelection().selectAllChildren(source);
    }
  });
}

function show(button) {
  const label = button.querySelector("span");
  const text = label.textContent;
  if (text === button.dataset.copied) return;
  label.textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = text), 2000);
}
