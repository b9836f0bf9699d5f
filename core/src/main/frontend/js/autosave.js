import htmx from "htmx.org/dist/htmx.esm.js";
import { clock, DRAFT, KEPT, meta, moduleOff, renewSession } from "./page.js";

const PAUSE = 1200;
const RETRIES = [2000, 5000, 15000, 30000];

/*
 * A form with data-autosave="URL" saves itself after a pause in typing:
 *   2xx  saved; the entity tag, when given, becomes the form's version
 *   409  somebody else saved: the fragment in the answer is put in the form's [data-conflict], the text stays; when what is
 *        saved changes again, the fragment is fetched anew
 *   422  not valid yet: the text stays and is sent with the next change
 *   423  locked: the fragment in the answer says why, the text stays and is saved if it is opened again
 *   410  taken away: the fragment in the answer says by whom, the text stays to be copied until its [data-discard] is pressed
 *   404  the module is off: sent again, as when off line. Any other 404, and 403 to somebody who is still signed in: it is not
 *        there, or not for this person any more; the text stays, and is sent with the next change or when something is heard
 *        again. So with any other 4xx
 *   else (off line, server down, logged out: then with a link, [data-autosave-login]): kept in this browser and sent again
 * What has not been saved lies in localStorage, so that a closed window loses nothing. A form with data-autosave-unsaved came
 * back from the server with what was not saved.
 */
export function startAutosave() {
  htmx.onLoad((root) => {
    const forms = [...root.querySelectorAll("form[data-autosave]")];
    if (root.matches?.("form[data-autosave]")) forms.push(root);
    forms.filter((form) => !form.samsynAutosave).forEach((form) => (form.samsynAutosave = new Autosave(form)));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-forget-drafts]")) forgetDrafts();
  });
}

