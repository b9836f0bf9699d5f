/** A button with data-reveal="id" shows what is typed in that password field. Without script it is hidden. */
export function startReveal(root) {
  root.querySelectorAll("button[data-reveal]").forEach((button) => {
    button.hidden = false;
    const field = document.getElementById(button.dataset.reveal);
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.addEventListener("click", () => show(field.type === "password"));
    field.form?.addEventListener("submit", () => show(false));
  });
}
