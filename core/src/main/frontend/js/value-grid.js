import { DRAFT, meta } from "./page.js";
import { announce } from "./status.js";

const PAUSE = 400;

/*
 * A form with data-values="/address" is a sheet. Arrows, Enter and Tab move among the fields of its table, Esc gives a field back
 * what stood in it, Ctrl+Enter saves, and a block from a spreadsheet is pasted from the field where one is (Ctrl+Z takes that
 * back). What was changed is posted to the address after a pause; the answer says what is wrong, which is told at the field, and
 * how what was typed is read. A field comes with a hidden was.<name>: its revision, a colon and what stood in it. What is typed
 * lies in this browser until it has been saved. Without script it is a form like others.
 */
export function startValueGrid(root) {
  root.querySelectorAll("form[data-values]").forEach((form) => (form.samsynValues ??= new ValueGrid(form)));
}

class ValueGrid {
  constructor(form) {
    this.form = form;
    this.rows = [...form.querySelectorAll(".s-values > tbody > tr")].map((row) =>
      [...row.querySelectorAll(":scope > td")].map((cell) => cell.querySelector("input[type=text]")),
    );
    this.fields = this.rows.flat().filter(Boolean);
    this.status = form.querySelector("[data-values-status]");
    this.place = DRAFT + meta("user") + ":" + form.getAttribute("action");
    this.pasted = [];
    if (this.fields.length === 0) return;
    form.querySelector("[data-values-keys]")?.removeAttribute("hidden");
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("paste", (event) => this.paste(event));
    form.addEventListener("focusin", (event) => this.fields.includes(event.target) && this.entered(event.target));
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("submit", () => (this.submitting = true));
    this.restore();
    this.mark();
  }

  stood(field) {
    const was = this.form.elements["was." + field.name].value;
    return was.slice(was.indexOf(":") + 1).trim();
  }

  changed() {
    return this.fields.filter((field) => field.value.trim() !== this.stood(field));
  }

  entered(field) {
    this.before = field.value;
    field.select();
  }

  typed(event) {
    if (!this.fields.includes(event.target)) return;
    this.pasted = [];
    this.said = "";
    this.later();
  }

  later() {
    this.mark();
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  key(event) {
    const field = event.target;
    if (!this.fields.includes(field) || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && this.pasted.length > 0) {
      event.preventDefault();
      this.takeBack();
    } else if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key === "Escape" && field.value !== this.before) {
      field.value = this.before;
      field.select();
      this.later();
    } else {
      const step = this.step(event, field);
      if (step) this.move(event, field, ...step);
    }
  }

  /** Which way the key leads, in rows and columns; within a text that is being written it moves there. */
  step(event, field) {
    const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    switch (event.key) {
      case "Enter":
        return [event.shiftKey ? -1 : 1, 0];
      case "ArrowDown":
        return [1, 0];
      case "ArrowUp":
        return [-1, 0];
      case "ArrowLeft":
        return !event.shiftKey && (all || field.selectionEnd === 0) ? [0, -1] : null;
      case "ArrowRight":
        return !event.shiftKey && (all || field.selectionStart === field.value.length) ? [0, 1] : null;
      default:
        return null;
    }
  }

  move(event, field, down, right) {
    event.preventDefault();
    let [row, column] = this.at(field);
    do {
      row += down;
      column += right;
      const next = this.rows[row]?.[column];
      if (next) return next.focus();
    } while (row >= 0 && row < this.rows.length && column >= 0 && column < this.rows[row].length);
  }

  at(field) {
    const row = this.rows.findIndex((fields) => fields.includes(field));
    return [row, this.rows[row].indexOf(field)];
  }

