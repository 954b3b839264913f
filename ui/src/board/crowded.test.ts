import { expect, it } from "vitest";
import type { BoardRoom } from "../shared/types/BoardRoom";
import type { SessionView } from "../shared/types/SessionView";
import { inRow } from "./crowded";

const session = (id: string): SessionView => ({ id }) as SessionView;

function room(now: string[], away: string[], instead: string | null = null): BoardRoom {
  return {
    now: now.map(session),
    away: away.map(session),
    instead: instead === null ? null : session(instead),
  } as BoardRoom;
}

const shown = (of: BoardRoom, turn: number) => {
  const { now, away } = inRow(of, turn);
  return [now.map(({ id }) => id).join(" "), away?.id ?? null];
};

it("shows two that are on in one room at once, and no third", () => {
  expect(shown(room([], []), 0)).toEqual(["", null]);
  expect(shown(room(["a", "b", "c"], []), 1)).toEqual(["a b", null]);
});

it("lets those that are on take turns beside one that is elsewhere", () => {
  const crowded = room(["a", "b"], ["x", "y"], "full");
  expect([0, 1, 2, 3].map((turn) => shown(crowded, turn))).toEqual([
    ["a", "full"],
    ["b", "x"],
    ["a", "y"],
    ["b", "full"],
  ]);
});
