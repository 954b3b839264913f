// Finds out who answers: the kiosk when the page is in its window, a rehearsal when it is open in a
// plain browser during development. What is built for use has no rehearsal in it.

import type { Host } from "./host";

export async function chooseHost(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauri;
  if (import.meta.env.DEV || import.meta.env.MODE === "rehearse") {
    const { Rehearsal } = await import("./rehearse");
    return Rehearsal.fromAddress(location.search, location.hash);
  }
  throw new Error("This page belongs in the kiosk's window.");
}
