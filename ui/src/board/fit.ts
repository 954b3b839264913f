// How much a board holds at a time, at a size that can be read from across the hall.

import type { BoardDay } from "../shared/types/BoardDay";
import type { BoardShows } from "../shared/types/BoardShows";
import { PROPORTIONS } from "../shared/types/proportions";
import type { SessionView } from "../shared/types/SessionView";

/** What stands above the rows of a lobby, in rem. */
const COLUMNS = { landscape: 2.9, portrait: 0 };
/** How much more of a row a line for what is elsewhere takes. */
const AWAY = { landscape: 0.4, portrait: 3 };
/** From which heights on there is room for a line more, and for two. */
const ROOMY = { landscape: [13, 17], portrait: [26, 34] };

/** How high a line of a programme by its days is, in rem. */
const LINE = { landscape: 5, portrait: 8 };
/** How many codes stand beside one another where they do. */
const CODES = 3;

/** How many rows a board of so many rem has room for. */
export function fitOf(shows: BoardShows, height: number, portrait: boolean): number {
  const way = portrait ? "portrait" : "landscape";
  if (shows.board === "online" && !portrait) return CODES;
  if (shows.board === "by_day") return Math.max(1, Math.floor(height / LINE[way]));
  // A room has its board for itself.
  if (shows.board === "room" || shows.board === "nothing") return 1;
  const row = PROPORTIONS[shows.board].row[way];
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
    case "by_day":
      return linesByDay(shows.days).length;
    default:
      return 1;
  }
}

/** A line of a programme by its days: a session, or the day that the ones below it are on. */
export type DayLine = { day: BoardDay; session: SessionView } | { day: BoardDay; session: null };

/** A programme by its days, line by line. */
export function linesByDay(days: readonly BoardDay[]): DayLine[] {
  return days.flatMap((day): DayLine[] => [
    { day, session: null },
    ...day.sessions.map((session) => ({ day, session })),
  ]);
}

/** How many lines of sessions a place of the week has, where so many stand below one another. */
export function linesOf(rows: number): number {
  return rows < 4 ? 4 : 3;
}
