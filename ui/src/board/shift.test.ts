import { expect, it } from "vitest";
import { REACH, SHIFT_MS, shiftAt } from "./shift";

const NOON = Date.parse("2023-11-16T12:00:00Z");

it("goes one step at a time, never beyond its reach, and everywhere in the end", () => {
  const seen = new Set<string>();
  let before = shiftAt(NOON);
  for (let step = 0; step < 200; step += 1) {
    const now = shiftAt(NOON + step * SHIFT_MS);
    expect(Math.abs(now.x - before.x) + Math.abs(now.y - before.y)).toBeLessThanOrEqual(1);
    expect(Math.max(Math.abs(now.x), Math.abs(now.y))).toBeLessThanOrEqual(REACH);
    seen.add(`${now.x} ${now.y}`);
    before = now;
  }
  expect(seen.size).toBe((2 * REACH + 1) ** 2);
});

it("stands still in between", () => {
  const start = Math.floor(NOON / SHIFT_MS) * SHIFT_MS;
  expect(shiftAt(start + SHIFT_MS - 1)).toEqual(shiftAt(start));
  expect(shiftAt(start + SHIFT_MS)).not.toEqual(shiftAt(start));
});
