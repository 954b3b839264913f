// What a page of staff's tells in its head or above its lines.

import type { IconName } from "../shared/icons";
import { say, sayNotice, type Reader, type Said } from "../shared/message";
import type { Notice } from "../shared/types/Notice";

/** A sentence, and how it looks. */
export interface Told {
  said: Said;
  icon?: IconName;
  /** Something is wrong, or was done. Else it only says what the page is for. */
  tone?: "hint" | "done";
}

/** What was refused, and why. */
export function refused(notice: Notice, reader: Reader): Told {
  return { said: sayNotice(notice, reader), icon: "hint", tone: "hint" };
}

/** What was refused, or was done, or else what the page is for. */
export function outcome(
  { notice, done }: { notice: Notice | null; done: boolean },
  words: { done: string; about: string },
  reader: Reader,
): Told {
  if (notice !== null) return refused(notice, reader);
  if (done) return { said: say(words.done, reader), icon: "tick", tone: "done" };
  return { said: say(words.about, reader) };
}
