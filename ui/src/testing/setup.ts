// What jsdom lacks of a browser, as little of it as the screens touch.

globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
