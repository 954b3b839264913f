// The page shows one screen, and its address says which: `#/door` (also without any), `#/board` (which
// board, the kiosk knows), `#/programme` (of which venue, likewise), or `#/empty`, a page with nothing
// but a colour to measure the others against.
// Each screen is loaded only where it is shown.

const SCREENS = {
  door: () => import("./door/open"),
  board: () => import("./board/open"),
  programme: () => import("./programme/open"),
};

// A rehearsal has more to say behind a question mark.
const shown = location.hash.replace(/^#\/?/, "").replace(/\?.*$/, "");
/** `#/lobby` is what the first board was called. */
const asked = shown === "lobby" ? "board" : shown;

async function start(): Promise<void> {
  if (shown === "empty") {
    document.documentElement.style.background = "white";
    return;
  }
  const [{ chooseHost }, { open }] = await Promise.all([
    import("./platform/choose"),
    asked === "board" || asked === "programme" ? SCREENS[asked]() : SCREENS.door(),
  ]);
  await open(await chooseHost(), document.body);
}

// The screen is part of the address, so another address is another page.
addEventListener("hashchange", () => location.reload());

// A window that cannot start says why, to whoever comes to mend it, rather than stay black.
start().catch((error: unknown) => {
  const reason = document.createElement("pre");
  reason.dataset["screen"] = "broken";
  reason.setAttribute("role", "alert");
  reason.textContent = String(error);
  document.body.append(reason);
});
