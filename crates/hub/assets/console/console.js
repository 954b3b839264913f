// Keeps the live parts of a page fresh. Everything on the pages works without it.

const region = () => document.querySelector("[data-live]");
const byScript = { headers: { "x-parvis-live": "1" }, credentials: "same-origin", cache: "no-store" };

let paused = false;
let asking = false;
/** What came last. */
let shown = null;

/** Puts what came into the page, and leaves the reader where they were. */
const show = (part, html) => {
  const open = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  const held = document.activeElement;
  const within = part.contains(held) ? held : null;
  const across = [...part.querySelectorAll(".wide")].map((one) => one.scrollLeft);
  const again = within?.id ? `#${CSS.escape(within.id)}` : within?.matches("[data-pause]") ? "[data-pause]" : null;
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  part.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  part.querySelectorAll(".wide").forEach((one, at) => (one.scrollLeft = across[at] ?? 0));
  enliven(part);
  if (again) part.querySelector(again)?.focus({ preventScroll: true });
};

/** What somebody chose or typed in a form and has not sent. */
const unsent = (part) =>
  [...part.querySelectorAll("form :is(input, textarea, select)")].some((one) =>
    one.matches("select")
      ? [...one.options].some((option, at) => option.selected !== (option.defaultSelected || (at === 0 && !one.querySelector("[selected]"))))
      : one.value !== one.defaultValue,
  );

/** Somebody who chooses, types or reads on with the keyboard is not interrupted. */
const busy = (part) => {
  const held = document.activeElement;
  return (part.contains(held) && held.matches("select, input, a, summary, .wide, form button")) || unsent(part);
};

const refresh = async () => {
  const part = region();
  if (!part || paused || asking || document.hidden || busy(part)) return;
  asking = true;
  try {
    const answer = await fetch(part.dataset.live, byScript);
    // Signed out: the page says so itself when it is asked for anew.
    if (answer.status === 401) location.reload();
    else if (answer.ok) {
      const html = await answer.text();
      // What is as it was stays as it is: a picture is not fetched again.
      if (html !== shown && region() === part && !paused && !busy(part)) {
        shown = html;
        show(part, html);
      }
    }
  } catch {
    // The hub is out of reach. The time below the numbers says how old they are.
  } finally {
    asking = false;
  }
};

/** What the page shows only where this script runs. */
const enliven = (part) => {
  for (const one of part.querySelectorAll(".with-script")) one.hidden = false;
  for (const one of part.querySelectorAll(".without-script")) one.hidden = true;
  const pause = part.querySelector("[data-pause]");
  if (pause) {
    pause.setAttribute("aria-pressed", String(paused));
    pause.onclick = () => {
      paused = !paused;
      pause.setAttribute("aria-pressed", String(paused));
      if (!paused) refresh();
    };
  }
  const countdown = part.querySelector("[data-seconds]");
  if (countdown) countDown(countdown);
};

/** Counts down once a second, aloud for nobody: the time it ends stands beside it. */
const countDown = (element) => {
  const end = performance.now() + Number(element.dataset.seconds) * 1000;
  element.hidden = false;
  element.setAttribute("aria-hidden", "true");
  const tick = () => {
    if (!element.isConnected) return;
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    element.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 0) refresh();
    else setTimeout(tick, 1000);
  };
  tick();
};

const part = region();
if (part) {
  enliven(part);
  let news;
  const listen = () => {
    news = new EventSource("/console/news");
    news.addEventListener("changed", refresh);
    // It gives up when nobody is signed in any more; a hub that is away it asks again by itself.
    news.addEventListener("error", () => news.readyState === EventSource.CLOSED && refresh());
  };
  // A browser has six connections to a hub, for all its tabs: one that nobody sees holds none.
  document.addEventListener("visibilitychange", () => {
    news?.close();
    if (document.hidden) return;
    listen();
    refresh();
  });
  if (!document.hidden) listen();
  // Whether a device has come, and how screens are, is no change of the data that everybody waits for.
  if (/\/(offers|screens|announcements)\b/.test(part.dataset.live)) setInterval(refresh, 2000);
}
