// Long words in blocks that fit, shown one after the other: nothing runs across a board.

/** Chinese, Japanese and Korean letters are as wide as two others. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;

/** How many letters of usual width words take up. */
export function widthOf(words: string): number {
  return [...words].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/**
 * Words in as few blocks as hold at most `most` letters each, and about as even as can be. Broken
 * between words, or within one that is longer than a block.
 */
export function blocksOf(words: string, most: number): string[] {
  const pieces = words.split(/\s+/u).flatMap((word) => broken(word, most));
  const whole = pieces.filter((piece) => piece !== "");
  const least = filled(whole, most).length;
  for (let width = Math.ceil(widthOf(words) / Math.max(1, least)); width < most; width += 1) {
    const blocks = filled(whole, width);
    if (blocks.length <= least && blocks.every((block) => widthOf(block) <= most)) return blocks;
  }
  return filled(whole, most);
}

/** Several things in groups of which each fits in one line. */
export function groupsOf(names: readonly string[], most: number, between: number): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const name of names) {
    const width = widthOf(name) + between;
    const last = groups.at(-1);
    if (last === undefined || width > room) {
      groups.push([name]);
      room = most - width;
    } else {
      last.push(name);
      room -= width;
    }
  }
  return groups;
}

function filled(pieces: readonly string[], most: number): string[] {
  return groupsOf(pieces, most + 1, 1).map((block) => block.join(" "));
}

function broken(word: string, most: number): string[] {
  if (widthOf(word) <= most) return [word];
  const parts = [""];
  for (const letter of word) {
    const part = (parts.at(-1) ?? "") + letter;
    if (widthOf(part) > most) parts.push(letter);
    else parts[parts.length - 1] = part;
  }
  return parts;
}
