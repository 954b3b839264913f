// How large a verdict's word can be: as large as its longest line lets it, on one line or two.

/** The room there is, in rem, on the narrowest of the layouts. */
const ROOM_REM = 49;
/** How wide a bold letter is, of its height. */
const LETTER = 0.6;

const LARGEST_REM = 11.5;
/** On two lines with the next session below them, there is less room. */
const LARGEST_ABOVE_MORE_REM = 8.4;

export function wordSize(words: string, more: boolean): number {
  const fitting = (letters: number): number => ROOM_REM / (LETTER * Math.max(1, letters));
  const onOneLine = Math.min(LARGEST_REM, fitting(words.length));
  const onTwo = Math.min(more ? LARGEST_ABOVE_MORE_REM : LARGEST_REM, fitting(longerLine(words)));
  return Math.max(onOneLine, onTwo);
}

/** The letters of the longer line, when the words are split into two as evenly as they can be. */
function longerLine(words: string): number {
  const parts = words.split(" ");
  const lines = parts.map((_, at) =>
    Math.max(parts.slice(0, at).join(" ").length, parts.slice(at).join(" ").length),
  );
  return Math.min(...lines);
}
