// The page shows one screen, and its address says which: `#/door` (also without any), `#/lobby`, or
// `#/empty`, a page with nothing but a colour to measure the others against. Each screen is loaded only
// where it is shown.

const SCREENS = {
  door: () => import("./door/open"),
  lobby: () => import("./board/open"),
};

const shown = location.hash.replace(/^#\/?/, "");

async function start(): Promise<void> {
  if (shown === "empty") {
    document.documentElement.style.background = "white";
    return;
  }
  const [{ chooseHost }, { open }] = await Promise.all([
    import("./platform/choose"),
    shown === "lobby" ? SCREENS.lobby() : SCREENS.door(),
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
