import { clock } from "./page.js";

const CLOCKS = "[data-clock], [data-clock-until]";

/*
 * data-clock shows the time of day; data-clock-until="instant" how many minutes there are until then, by data-left="… {0}"
 * and data-over="… {0}", never more of them left than data-clock-most="minutes".
 */
export function startTime(root) {
  root.querySelectorAll(CLOCKS).forEach((element) => {
    // What is fetched anew has no text yet.
    if (element.samsynTicks) return element.samsynTicks();
    const tick = () => {
      if (!element.isConnected || !element.matches(CLOCKS)) {
        // What is fetched anew may make something else of it.
        element.samsynTicks = null;
        return clearInterval(timer);
      }
      const text = element.dataset.clockUntil ? left(element) : clock();
      if (element.textContent !== text) element.textContent = text;
    };
    const timer = setInterval(tick, 1000);
    element.samsynTicks = tick;
    tick();
  });
}

function left(element) {
  const minutes = Math.ceil((Date.parse(element.dataset.clockUntil) - Date.now()) / 60000);
  // Who writes afterwards, on another day, has no use for it.
  if (Math.abs(minutes) > 600) return "";
  if (minutes < 0) return element.dataset.over.replace("{0}", -minutes);
  return element.dataset.left.replace("{0}", Math.min(minutes, Number(element.dataset.clockMost ?? Infinity)));
}
