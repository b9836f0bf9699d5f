import htmx from "htmx.org/dist/htmx.esm.js";
import { Idiomorph } from "idiomorph";
import { meta, moduleOff } from "./page.js";

const RETRIES = [2000, 5000, 10000, 30000];
const HIDDEN = 30000;
const PATIENCE = 5000;
const MISSED = 10000;
const WRITING = 3000;
const WRITING_SHOWN = 8000;

/*
 * An element with data-live="/address" listens to what is told there. Within it
 *   data-live-on="names of events" data-live-get="/address"   is fetched anew when one of them is told;
 *   data-live-state data-lost="…" data-gone="…" data-absent="…"   says when nothing can be heard, and nothing otherwise; gone is
 *       while the module is off, absent when what is listened to is not there, or not for this person any more;
 *       a link with data-live-go in what is fetched is followed when nothing that is typed on the page is unsaved: once it is
 *       fetched, and when a form has been sent or a conflict settled after that;
 *   data-live-present                                         holds the names of those who listen, a list item each; with
 *       data-most="8" data-more="… {0} …" no more than the first of them, and how many others there are;
 *   data-live-at="place" data-writing="{0} …"                 says who writes there: the event 'writing' {place, user, name};
 *   form data-live-writing="/address" data-live-place="place" posts there that one writes.
 * Focus, what is typed and what has not been saved stay as they are, whatever is told.
 */
export function startLive(root) {
  const all = root.matches?.("[data-live]") ? [root] : root.querySelectorAll("[data-live]");
  all.forEach((element) => (element.samsynLive ??= new Listener(element)));
}

class Listener {
  constructor(element) {
    this.element = element;
    this.failures = 0;
    this.writers = new Map();
    this.parts = new WeakMap();
    element.addEventListener("input", (event) => this.typed(event.target.closest("form[data-live-writing]")));
    element.addEventListener("focusout", () => setTimeout(() => this.eachPart((part) => part.settle())));
    element.addEventListener("samsyn:settled", () => this.eachPart((part) => part.settle()));
    element.addEventListener("samsyn:sent", () => this.eachPart((part) => part.go()));
    document.addEventListener("visibilitychange", () => this.seen());
    addEventListener("online", () => this.online());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    this.open();
  }

  open() {
    if (!this.element.isConnected || (this.source && this.source.readyState !== EventSource.CLOSED)) return;
    clearTimeout(this.timer);
    this.source = new EventSource(this.element.dataset.live);
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("error", () => this.lost());
    this.source.addEventListener("present", (event) => this.present(JSON.parse(event.data)));
    this.source.addEventListener("writing", (event) => this.writing(JSON.parse(event.data)));
    this.names = new Set();
    this.eachPart((part) => part.events.forEach((name) => this.hear(name)));
  }

  /** What is listened to may have outlived the break, and what it told then could not be fetched. */
  online() {
    this.open();
    this.eachPart((part) => part.missed && part.refresh());
  }

  hear(name) {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.source.addEventListener(name, () => {
      this.eachPart((part) => part.events.includes(name) && part.refresh());
      this.heard();
    });
  }

  eachPart(work) {
    this.element.querySelectorAll("[data-live-get]").forEach((element) => {
      if (!this.parts.has(element)) this.parts.set(element, new Part(element));
      const part = this.parts.get(element);
      if (this.source && this.names) part.events.forEach((name) => this.hear(name));
      work(part);
    });
  }

  opened() {
    // What was told while nothing was heard is not told again; the first time that is since the page was made.
    this.eachPart((part) => part.refresh());
    this.failures = 0;
    this.state(null);
    if (this.before) {
      this.heard();
      // Whoever may listen anew may have lost what the page shows.
      this.why().then((why) => why === "absent" && this.state(why));
    }
    this.before = true;
  }

  heard() {
    this.element.dispatchEvent(new CustomEvent("samsyn:heard", { bubbles: true }));
  }

