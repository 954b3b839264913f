// A board that shows the same picture for days burns it into some panels. So all of it moves a little,
// a step at a time, too slowly to be noticed.

/** How long it stands still. */
export const SHIFT_MS = 4 * 60_000;
/** How many steps it goes to each side. */
export const REACH = 3;

export interface Shift {
  /** In steps of a few pixels, from `-REACH` to `REACH`. */
  x: number;
  y: number;
}

const SIDE = 2 * REACH + 1;
const PLACES = SIDE * SIDE;

/**
 * Where the board stands at an instant: it goes row by row to and fro through all places there are,
 * then the same way back, so that it never jumps.
 */
export function shiftAt(instant: number): Shift {
  const step = Math.floor(instant / SHIFT_MS) % (2 * PLACES);
  const place = step < PLACES ? step : 2 * PLACES - 1 - step;
  const row = Math.floor(place / SIDE);
  const along = place % SIDE;
  return { x: (row % 2 === 0 ? along : SIDE - 1 - along) - REACH, y: row - REACH };
}
