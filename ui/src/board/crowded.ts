// What there is too little room for, and what is shown then.

import type { BoardRoom } from "../shared/types/BoardRoom";
import type { SessionView } from "../shared/types/SessionView";

/** How much stands beside the time in one line: where a session is on, the column is wider. */
const ON = 2;
const NEXT = 1;

/** Whether what is to be said of a session besides its title takes two lines. */
export function isCrowded(session: SessionView, on: boolean): boolean {
  const old = (on ? 0 : Number(session.old_start !== null)) + Number(session.old_room !== null);
  return session.marks.length + old > (on ? ON : NEXT);
}

/** What is shown of a room in the lobby, where several things may be at once. */
export interface InRow {
  now: readonly SessionView[];
  /** What is elsewhere, or what to go to instead. */
  away: SessionView | undefined;
}

/**
 * Two at a time in one room is rare, and for a third there would be no place. There is a line for one
 * that is elsewhere: if it is several, they take turns; and beside that line those that are on do so,
 * too.
 */
export function inRow(room: BoardRoom, turn: number): InRow {
  const elsewhere = room.instead === null ? room.away : [room.instead, ...room.away];
  const away = inTurn(elsewhere, turn);
  const on = inTurn(room.now, turn);
  if (away === undefined || on === undefined) return { now: room.now.slice(0, 2), away };
  return { now: [on], away };
}

function inTurn<Thing>(things: readonly Thing[], turn: number): Thing | undefined {
  return things[turn % Math.max(1, things.length)];
}
