/** Calls back when what the page is like now is on the screen: sure at the second frame from now. */
export function whenPainted(done: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(done));
}

/** The same, when the letters that it needs are there, too. */
export function whenReadable(done: () => void): void {
  // Not every engine that tests run in knows of fonts.
  const letters: Promise<unknown> = document.fonts?.ready ?? Promise.resolve();
  void letters.then(() => whenPainted(done));
}

/** How often a page says what it paints while nothing changes: one that hangs is known by its silence. */
export const SAID_EVERY_MS = 15_000;

/** The size of the page, in pixels of the screen. */
export function pageSize(): { width: number; height: number } {
  const pixels = (length: number): number => Math.round(length * devicePixelRatio);
  return { width: pixels(innerWidth), height: pixels(innerHeight) };
}
