// Tells a hand-held scanner from a person. A scanner is a keyboard that types very fast and ends
// with Enter or Tab. A pure state machine: keys and times go in, readings come out; who listens to
// the keys and keeps the time is scannerKeys.ts.
//
// A code is read twice, because nobody knows which keyboard the scanner thinks it is: by the
// position of the keys, as on a US keyboard, which scanners assume when nobody set them up
// otherwise; and by what the machine's own layout makes of the keys. Whoever knows the tickets
// decides which reading is one. Neither reading is corrected: a scanner that makes up for Caps Lock
// by itself is right by layout and wrong by position, one that does not is the other way round.

import { characterAt } from "./usKeyboard";

/** A key that went down. Times are in milliseconds. */
export interface KeyPress {
  /** Which key, by its place: `KeyA`. */
  code: string;
  /** What the layout makes of it: `q`. */
  key: string;
  shift: boolean;
  /** Control, Alt or Meta is held too, and it is not AltGr: a command, no character. */
  command: boolean;
  /** The system says that this is a held key repeating itself. */
  repeat: boolean;
  time: number;
}

/** Both readings of a scan. Nothing is trimmed: a blank is a symbol of base45. */
export interface Scan {
  by_position: string;
  by_layout: string;
}

/** What came of a key. */
export interface Step {
  /** The key must not do what it usually does: it belongs to a scan. */
  swallow: boolean;
  scan: Scan | null;
  /** Characters that turned out to be typed by a person. */
  typed: string;
}

interface Character {
  position: string;
  layout: string;
  time: number;
}

/** In the middle, the keys of a scanner are at most this far apart; a very fast person takes 60 ms. */
const FAST_MS = 45;
/** Keys further apart than this belong to different things. Machines hiccup, so it is generous. */
const APART_MS = 100;
/** The least that is a scan. */
const LEAST = 4;
/** The least that is a scan without Enter or Tab after it. */
const LEAST_UNENDED = 8;
/** Scanners that end with two keys, such as Enter and Tab, send them this close together. */
const AFTERMATH_MS = 100;

const MODIFIERS = new Set(["Shift", "AltGraph", "CapsLock", "Control", "Alt", "Meta", "NumLock"]);
const ENDS = new Set(["Enter", "NumpadEnter", "Tab"]);

export class Scanner {
  /** Characters of which it is not known yet who typed them. */
  #held: Character[] = [];
  /** When the last key of any kind went down. */
  #last = Number.NEGATIVE_INFINITY;
  /** When the last scan ended. */
  #ended = Number.NEGATIVE_INFINITY;
  /** Keys that are down, for systems that do not say when a key repeats itself. */
  readonly #down = new Set<string>();

  /** When `rest` has to be called if no key comes before; `null`: never. */
  get deadline(): number | null {
    return this.#held.length > 0 ? this.#last + APART_MS : null;
  }

  press(press: KeyPress): Step {
    const repeats = press.repeat || this.#down.has(press.code);
    if (press.code !== "") this.#down.add(press.code);
    // A held key is a person leaning on it, however fast it repeats.
    if (repeats) {
      const presses = press.code === "Space" || press.code === "Enter";
      return { swallow: presses || this.#held.length > 1, scan: null, typed: "" };
    }
    if (isModifier(press)) {
      // Shift belongs to the character that follows: it neither counts nor interrupts.
      if (this.#held.length > 0 && press.time - this.#last <= APART_MS) this.#last = press.time;
      return { swallow: false, scan: null, typed: "" };
    }
    if (ENDS.has(press.code || press.key) && !press.command) return this.#end(press.time);
    const character = press.command ? null : read(press);
    if (character === null) {
      this.#last = press.time;
      return { swallow: false, scan: null, typed: this.#release() };
    }
    return this.#take(character);
  }

  lift(code: string): void {
    this.#down.delete(code);
  }

  /** The window lost the keyboard: no key is down any more that anybody would hear of. */
  forget(): string {
    this.#down.clear();
    return this.#release();
  }

  /** The time has come that `deadline` named. */
  rest(time: number): Step {
    const nothing: Step = { swallow: false, scan: null, typed: "" };
    if (this.#held.length === 0 || time - this.#last < APART_MS) return nothing;
    if (this.#isScan(LEAST_UNENDED)) return { ...nothing, scan: this.#finish(time) };
    return { ...nothing, typed: this.#release() };
  }

  #take(character: Character): Step {
    const gap = character.time - this.#last;
    this.#last = character.time;
    let typed = "";
    let scan: Scan | null = null;
    if (gap > APART_MS) {
      if (this.#isScan(LEAST_UNENDED)) scan = this.#finish(character.time);
      else typed = this.#release();
    }
    this.#held.push(character);
    // A person's characters are let go as soon as that is clear, so that they see what they type.
    if (this.#held.length >= LEAST && !this.#isFast()) typed += this.#release();
    // A blank would press the button that has the focus before anybody knows whether it is part of
    // a code, so it is always held back: a person's comes out again as typed.
    const swallow = this.#held.length > 1 || character.position === " ";
    return { swallow, scan, typed };
  }

  #end(time: number): Step {
    const gap = time - this.#last;
    if (this.#held.length === 0 && time - this.#ended <= AFTERMATH_MS) {
      this.#ended = time;
      return { swallow: true, scan: null, typed: "" };
    }
    this.#last = time;
    if (gap <= APART_MS && this.#isScan(LEAST)) {
      return { swallow: true, scan: this.#finish(time), typed: "" };
    }
    return { swallow: false, scan: null, typed: this.#release() };
  }

  #isScan(least: number): boolean {
    const first = this.#held[0]?.position;
    // One key over and over is a held key on a system that pretends it was pressed each time.
    const varied = this.#held.some((character) => character.position !== first);
    return this.#held.length >= least && varied && this.#isFast();
  }

  #isFast(): boolean {
    const held = this.#held;
    const gaps = held.slice(1).map((character, at) => character.time - (held[at]?.time ?? 0));
    gaps.sort((a, b) => a - b);
    return (gaps[gaps.length >> 1] ?? Number.POSITIVE_INFINITY) <= FAST_MS;
  }

  #finish(time: number): Scan {
    const scan = {
      by_position: this.#held.map((character) => character.position).join(""),
      by_layout: this.#held.map((character) => character.layout).join(""),
    };
    this.#held = [];
    this.#ended = time;
    return scan;
  }

  #release(): string {
    const typed = this.#held.map((character) => character.layout || character.position).join("");
    this.#held = [];
    return typed;
  }
}

function isModifier(press: KeyPress): boolean {
  return MODIFIERS.has(press.key) || /^(Shift|Alt|Control|Meta|CapsLock|NumLock)/.test(press.code);
}

/** What a key reads as; `null` when it is no character by place or by layout. */
function read(press: KeyPress): Character | null {
  const position = characterAt(press.code, press.shift);
  // `Dead`, `Process`, `Unidentified`: the layout waits for another key, and has no character yet.
  const layout = [...press.key].length === 1 ? press.key : "";
  if (position === "" && layout === "") return null;
  return { position, layout, time: press.time };
}
