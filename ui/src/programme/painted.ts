// What the page of the programme to touch says of itself to the kiosk. Of what a visitor looks for it
// says nothing.

import { lostOf } from "../board/emergency";
import { onIt } from "../board/selfCheck";
import { pageSize } from "../shared/painted";
import type { PaintedView } from "../shared/types/PaintedView";
import type { Programme } from "./programme.svelte";

/** What is said of a page that has been painted. */
export function paintedProgramme(programme: Programme, page: Element): PaintedView {
  const { board, dark, emergency } = programme;
  const lost = emergency ? lostOf(page, board, programme.turn) : [];
  const ids = board.emergencies.map(({ id }) => id);
  return {
    shows: emergency ? "emergency" : dark ? "dark" : "programme",
    ...pageSize(),
    language: programme.placeLanguage,
    wrong: lost.length > 0 ? ["emergency"] : dark && onIt(page).length > 0 ? ["stray"] : [],
    dark_until: board.dark_until,
    as_of: board.as_of,
    emergencies: ids.filter((id) => !lost.includes(id)),
  };
}
