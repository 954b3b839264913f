import { expect, test } from "vitest";
import { SCALES, scaleFor } from "./whole";

test("what fits is as large as it can be, and what never does is as small as can be read", () => {
  expect(scaleFor(() => true)).toBe(1);
  expect(scaleFor((scale) => scale <= 0.8)).toBe(0.77);
  expect(scaleFor(() => false)).toBe(Math.min(...SCALES));
});
