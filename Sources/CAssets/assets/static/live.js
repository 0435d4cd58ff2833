// Keeps the page of a run that isn't over fresh. Everything works without it: the page has a link that does the same.
"use strict";
(() => {
  const every = 3000;
  const live = () => document.querySelector("#live[data-live]");

  // Somebody is typing, has typed, or has text selected: the page must not change under their hands.
  const busy = (area) => {
    if (document.hidden || String(window.getSelection())) return true;
    const active = document.activeElement;
    if (active && area.contains(active) && active.matches("input, textarea, select")) return true;
    return [...area.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
  };

  // What is folded up or down stays so; details are told apart by their place.
  const place = (details) => {
    const item = details.closest("li[id]");
    const label = details.querySelector("summary").textContent.trim().split("\n")[0];
    return (item ? item.id : "") + "/" + label;
  };

  const replace = (old, fresh) => {
    const open = new Map([...old.querySelectorAll("details")].map((each) => [place(each), each.open]));
    for (const each of fresh.querySelectorAll("details")) if (open.has(place(each))) each.open = open.get(place(each));
    old.replaceWith(fresh);
  };

  const refresh = async () => {
    const area = live();
    if (!area) return;
    try {
      if (!busy(area)) {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        // A sign-in page instead of ours: the session is over, and the next click says so.
        if (answer.ok && !answer.redirected) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const fresh = page.querySelector("#live");
          if (fresh && live() && !busy(live())) replace(live(), fresh);
        }
      }
    } catch {
      // The network is away for a moment; the next turn tries again.
    }
    setTimeout(refresh, every);
  };
  if (live()) setTimeout(refresh, every);
})();
