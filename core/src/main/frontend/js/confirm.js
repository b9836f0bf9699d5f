/** A button with data-confirm asks first. The dialog's markup is in the layout, so its texts are too. */
export function startConfirm() {
  const dialog = document.getElementById("s-confirm");
  if (!dialog) return;
  let asking = null;

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button[data-confirm]");
      if (!button || button === asking) return;
      event.preventDefault();
      event.stopPropagation();
      asking = button;
      dialog.querySelector("h2").textContent = button.dataset.confirm;
      const more = dialog.querySelector("p");
      more.textContent = button.dataset.confirmText ?? "";
      more.hidden = !button.dataset.confirmText;
      const yes = dialog.querySelector("[value=yes]");
      yes.textContent = button.dataset.confirmYes ?? button.textContent.trim();
      yes.dataset.color = button.dataset.color || "danger";
      dialog.returnValue = "";
      dialog.showModal();
    },
    true,
  );

  dialog.addEventListener("close", () => {
    const button = asking;
    if (dialog.returnValue === "yes") button.click();
    asking = null;
    button.focus();
  });
}
