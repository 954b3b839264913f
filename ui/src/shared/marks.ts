// How a session differs from the programme, for the eye: an icon, a colour and a word for each mark.

import type { IconName } from "./icons";
import { say, type Reader, type Said } from "./message";
import type { MarkView } from "./types/MarkView";
import type { SessionView } from "./types/SessionView";

/** What a mark looks like. Its word is said by `markWord`. */
export interface MarkLook {
  icon: IconName;
  /** The colour of its field. It is light, so that it stands out from a dark board. */
  ground: string;
  /** The colour of word and icon on it, at least 7:1. */
  ink: string;
}

export const MARK_LOOKS: Readonly<Record<MarkView["mark"], MarkLook>> = {
  cancelled: { icon: "cancelled", ground: "#ffb4b0", ink: "#4a0410" },
  moved: { icon: "moved", ground: "#ffcb45", ink: "#06152b" },
  late: { icon: "clock", ground: "#ffb066", ink: "#2c1503" },
  full: { icon: "full", ground: "#e2c9ff", ink: "#2a0f4d" },
  added: { icon: "added", ground: "#86f2c6", ink: "#05281c" },
};

/** The word of a mark. */
export function markWord(mark: MarkView, reader: Reader): Said {
  if (mark.mark === "late") return say("session-late", reader, { minutes: mark.minutes });
  return say(`session-${mark.mark}`, reader);
}

/** Whether a session carries a mark. */
export function has(session: SessionView, mark: MarkView["mark"]): boolean {
  return session.marks.some((one) => one.mark === mark);
}
