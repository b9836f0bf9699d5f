/** What is typed and not saved lies in this browser under these, then the user and the address. */
export const DRAFT = "samsyn:draft:";
export const UNSENT = "samsyn:unsent:";
export const KEPT = [DRAFT, UNSENT];

export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content ?? "";
}

export function language() {
  return document.documentElement.lang || "sv";
}

/** The time of day as the page's language writes it: 14.32 in Swedish, 14:32 in English. */
export function clock(date = new Date()) {
  const separator = language().startsWith("sv") ? "." : ":";
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(separator);
}