  lost() {
    if (this.source.readyState === EventSource.CLOSED) {
      const delay = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
      this.failures++;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), delay);
    }
    this.why().then((why) => this.source.readyState !== EventSource.OPEN && this.state(why));
  }

  /** Why nothing is heard is not told of what is listened to, but of what is fetched. */
  async why() {
    const part = this.element.querySelector("[data-live-get]");
    if (!part) return "lost";
    try {
      const response = await fetch(part.dataset.liveGet, { signal: AbortSignal.timeout(PATIENCE) });
      if (await moduleOff(response)) return "gone";
      return [403, 404].includes(response.status) ? "absent" : "lost";
    } catch {
      return "lost";
    }
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
  }

  /** A browser has six connections to a server; a page that nobody looks at does not keep one. */
  seen() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => this.close(), HIDDEN);
    else this.open();
  }

  /** As "lost", "gone" or "absent"; null while all is heard. */
  state(why) {
    this.element.querySelectorAll("[data-live-state]").forEach((one) => {
      const text = why ? (one.dataset[why] ?? one.dataset.lost) : "";
      if (one.textContent !== text) one.textContent = text;
      one.hidden = !why;
    });
  }

  present(names) {
    this.element.querySelectorAll("[data-live-present]").forEach((list) => {
      const most = names.length > Number(list.dataset.most ?? Infinity) ? Number(list.dataset.most) : names.length;
      const shown = names.slice(0, most);
      if (most < names.length) shown.push(list.dataset.more.replace("{0}", names.length - most));
      list.replaceChildren(...shown.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
    });
  }

  typed(form) {
    if (!form || Date.now() - (form.samsynWriting ?? 0) < WRITING) return;
    form.samsynWriting = Date.now();
    fetch(form.dataset.liveWriting, {
      method: "POST",
      headers: { "X-CSRF-Token": meta("csrf") },
      body: new URLSearchParams({ place: form.dataset.livePlace }),
    }).catch(() => {});
  }

  writing({ place, user, name }) {
    if (user === meta("user")) return;
    const here = this.writers.get(place) ?? new Map();
    this.writers.set(place, here);
    clearTimeout(here.get(user)?.timer);
    const timer = setTimeout(() => (here.delete(user), this.showWriters(place)), WRITING_SHOWN);
    here.set(user, { name, timer });
    this.showWriters(place);
  }

  showWriters(place) {
    const names = [...(this.writers.get(place)?.values() ?? [])].map((one) => one.name).join(", ");
    this.element.querySelectorAll(`[data-live-at="${CSS.escape(place)}"]`).forEach((one) => {
      const text = names ? one.dataset.writing.replace("{0}", names) : "";
      if (one.textContent !== text) one.textContent = text;
    });
  }
}

class Part {
  constructor(element) {
    this.element = element;
    this.events = element.dataset.liveOn.split(/\s+/).filter(Boolean);
  }

  async refresh() {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.fetching = true;
    try {
      const response = await fetch(this.element.dataset.liveGet, { headers: { Accept: "text/html" } });
      if (response.ok && !response.redirected) {
        this.fresh = await response.text();
        this.settle();
      }
      this.missed = response.status >= 500;
    } catch {
      this.missed = true;
    } finally {
      this.fetching = false;
    }
    if (this.again) {
      this.again = false;
      this.refresh();
    } else if (this.missed && this.element.isConnected) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.missed && this.refresh(), MISSED);
    }
  }

  /** Shows what was fetched, but for what the person is in the middle of. */
  settle() {
    if (this.fresh == null) return;
    const html = this.fresh;
    this.fresh = null;
    Idiomorph.morph(this.element, html, {
      morphStyle: "innerHTML",
      restoreFocus: true,
      callbacks: {
        beforeNodeMorphed: (old, fresh) => {
          if (!this.holds(old, fresh)) return true;
          this.fresh = html;
          return false;
        },
        beforeNodeRemoved: (old) => {
          if (!this.holds(old)) return true;
          this.fresh = html;
          return false;
        },
        afterNodeMorphed: (old) => old.samsynAutosave?.taken(),
        // What somebody has unfolded stays that, and so does what they are offered of what they typed before.
        beforeAttributeUpdated: (name, old) =>
          !(name === "open" && old.matches("details")) && !(name === "hidden" && old.matches("[data-unsent]")),
      },
    });
    htmx.process(this.element);
    htmx.trigger(this.element, "htmx:load");
    htmx.trigger(this.element, "samsyn:refreshed");
    this.go();
  }

  /** Follows the way on that what was fetched has. */
  go() {
    const go = this.element.querySelector("a[data-live-go]");
    if (go && ![...document.forms].some(unsaved)) location.assign(go.href);
  }

  holds(old, fresh) {
    if (!(old instanceof HTMLElement)) return false;
    // What a status says of one's own saving, and who writes, is this page's own.
    if (old.matches("[data-autosave-status], [data-live-at]")) return Boolean(fresh);
    if (old.matches("form")) {
      old.samsynAutosave?.overtaken(fresh?.elements?.version?.value);
      return unsaved(old) || older(fresh, old);
    }
    return !fresh && [...old.querySelectorAll("form")].some(unsaved);
  }
}

function unsaved(form) {
  if (form.samsynAutosave) return form.samsynAutosave.busy();
  return [...form.elements].some(
    (one) =>
      one.type !== "hidden" &&
      (one.hasAttribute("aria-invalid") || (one.type === "checkbox" ? one.checked !== one.defaultChecked : typed(one))),
  );
}

function typed(field) {
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected) && field.selectedIndex > 0;
  }
  return "defaultValue" in field && field.type !== "submit" && field.value !== field.defaultValue;
}

/** Whether what was fetched is from before what this page has saved since. */
function older(fresh, old) {
  return Number(fresh?.elements?.version?.value) < Number(old.elements.version?.value);
}
