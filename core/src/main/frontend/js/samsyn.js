// Pages work without any of this; here they become quicker to use.
import htmx from "htmx.org/dist/htmx.esm.js";
import { meta } from "./page.js";
import { startAutosave } from "./autosave.js";
import { startConfirm } from "./confirm.js";
import { startCopy } from "./copy.js";
import { startNavigation } from "./navigation.js";
import { startPrint } from "./print.js";
import { startReveal } from "./reveal.js";
import { announce } from "./status.js";

htmx.on("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = meta("csrf");
});
htmx.on("htmx:sendError", () => announce(document.body.dataset.offline));
htmx.onLoad(start);
startNavigation();
startConfirm();
startCopy();
startAutosave();

/** Runs for the page and for everything that is swapped into it. */
function start(root) {
  if (root.querySelector("samsyn-chart")) import("./chart.js");
  if (root.querySelector("[data-suggest]")) import("./suggest.js").then((module) => module.startSuggest(root));
  if (root.matches?.("[data-live]") || root.querySelector("[data-live]")) import("./live.js").then((module) => module.startLive(root));
  if (root.querySelector("[data-sort]")) import("./sort.js").then((module) => module.startSort(root));
  if (root.querySelector("form[data-send]")) import("./send.js").then((module) => module.startSend(root));
  if (root.querySelector("[data-clock], [data-clock-until]")) import("./time.js").then((module) => module.startTime(root));
  if (root.querySelector("[data-kept]")) import("./kept.js").then((module) => module.startKept(root));
  if (root.querySelector("form[data-values]")) import("./value-grid.js").then((module) => module.startValueGrid(root));
  startReveal(root);
  startPrint(root);
  root.querySelector("[data-focus]")?.focus();
  if (matchMedia("(max-width: 900px)").matches) root.querySelectorAll("details[data-narrow-closed]").forEach((one) => (one.open = false));
}