  paste(event) {
    const field = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const block = text.replaceAll("\r", "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    if (!this.fields.includes(field) || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    const [top, left] = this.at(field);
    let outside = 0;
    this.pasted = [];
    block.forEach((line, down) =>
      line.forEach((value, right) => {
        const cell = this.rows[top + down]?.[left + right];
        if (!cell) return outside++;
        this.pasted.push([cell, cell.value]);
        cell.value = value.trim().slice(0, cell.maxLength);
      }),
    );
    this.said = this.word("pasted", this.pasted.length) + (outside > 0 ? " " + this.word("outside", outside) : "");
    this.later();
  }

  takeBack() {
    this.pasted.forEach(([cell, value]) => (cell.value = value));
    this.pasted = [];
    this.said = "";
    this.later();
  }

  async check() {
    const changed = this.changed();
    this.asked?.abort();
    this.fields.filter((field) => !changed.includes(field) && !this.picked(field)).forEach((field) => this.tell(field, null));
    if (changed.length === 0) return this.mark();
    this.asked = new AbortController();
    const sent = new Map(changed.map((field) => [field.name, field.value]));
    const body = new URLSearchParams({ period: this.form.elements.period.value });
    for (const field of changed) {
      for (const name of ["", "was.", "pick."]) {
        const value = new FormData(this.form).get(name + field.name);
        if (value !== null) body.set(name + field.name, value);
      }
    }
    try {
      const response = await fetch(this.form.dataset.values, {
        method: "POST",
        headers: { "X-CSRF-Token": meta("csrf"), Accept: "application/json" },
        signal: this.asked.signal,
        body,
      });
      if (!response.ok || response.redirected) throw new Error(response.status);
      this.checked(changed, sent, (await response.json()).cells);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.word("offline"));
    }
  }

  checked(changed, sent, cells) {
    for (const field of changed) {
      if (field.value !== sent.get(field.name)) continue;
      const told = cells[field.name] ?? {};
      this.tell(field, told.error ?? null);
      if (told.error === undefined && told.text !== undefined && field !== document.activeElement) field.value = told.text;
    }
    this.mark();
    this.keep();
  }

  picked(field) {
    return this.form.elements["pick." + field.name] !== undefined;
  }

  /** Says at the field what is wrong with it, or that nothing is any more. */
  tell(field, text) {
    const id = "e-" + field.name;
    const before = document.getElementById(id);
    if (text === null) {
      before?.remove();
      field.removeAttribute("aria-invalid");
      field.setAttribute("aria-describedby", "b-" + field.name);
      return;
    }
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", "b-" + field.name + " " + id);
    if (before) return (before.querySelector("span").textContent = text);
    const error = Object.assign(document.createElement("p"), { className: "s-error", id });
    error.append(Object.assign(document.createElement("span"), { textContent: text }));
    field.closest("td").append(error);
  }

  /** Shows which fields are changed, and how many. */
  mark() {
    const changed = this.changed();
    this.fields.forEach((field) => field.closest("td").toggleAttribute("data-changed", changed.includes(field)));
    const wrong = this.fields.filter((field) => field.getAttribute("aria-invalid") === "true").length;
    const parts = [this.said, changed.length > 0 && this.word("changed", changed.length), wrong > 0 && this.word("wrong", wrong)];
    this.say(parts.filter(Boolean).join(" "));
  }

  word(name, count = "") {
    return this.status.dataset[name].replace("{0}", count);
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  keep() {
    const fields = this.changed().map((field) => [field.name, field.value, this.form.elements["was." + field.name].value]);
    try {
      if (fields.length === 0) localStorage.removeItem(this.place);
      else localStorage.setItem(this.place, JSON.stringify({ fields }));
    } catch {
      // Then what is typed lies in the page alone.
    }
  }

  /** What was not saved comes back, over what it was typed over: what others have saved since is told of. */
  restore() {
    const kept = JSON.parse(localStorage.getItem(this.place) ?? "null");
    if (!kept) return;
    const failed = document.querySelector(".s-error-summary") !== null;
    if (failed || document.querySelector(".s-flash")) {
      if (!failed) localStorage.removeItem(this.place);
      return;
    }
    for (const [name, value, was] of kept.fields) {
      const field = this.fields.find((one) => one.name === name);
      if (!field || value === this.stood(field)) continue;
      field.value = value;
      this.form.elements["was." + name].value = was;
      this.said = this.word("restored");
    }
    this.later();
    announce(this.said);
  }
}
