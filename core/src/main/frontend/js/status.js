/** Says something to a screen reader without moving focus. */
export function announce(text) {
  const region = document.getElementById("s-live");
  if (region && text) region.textContent = text;
}
