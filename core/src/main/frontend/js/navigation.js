import { TIME_ZONE } from "./page.js";

/** The folded navigation on small screens, drop-down menus, and the date on paper. */
export function startNavigation() {
  const navigation = document.getElementById("s-nav");
  const openers = document.querySelectorAll('a[href="#s-nav"]');

  function fold(open) {
    navigation.toggleAttribute("data-open", open);
    openers.forEach((opener) => opener.setAttribute("aria-expanded", String(open)));
    if (open) navigation.querySelector("a").focus();
    else openers[0]?.focus();
  }

  openers.forEach((opener) => {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      fold(true);
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      fold(true);
    });
  });

  document.addEventListener("click", (event) => {
    if (navigation?.hasAttribute("data-open")) {
      const closes = event.target.closest("[data-nav-close]");
      const outside = !event.target.closest("#s-nav, a[href='#s-nav']");
      if (closes) event.preventDefault();
      if (closes || outside) fold(false);
    }
    document.querySelectorAll("details.s-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (navigation?.hasAttribute("data-open")) fold(false);
    const menu = document.activeElement?.closest("details.s-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const find = document.querySelector("[data-find]");
    if (!find?.checkVisibility()) return;
    event.preventDefault();
    find.select();
    find.focus();
  });

  addEventListener("beforeprint", () => {
    document.querySelectorAll("[data-print-date]").forEach((place) => {
      place.textContent = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: TIME_ZONE });
    });
  });
}
