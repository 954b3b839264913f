import { expect, test } from "vitest";
import type { BoardView } from "../shared/types/BoardView";
import { remOf } from "./type";

test("a board is set by how it hangs, and by its window where nobody said so", () => {
  const view = (type_px: number | null, board: "lobby" | "week"): BoardView =>
    ({ type_px, shows: { board } }) as BoardView;
  expect(remOf(view(null, "lobby"))).toBeNull();
  expect(remOf(view(80, "lobby"))).toBe(32);
  expect(remOf(view(66, "week"))).toBeCloseTo(30);
});
