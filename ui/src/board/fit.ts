// How much a board holds at a time, at a size that can be read from across the hall.

import type { BoardShows } from "../shared/types/BoardShows";

type Kind = BoardShows["board"];

/** What stands above the rows of a lobby, in rem. */
const COLUMNS = { landscape: 2.9, portrait: 0 };
/** How much more of a row a line for what is elsewhere takes. */
const AWAY = { landscape: 0.4, portrait: 3 };
/** From which heights on there is room for a line more, and for two. */
const ROOMY = { landscape: [13, 17], portrait: [26, 34] };

/** How high a row is at least, in rem. */
const ROW_REM: Partial<Record<Kind, { landscape: number; portrait: number }>> = {
  lobby: { landscape: 9.4, portrait: 20 },
  week: { landscape: 10.2, portrait: 18 },
  online: { landscape: 40, portrait: 24 },
};
/** How many codes stand beside one another where they do. */
const CODES = 3;

/** How many rows a board of so many rem has room for. */
export function fitOf(shows: BoardShows, height: number, portrait: boolean): number {
  const way = portrait ? "portrait" : "landscape";
  if (shows.board === "online" && !portrait) return CODES;
  const row = ROW_REM[shows.board]?.[way] ?? height;
  if (shows.board !== "lobby") return Math.max(1, Math.floor(height / row));
  const left = shows.rooms.some(({ away, instead }) => away.length > 0 || instead !== null);
  return Math.max(1, Math.floor((height - COLUMNS[way]) / (row + (left ? AWAY[way] : 0))));
}

/** How many lines more than they must have so many rows of a lobby have room for. */
export function spareLines(rows: number, height: number, portrait: boolean): number {
  const way = portrait ? "portrait" : "landscape";
  const each = (height - COLUMNS[way]) / rows;
  return ROOMY[way].filter((least) => each >= least).length;
}

/** How many rows there are on a board. */
export function rowsOf(shows: BoardShows): number {
  switch (shows.board) {
    case "lobby":
      return shows.rooms.length;
    case "week":
      return shows.places.length;
    case "online":
      return shows.now.length;
    default:
      return 1;
  }
}

/** How many lines of sessions a place of the week has, where so many stand below one another. */
export function linesOf(rows: number): number {
  return rows < 4 ? 4 : 3;
}
