// How large a board is set: as the kiosk worked it out from the screen and from how far away it is read.

import type { BoardView } from "../shared/types/BoardView";

/**
 * The size in rem of what says what comes next, which the kiosk's size is of. What stands around it is
 * set in proportion, as `Board::rows` in crates/kiosk counts on.
 */
const READ_REM = { lobby: 2.5, room: 3, week: 2.2, online: 2.2, nothing: 2.5 } as const;

/** The size of a rem in pixels; `null` where nobody said how the screen hangs: then the window's size says. */
export function remOf({ type_px, shows }: BoardView): number | null {
  return type_px === null ? null : type_px / READ_REM[shows.board];
}

/** Sets the page so. */
export function setType(view: BoardView): void {
  const rem = remOf(view);
  document.documentElement.style.fontSize = rem === null ? "" : `${rem}px`;
}