function forgetDrafts() {
  Object.keys(localStorage)
    .filter((key) => KEPT.some((prefix) => key.startsWith(prefix)))
    .forEach((key) => localStorage.removeItem(key));
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = DRAFT + meta("user") + ":" + form.dataset.autosave;
    this.failures = 0;
    this.saved = this.text();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.schedule(0));
    // What a page listens to is back, or has been told of: what could not be saved before may be now.
    document.addEventListener("samsyn:heard", () => this.failures > 0 && this.schedule(0));
    document.addEventListener("visibilitychange", () => !document.hidden && this.failures > 0 && this.schedule(0));
    addEventListener("pagehide", () => this.dirty() && !this.stopped && this.save({ keepalive: true }));
    if (form.hasAttribute("data-autosave-unsaved")) this.cameBack();
    else this.offerUnsent();
  }

  /** What is compared, kept and restored: the form without its tokens and what tells this page from others. */
  fields() {
    return [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && !["_csrf", "version", "conflictVersion", "page", "basis"].includes(name),
    );
  }

  text() {
    return JSON.stringify(this.fields());
  }

  dirty() {
    return this.text() !== this.saved;
  }

  /** Whether there is something here that the server does not have, or that is to be settled. */
  busy() {
    return this.stopped || this.sending || this.dirty();
  }

  /** What the form holds now came from the server. */
  taken() {
    if (!this.stopped) this.saved = this.text();
  }

  changed() {
    if (!this.dirty()) return;
    this.keep();
    if (!this.stopped) this.schedule(PAUSE);
  }

  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ fields: this.fields(), version: this.form.elements.version?.value, at: Date.now() }));
    } catch {
      this.show("failed", this.form.dataset.autosaveFull);
    }
  }

  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  cameBack() {
    this.saved = "";
    this.stopped = this.form.querySelector(".s-conflict") !== null;
    this.keep();
    if (!this.stopped) this.schedule(0);
  }

  async save({ keepalive = false } = {}) {
    if (this.sending || this.submitting || this.stopped || !this.dirty()) return;
    const sent = this.text();
    this.sending = true;
    this.show("saving");
    try {
      await this.answered(await this.post(keepalive), sent);
    } catch {
      this.again("offline");
    } finally {
      this.sending = false;
    }
    if (this.dirty() && !this.stopped && this.failures === 0) this.schedule(PAUSE);
  }

  post(keepalive) {
    this.token = meta("csrf");
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      keepalive,
      headers: { "X-CSRF-Token": this.token, "Samsyn-Autosave": "true", Accept: "text/html" },
      body: new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string")),
    });
  }

  /** What stands against it has got this version by now: it is asked for anew, so that one chooses among what is there. */
  async overtaken(version) {
    const shown = this.form.querySelector(".s-conflict [name=conflictVersion]");
    if (!this.stopped || this.renewing || this.submitting || !shown || !(Number(version) > Number(shown.value))) return;
    this.renewing = true;
    const sent = this.text();
    try {
      const response = await this.post(false);
      if (response.status === 409) this.put(await response.text());
      else if (response.ok && !response.redirected) await this.settled(response, sent);
    } catch {
      // Out of reach: what is told of next asks again.
    } finally {
      this.renewing = false;
    }
  }

  /** The other has come to write the same. */
  async settled(response, sent) {
    this.stopped = false;
    this.form.querySelectorAll(".s-conflict").forEach((panel) => panel.remove());
    await this.answered(response, sent);
    this.form.dispatchEvent(new CustomEvent("samsyn:settled", { bubbles: true }));
  }

  async answered(response, sent) {
    if (response.ok && !response.redirected) {
      this.failures = 0;
      this.saved = sent;
      const version = response.headers.get("ETag")?.replaceAll('"', "");
      if (version && this.form.elements.version) this.form.elements.version.value = version;
      if (!this.dirty()) localStorage.removeItem(this.key);
      if (this.locked) this.form.querySelector("[data-conflict]")?.replaceChildren();
      this.locked = false;
      this.show("saved", clock());
    } else if (response.status === 409) {
      this.stopped = true;
      this.put(await response.text());
      this.show("conflict");
    } else if (response.status === 423) {
      if (!this.locked) this.put(await response.text());
      this.locked = true;
      this.again("locked");
    } else if (response.status === 410) {
      this.removed(await response.text());
    } else if (response.status === 404) {
      if (await moduleOff(response)) this.again("gone");
      else this.refused("absent");
    } else if (response.status === 422) {
      this.saved = sent;
      this.show("invalid");
    } else if (response.status >= 500) {
      this.again("offline");
    } else if (response.redirected || response.status === 403) {
      const session = await renewSession(this.token);
      if (session === "new") this.schedule(0);
      else if (session === "same" && response.status === 403) this.refused("absent");
      else this.again("expired");
    } else {
      this.refused("refused");
    }
  }

  again(state) {
    const delay = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures++;
    this.show(state);
    this.schedule(delay);
  }

  /** Nobody says that it will be another answer the next time: it is not asked for over and over. */
  refused(why) {
    this.failures++;
    this.show(why);
  }

  /** There is nothing to save it in any more. */
  removed(html) {
    this.stopped = true;
    this.put(html);
    this.show("removed");
    this.form.querySelector("[data-conflict] [data-discard]")?.addEventListener("click", () => {
      localStorage.removeItem(this.key);
      this.stopped = false;
      this.taken();
      this.form.dispatchEvent(new CustomEvent("samsyn:settled", { bubbles: true }));
    });
  }

  /** Shows in the form what stands against it. */
  put(html) {
    this.unfold();
    const place = this.form.querySelector("[data-conflict]");
    const answer = new DOMParser().parseFromString(html, "text/html");
    const fragment = answer.querySelector(".s-conflict") ?? answer.querySelector("main") ?? answer.body.firstElementChild;
    const chosen = document.activeElement?.closest(".s-conflict") && document.activeElement.value;
    this.form.querySelectorAll(".s-conflict").forEach((panel) => panel.remove());
    place.replaceChildren(document.importNode(fragment, true));
    htmx.process(place);
    if (chosen) place.querySelector(`[name=resolution][value="${chosen}"]`)?.focus();
  }

  /** What one is to settle is not left folded away. */
  unfold() {
    const folded = this.form.closest("details");
    if (folded) folded.open = true;
  }

  /** A full submit carries everything; the copy stays until the next page shows that it arrived. */
  submitted(event) {
    this.submitting = true;
    // Whoever settles a conflict has chosen among texts that the server has, and whoever adds or takes away a row has it keep
    // what is typed; nothing is left to offer again.
    if (["resolution", "row"].includes(event.submitter?.name)) localStorage.removeItem(this.key);
    clearTimeout(this.timer);
    addEventListener("pageshow", () => (this.submitting = false), { once: true });
  }

  offerUnsent() {
    const kept = localStorage.getItem(this.key);
    if (!kept) return;
    const draft = JSON.parse(kept);
    if (JSON.stringify(draft.fields) === this.saved) {
      localStorage.removeItem(this.key);
      return;
    }
    const offer = this.form.querySelector("[data-unsent]");
    if (!offer) return;
    offer.hidden = false;
    this.unfold();
    offer.querySelector("[data-restore]").addEventListener("click", () => {
      this.restore(draft.fields);
      // What was typed was typed on that version: what others have saved since is told of, not overwritten.
      if (draft.version !== undefined && this.form.elements.version) this.form.elements.version.value = draft.version;
      offer.hidden = true;
      this.schedule(0);
    });
    offer.querySelector("[data-discard]").addEventListener("click", () => {
      localStorage.removeItem(this.key);
      offer.hidden = true;
    });
  }

  restore(fields) {
    const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : group(fields);
    for (const element of this.form.elements) {
      if (!element.name || element.type === "hidden") continue;
      const kept = (values.get(element.name) ?? []).map(([, value]) => value);
      if (["checkbox", "radio"].includes(element.type)) element.checked = kept.includes(element.value);
      else if (element.multiple) for (const option of element.options) option.selected = kept.includes(option.value);
      else if (kept.length > 0) element.value = kept[0];
      element.dispatchEvent(new Event("samsyn:restored"));
    }
  }

  show(state, detail = "") {
    const status = this.form.querySelector("[data-autosave-status]");
    if (!status) return;
    status.dataset.state = ["saved", "saving"].includes(state) ? state : "failed";
    const login = status.querySelector("[data-autosave-login]");
    if (login) login.hidden = state !== "expired";
    // A conflict puts another panel in the form's place, whose status may have no text of its own.
    const text = status.querySelector("span");
    if (text) text.textContent = (status.dataset[state] ?? "").replace("{0}", detail);
  }
}

function group(fields) {
  const groups = new Map();
  fields.forEach((field) => groups.set(field[0], [...(groups.get(field[0]) ?? []), field]));
  return groups;
}
