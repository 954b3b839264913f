// Types on a keyboard, as a scanner or a person does.

import type { Scan, Scanner } from "../door/scanner";
import { characterAt } from "../door/usKeyboard";

/** What a layout makes of a key, where it differs from a US keyboard: plain, then with Shift. */
export type Layout = Readonly<Record<string, readonly [plain: string, shifted: string]>>;

export const US: Layout = {};

export const AZERTY: Layout = {
  KeyQ: ["a", "A"],
  KeyA: ["q", "Q"],
  KeyW: ["z", "Z"],
  KeyZ: ["w", "W"],
  Semicolon: ["m", "M"],
  KeyM: [",", "?"],
  Comma: [";", "."],
  Period: [":", "/"],
  Slash: ["!", "§"],
  Minus: [")", "°"],
  Digit1: ["&", "1"],
  Digit2: ["é", "2"],
  Digit3: ['"', "3"],
  Digit4: ["'", "4"],
  Digit5: ["(", "5"],
  Digit6: ["-", "6"],
  Digit7: ["è", "7"],
  Digit8: ["_", "8"],
  Digit9: ["ç", "9"],
  Digit0: ["à", "0"],
  BracketLeft: ["Dead", "Dead"],
};

export const QWERTZ: Layout = {
  KeyY: ["z", "Z"],
  KeyZ: ["y", "Y"],
  Minus: ["ß", "?"],
  Slash: ["-", "_"],
  Semicolon: ["ö", "Ö"],
  Period: [".", ":"],
  Equal: ["Dead", "Dead"],
};

const CODES = [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("").map((letter) => `Key${letter}`),
  ..."0123456789".split("").map((digit) => `Digit${digit}`),
  ..."Space Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash".split(
    " ",
  ),
];

export interface Stroke {
  code: string;
  shift: boolean;
  key: string;
}

/** The key that writes a character on a US keyboard, and what another layout makes of it. */
export function strokeFor(character: string, layout: Layout): Stroke {
  for (const code of CODES) {
    for (const shift of [false, true]) {
      if (characterAt(code, shift) === character) {
        return { code, shift, key: layout[code]?.[shift ? 1 : 0] ?? character };
      }
    }
  }
  throw new Error(`No key writes ${character}.`);
}

/** What came of everything that was typed. */
export interface Outcome {
  scans: Scan[];
  typed: string;
  /** For each character and for each end key, whether it was swallowed. */
  swallowed: boolean[];
}

export class Typist {
  readonly outcome: Outcome = { scans: [], typed: "", swallowed: [] };
  time = 1_000;

  constructor(
    readonly scanner: Scanner,
    readonly layout: Layout = US,
  ) {}

  /** Types what a US keyboard would write so, with these pauses before each key, over and over. */
  type(text: string, ...gaps: number[]): this {
    [...text].forEach((character, at) => {
      const { code, shift, key } = strokeFor(character, this.layout);
      const gap = gaps[at % gaps.length] ?? 10;
      if (shift) this.press("ShiftLeft", "Shift", true, gap / 2);
      this.press(code, key, shift, shift ? gap / 2 : gap);
      this.scanner.lift(code);
      if (shift) this.scanner.lift("ShiftLeft");
    });
    return this;
  }

  /** Presses one key, a while after the last. */
  press(code: string, key: string, shift = false, gap = 10, more = {}): this {
    this.wait(gap);
    const step = this.scanner.press({
      code,
      key,
      shift,
      command: false,
      repeat: false,
      time: this.time,
      ...more,
    });
    this.#note(step.scan, step.typed);
    if (key !== "Shift") this.outcome.swallowed.push(step.swallow);
    return this;
  }

  end(code = "Enter", gap = 10): this {
    this.press(code, code, false, gap);
    this.scanner.lift(code);
    return this;
  }

  /** Lets time pass, as the timer would notice it. */
  wait(pause: number): this {
    const until = this.time + pause;
    const deadline = this.scanner.deadline;
    if (deadline !== null && deadline < until) {
      const step = this.scanner.rest(deadline);
      this.#note(step.scan, step.typed);
    }
    this.time = until;
    return this;
  }

  #note(scan: Scan | null, typed: string): void {
    if (scan !== null) this.outcome.scans.push(scan);
    this.outcome.typed += typed;
  }
}
