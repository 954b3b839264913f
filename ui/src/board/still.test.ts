import { expect, it } from "vitest";

const SOURCES = import.meta.glob<string>("./*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});

it("nothing on a board moves by itself, whoever asks for less motion or not", () => {
  expect(Object.keys(SOURCES).length).toBeGreaterThan(10);
  for (const [name, source] of Object.entries(SOURCES)) {
    expect(source, name).not.toMatch(/animation|transition|marquee|@keyframes|scroll-behavior/);
  }
});
