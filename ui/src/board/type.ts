// How large a board is set: as the kiosk worked it out from the screen and from how far away it is read.

import type { BoardView } from "../shared/types/BoardView";
import { PROPORTIONS } from "../shared/types/proportions";

/** The size in rem of what says what comes next, which the kiosk's size is of. */
function nextRem({ shows }: BoardView): number {
  const { board } = shows;
  return board === "nothing" || board === "by_day"
    ? PROPORTIONS.lobby.next
    : PROPORTIONS[board].next;
}

/** The size of a rem in pixels; `null` where nobody said how the screen hangs: then the window's size says. */
export function remOf(view: BoardView): number | null {
  return view.type_px === null ? null : view.type_px / nextRem(view);
}

/** Sets the page so. */
export function setType(view: BoardView): void {
  const rem = remOf(view);
  document.documentElement.style.fontSize = rem === null ? "" : `${rem}px`;
}
