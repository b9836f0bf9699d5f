/** A button with data-print prints the page. Without script it is hidden: the browser's own command does the same. */
export function startPrint(root) {
  root.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
}
