// The keyboards that are drawn on the screen: which keys they have, and what each does. A real keyboard
// works all the same.

import type { IconName } from "../shared/icons";
import { plain, say, type Reader, type Said } from "../shared/message";

/** A key. */
export interface Key {
  /** How tests and styles find it: the letter that is on it, a digit of a PIN, or its name. */
  key?: string;
  digit?: string;
  id?: string;
  /** What stands on it. */
  face?: string | Said;
  icon?: IconName;
  /** What it is called, where its face does not say it. */
  label?: string;
  /** It is as wide as its words, takes what is left of the row, or ends what is being typed. */
  as?: "wide" | "space" | "done";
  off?: boolean;
  pressed?: boolean;
  press: () => void;
}

/** A row of keys. */
export interface KeyRow {
  keys: readonly Key[];
  /** Signs and accents, as many as there are. */
  small?: boolean;
  /** The last row, with what is no letter. */
  ends?: boolean;
  /** The language of what stands on them, where it is not that of the page. */
  lang?: string;
}

/** Keys for these characters. */
export function keysFor(characters: Iterable<string>, press: (one: string) => void): Key[] {
  return [...characters].map((one) => ({ key: one, face: one, press: () => press(one) }));
}

/** The letters, row by row, as people who read this language know them from their own keyboards. */
export function letterRows(reader: Reader): string[][] {
  return plain(say("keyboard-rows", reader))
    .split(" ")
    .map((row) => [...row]);
}

export function eraseKey(id: string, reader: Reader, press: () => void): Key {
  return { id, icon: "backspace", label: plain(say("key-backspace", reader)), press };
}

export function spaceKey(id: string, reader: Reader, press: () => void): Key {
  return { id, face: say("key-space", reader), as: "space", press };
}

export function doneKey(id: string, icon: IconName, reader: Reader, press: () => void): Key {
  return { id, icon, face: say("key-done", reader), as: "done", press };
}
