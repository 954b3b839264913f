// Which announcement is beside the board: one at a time, in the language whose turn it is.

import { pick, type Text } from "../shared/language";
import type { AnnouncementView } from "../shared/types/AnnouncementView";
import { blocksOf } from "./blocks";

/** As many letters as the band beside a board holds. */
const MOST = 130;

/** What the band shows. */
export interface Announced {
  id: string;
  text: Text;
  /** Which block it is of how many. */
  block: number;
  blocks: number;
}

/**
 * What is announced at a turn: each time a language has its turn, the next block of what is announced
 * in it. `null` when nothing is.
 */
export function announcedAt(
  turn: number,
  announcements: readonly AnnouncementView[],
  languages: readonly string[],
): Announced | null {
  const count = Math.max(1, languages.length);
  const readers = [languages[turn % count] ?? "en", ...languages];
  const all = announcements.flatMap(({ id, text }) => {
    const { words, lang } = pick(text, readers);
    return blocksOf(words, MOST).map((block, number, { length }) => ({
      id,
      text: { [lang]: block },
      block: number + 1,
      blocks: length,
    }));
  });
  return all[Math.floor(turn / count) % Math.max(1, all.length)] ?? null;
}
