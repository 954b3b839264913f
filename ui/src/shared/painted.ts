/** Calls back when what the page is like now is on the screen: sure at the second frame from now. */
export function whenPainted(done: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(done));
}
