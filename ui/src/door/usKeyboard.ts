// What each key of a US keyboard writes, by its place. The numeric pad writes digits whether or not
// Num Lock is on: scanners that use it mean digits.

const PLAIN: Readonly<Record<string, string>> = {
  Space: "  ",
  Backquote: "`~",
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  IntlBackslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  NumpadDecimal: "..",
  NumpadAdd: "++",
  NumpadSubtract: "--",
  NumpadMultiply: "**",
  NumpadDivide: "//",
};

const ABOVE_DIGITS = ")!@#$%^&*(";

/** The character of a key, or nothing when it writes none. */
export function characterAt(code: string, shift: boolean): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? ABOVE_DIGITS.charAt(Number(digit)) : digit;
  const pad = /^Numpad(\d)$/.exec(code)?.[1];
  if (pad !== undefined) return pad;
  return PLAIN[code]?.charAt(shift ? 1 : 0) ?? "";
}
