// Whether what is to be said of a session besides its title takes two lines.

import type { SessionView } from "../shared/types/SessionView";

/** How much stands beside the time in one line: where a session is on, the column is wider. */
const ON = 2;
const NEXT = 1;

export function isCrowded(session: SessionView, on: boolean): boolean {
  const old = (on ? 0 : Number(session.old_start !== null)) + Number(session.old_room !== null);
  return session.marks.length + old > (on ? ON : NEXT);
}
