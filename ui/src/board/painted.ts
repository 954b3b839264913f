// What a board's page says of itself to the kiosk: what is on it, and whether it is as it should be.

import { pageSize } from "../shared/painted";
import type { BoardShows } from "../shared/types/BoardShows";
import type { PaintedView } from "../shared/types/PaintedView";
import type { Board } from "./board.svelte";
import type { Finding } from "./selfCheck";

/** What is said after a look at the page that found this. */
export function paintedBoard(board: Board, found: readonly Finding[]): PaintedView {
  const { emergencies, as_of, dark_until, shows } = board.view;
  const lost = new Set(found.filter(({ code }) => code === "emergency").map(({ what }) => what));
  return {
    shows: emergencies.length > 0 ? "emergency" : board.dark ? "dark" : named(shows),
    ...pageSize(),
    language: board.language,
    wrong: [...new Set(found.map(({ code }) => code))],
    dark_until,
    as_of,
    emergencies: emergencies.map(({ id }) => id).filter((id) => !lost.has(id)),
  };
}

/** A board by its name; which venue a lobby is of, the page does not know. */
function named(shows: BoardShows): string {
  return shows.board === "room" ? `room:${shows.room.id}` : shows.board;
}
