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
