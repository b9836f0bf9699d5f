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

/** Where Samsyn's days and times are, wherever the browser thinks that it is. */
export const TIME_ZONE = "Europe/Stockholm";

const TIME = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: TIME_ZONE });

/** The time of day as the page's language writes it: 14.32 in Swedish, 14:32 in English. */
export function clock(date = new Date()) {
  const separator = language().startsWith("sv") ? "." : ":";
  return TIME.formatToParts(date)
    .filter((part) => part.type !== "literal")
    .map((part) => part.value)
    .join(separator);
}

/** Whether the answer says that the module is off for a while, which is said to scripts in JSON; any other 404 stays one. */
export function moduleOff(response) {
  if (response.status !== 404) return Promise.resolve(false);
  return response.json().then(
    (told) => told.code === "module-off",
    () => false,
  );
}

/**
 * Whoever has signed in anew, in another window, has a new session: its token is taken for what this page sends from now on.
 * Answers "new" when it is another than the token that was sent, as when another form of the page has taken it meanwhile, "same"
 * when it is that, and "none" when there is none, or it is another person's.
 */
export async function renewSession(sent) {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = (name) => page.querySelector(`meta[name="${name}"]`)?.content ?? "";
  if (!fresh("user") || fresh("user") !== meta("user")) return "none";
  if (fresh("csrf") === sent) return "same";
  document.querySelector('meta[name="csrf"]').content = fresh("csrf");
  document.querySelectorAll("input[name=_csrf]").forEach((field) => (field.value = fresh("csrf")));
  return "new";
}
