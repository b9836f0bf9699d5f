import { meta, moduleOff, renewSession, UNSENT } from "./page.js";
import { announce } from "./status.js";

const RETRIES = [2000, 5000, 15000, 30000];

/*
 * A form with data-send adds something without the page being loaded anew, and loses nothing on the way: what is typed lies
 * in this browser until the server has it, and is sent again until then. The field 'key' tells the server that it is the
 * same form: an answer may have been lost on the way, and what is sent anew may say more, so the server then changes what it
 * made. [data-send-status] says in its first span data-sent, data-waiting, data-expired (signed out: with a link to sign in,
 * [data-send-login]), data-gone (the module is off), data-absent (what the form belongs to is not there, or not for this person
 * any more) or why it was refused, which is data-refused where the answer does not say; what is wrong with a field is said
 * at it. With data-send-go the page that answers is gone to.
 */
export function startSend(root) {
  root.querySelectorAll("form[data-send]").forEach((form) => (form.samsynSend ??= new Sender(form)));
}

class Sender {
  constructor(form) {
    this.form = form;
    this.place = UNSENT + meta("user") + ":" + form.getAttribute("action");
    this.failures = 0;
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("input", () => this.keep());
    addEventListener("online", () => this.waiting && this.send());
    document.addEventListener("samsyn:heard", () => this.waiting && this.send());
    document.addEventListener("visibilitychange", () => !document.hidden && this.waiting && this.send());
    this.restore();
  }

  fields() {
    return [...this.form.elements].filter((one) => one.name && !["_csrf", "key"].includes(one.name) && one.type !== "submit");
  }

  typed() {
    return this.fields().some((one) => one.type !== "hidden" && one.tagName !== "SELECT" && one.value !== "");
  }

  keep() {
    try {
      if (!this.typed()) localStorage.removeItem(this.place);
      else localStorage.setItem(this.place, JSON.stringify(this.values()));
    } catch {
      // Then what is typed lies in the page alone.
    }
  }

  /** The key goes along once the server may have seen it; until then what is kept is anybody's draft, in another tab too. */
  values() {
    const key = this.tried ? this.form.elements.key : null;
    return Object.fromEntries([...this.fields(), key].filter(Boolean).map((one) => [one.name, one.value]));
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.place) ?? "null");
    if (!kept) return;
    this.tried = "key" in kept;
    for (const [name, value] of Object.entries(kept)) if (this.form.elements[name]) this.form.elements[name].value = value;
  }

  submitted(event) {
    event.preventDefault();
    this.submitter = event.submitter?.name ? event.submitter : null;
    this.send();
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    this.tried = true;
    this.keep();
    const sent = JSON.stringify(this.values());
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    if (this.submitter) body.set(this.submitter.name, this.submitter.value);
    const token = meta("csrf");
    try {
      const response = await fetch(this.form.getAttribute("action"), {
        method: "POST",
        headers: { "X-CSRF-Token": token, "Samsyn-Autosave": "true", Accept: "text/html" },
        body,
      });
      if (response.ok && !(response.redirected && response.url.includes("/login"))) this.arrived(sent, response.url);
      else if (await moduleOff(response)) this.again("gone");
      else if (response.status === 404) this.absent();
      else if ((response.redirected || response.status === 403) && (await renewSession(token)) === "new") this.resend();
      else if (response.redirected) this.again("expired");
      else if (response.status >= 500) this.again();
      else this.refused(await response.text());
    } catch {
      this.again();
    } finally {
      this.sending = false;
    }
  }

  arrived(sent, address) {
    this.waiting = false;
    this.failures = 0;
    if ("sendGo" in this.form.dataset) return location.assign(address);
    this.unmark();
    const all = JSON.stringify(this.values()) === sent;
    this.tried = false;
    if (all) {
      localStorage.removeItem(this.place);
      this.form.reset();
      this.fields().forEach((one) => one.tagName === "TEXTAREA" && (one.value = ""));
    }
    if (this.form.elements.key) this.form.elements.key.value = crypto.randomUUID?.() ?? String(Math.random()).slice(2) + Date.now();
    this.keep();
    this.show("sent", "");
    announce(this.status()?.dataset.sent);
    this.form.dispatchEvent(new CustomEvent("samsyn:sent", { bubbles: true }));
  }

  again(why = "waiting") {
    this.waiting = true;
    this.show(why, this.status()?.dataset[why] ?? this.status()?.dataset.waiting);
    this.timer = setTimeout(() => this.send(), RETRIES[Math.min(this.failures++, RETRIES.length - 1)]);
  }

  resend() {
    this.waiting = true;
    this.timer = setTimeout(() => this.send());
  }

  absent() {
    this.waiting = false;
    this.show("failed", this.status()?.dataset.absent ?? this.status()?.dataset.refused);
  }

  /** What is wrong is taken from the page that would have been shown. */
  refused(html) {
    this.waiting = false;
    this.unmark();
    const page = new DOMParser().parseFromString(html, "text/html");
    const all = [...page.querySelectorAll(".s-error-summary li")];
    const errors = all.filter((one) => !this.marked(one.querySelector("a"), page)).map((one) => one.textContent.trim()).join(" ");
    this.form.querySelector("[aria-invalid]")?.focus();
    this.show("failed", all.length ? errors : page.querySelector("main .s-lede, .s-notice p")?.textContent || this.status()?.dataset.refused);
  }

  /** Says at the field what is wrong with it, as the page would have; false when there is none here. */
  marked(link, page) {
    const field = link && this.fields().find((one) => "#" + one.id === link.hash);
    if (!field) return false;
    const id = "e-" + field.name;
    const error = document.createElement("p");
    error.className = "s-error";
    error.textContent = link.textContent;
    const said = page.getElementById(id) ? document.importNode(page.getElementById(id), true) : error;
    said.id = id;
    (field.closest(".ds-field") ?? field.parentElement).append(said);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    return true;
  }

  unmark() {
    for (const field of this.fields().filter((one) => one.hasAttribute("aria-invalid"))) {
      document.getElementById("e-" + field.name)?.remove();
      const others = field.getAttribute("aria-describedby").split(" ").filter((id) => id !== "e-" + field.name);
      field.removeAttribute("aria-invalid");
      if (others.length) field.setAttribute("aria-describedby", others.join(" "));
      else field.removeAttribute("aria-describedby");
    }
  }

  status() {
    return this.form.querySelector("[data-send-status]");
  }

  show(state, text) {
    const status = this.status();
    if (!status) return;
    status.dataset.state = state === "sent" ? "saved" : "failed";
    status.querySelector("[data-send-login]").hidden = state !== "expired";
    status.querySelector("span").textContent = text ?? "";
  }
}
