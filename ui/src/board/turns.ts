// Whose turn it is on a board: languages and blocks of rooms, one after the other.

/** How long a language and a block of rooms can be read. */
export const TURN_MS = 12_000;

export interface Turn {
  language: number;
  page: number;
}

/**
 * What is shown at a turn. Language and block both change at every turn, so that nobody waits longer
 * than there are languages for theirs, or than there are blocks for their room; and in the end each
 * block has been shown in each language.
 */
export function turnAt(turn: number, languages: number, pages: number): Turn {
  const [l, p] = [Math.max(1, languages), Math.max(1, pages)];
  // After this many turns the same pairs would come again: one more step makes them others.
  const round = (l * p) / divisor(l, p);
  return { language: turn % l, page: (turn + Math.floor(turn / round)) % p };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
