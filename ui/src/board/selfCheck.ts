// A board looks at itself: whether everything that should be on its page is there, and nothing is cut.
// It changes nothing of what it looks at.

import { pick } from "../shared/language";
import { lostOf } from "./emergency";
import { expectedOn, type Expected, type Looked } from "./expected";

/**
 * What is wrong: something is missing, there twice, there although it should not be, in other words,
 * without what was planned struck through, without its mark; an emergency's words are not there; or a
 * text is cut.
 */
export type Code =
  "missing" | "twice" | "stray" | "words" | "not-struck" | "no-mark" | "emergency" | "cut";

export interface Finding {
  code: Code;
  /** The id of what it concerns; of a text outside of all that has one, where it stands. */
  what: string;
}

/** How a page is looked at. */
export interface Eyes {
  rect(element: Element): Pick<DOMRect, "left" | "top" | "right" | "bottom">;
  style(element: Element): CSSStyleDeclaration;
}

const EYES: Eyes = {
  rect: (element) => element.getBoundingClientRect(),
  style: (element) => getComputedStyle(element),
};

/** What an element can be told by, the nearest first. */
const NAMED = ["session", "later", "away", "instead", "stream", "room", "place", "announcement"];
const ANY_NAMED = NAMED.map((name) => `[data-${name}]`).join(", ");

/** Compares what a board's page shows with what it should show. */
export function findings(page: Element, board: Looked, eyes: Eyes = EYES): Finding[] {
  if (board.view.dark_until !== null) return ofDark(page);
  const said = board.view.emergencies.length > 0;
  return [...(said ? ofEmergency(page, board) : ofBoard(page, board)), ...cut(page, eyes)];
}

function ofEmergency(page: Element, { view, turn }: Looked): Finding[] {
  return lostOf(page, view, turn).map((what) => ({ code: "emergency", what }));
}

/** Nothing is on a dark screen. */
function ofDark(page: Element): Finding[] {
  return onIt(page).map((element) => ({ code: "stray", what: nameOf(element) }));
}

/** What there is within the frame that holds everything. */
export function onIt(page: Element): Element[] {
  return [...page.querySelectorAll(".frame > *")];
}

function ofBoard(page: Element, board: Looked): Finding[] {
  const found: Finding[] = [];
  const known = new Set<Element>();
  for (const one of expectedOn(board)) {
    const there = [...page.querySelectorAll(one.at)];
    there.forEach((element) => known.add(element));
    const [first] = there;
    if (first === undefined) found.push({ code: "missing", what: one.id });
    else if (there.length > 1) found.push({ code: "twice", what: one.id });
    else found.push(...inside(first, one, board.reader.languages));
  }
  const shown =
    "[data-session], [data-away], [data-instead], [data-room], [data-place], [data-stream]";
  for (const element of page.querySelectorAll(shown)) {
    if (!known.has(element)) found.push({ code: "stray", what: nameOf(element) });
  }
  return found;
}

function inside(element: Element, one: Expected, languages: readonly string[]): Finding[] {
  const found: Finding[] = [];
  const what = one.id;
  for (const { at, text } of one.texts) {
    const { words, lang } = pick(text, languages);
    const there = [...element.querySelectorAll<HTMLElement>(`${at} bdi`)];
    if (words !== "" && !there.some((bdi) => bdi.lang === lang && own(bdi) === plain(words))) {
      found.push({ code: "words", what });
    }
  }
  const struck = [...element.querySelectorAll("s")].map(wordsOf);
  if (!one.struck.every((words) => struck.includes(plain(words)))) {
    found.push({ code: "not-struck", what });
  }
  if (!one.marks.every((mark) => element.querySelector(`[data-mark="${mark}"]`) !== null)) {
    found.push({ code: "no-mark", what });
  }
  return found;
}

/**
 * Texts of which a part lies outside of what hides it. All is read before anything is compared, and
 * each style once: texts stand in the same boxes, and a board that changes nothing is looked at again
 * and again.
 */
function cut(page: Element, { rect, style }: Eyes): Finding[] {
  const seen = new Map<Element, Style>();
  const styleOf = (element: Element): Style => {
    const known = seen.get(element) ?? asSeen(style(element));
    seen.set(element, known);
    return known;
  };
  const edges = [...page.querySelectorAll("*")]
    .filter((element) => hasText(element) && element.closest(".unseen") === null)
    .flatMap((element) => edgeOf(element, page, styleOf));
  const read = edges.map(({ box, hides, slack }) => ({
    box,
    slack,
    inner: rect(box),
    outer: rect(hides),
  }));
  const beyond = read.filter(({ inner, outer, slack }) => {
    const painted = inner.right > inner.left && inner.bottom > inner.top;
    const [wide, high] = [inner.left < outer.left - 2 || inner.right > outer.right + 2, slack];
    return painted && (wide || inner.top < outer.top - high || inner.bottom > outer.bottom + high);
  });
  return [...new Set(beyond.map(({ box }) => nameOf(box)))].map((what) => ({ code: "cut", what }));
}

interface Edge {
  /** The text, or the box that ends it on purpose, after some lines or with an ellipsis. */
  box: Element;
  /** The nearest around it that hides what lies outside. */
  hides: Element;
  /** By how much a line is higher than its letters are, in pixels: none of them lies there. */
  slack: number;
}

function edgeOf(element: Element, page: Element, style: (of: Element) => Style): Edge[] {
  let box = element;
  const { slack } = style(element);
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { none, ends, hides } = style(around);
    if (none) return [];
    if (ends) box = around;
    else if (around !== element && hides) return [{ box, hides: around, slack }];
    if (around === page) return [];
  }
  return [];
}

/** What of an element's style counts here. */
interface Style {
  /** It is not there. */
  none: boolean;
  /** It ends its text on purpose. */
  ends: boolean;
  /** It hides what lies outside of it. */
  hides: boolean;
  /** See {@link Edge}. */
  slack: number;
}

function asSeen(style: CSSStyleDeclaration): Style {
  return {
    none: style.display === "none",
    ends: endsOnPurpose(style),
    hides: hidesOverflow(style),
    slack: slackOf(style),
  };
}

/**
 * From the middle of a line, letters reach half their size up and down, the accent of a capital and
 * the tail of a small one included; a line may be higher.
 */
function slackOf({ fontSize, lineHeight }: CSSStyleDeclaration): number {
  const size = parseFloat(fontSize) || 0;
  const line = parseFloat(lineHeight) || 1.2 * size;
  return Math.max(2, (line - size) / 2);
}

function endsOnPurpose(style: CSSStyleDeclaration): boolean {
  const lines = style.getPropertyValue("-webkit-line-clamp");
  return (lines !== "" && lines !== "none") || style.textOverflow === "ellipsis";
}

function hidesOverflow({ overflow, overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return [overflow, overflowX, overflowY].some((way) => /hidden|clip/.test(way ?? ""));
}

function hasText(element: Element): boolean {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
  );
}

function nameOf(element: Element): string {
  const named = element.closest<HTMLElement>(ANY_NAMED);
  for (const name of NAMED) {
    const id = named?.dataset[name];
    if (id !== undefined) return id;
  }
  const part = element.closest<HTMLElement>("header, footer, [role], [class]");
  return part?.classList[0] ?? part?.localName ?? element.localName;
}

/** Its words, without the tag that says which language they are in. */
function own(element: Element): string {
  return plain(
    [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent ?? "")
      .join(""),
  );
}

/** What is struck through: plain words, or a text with its tag. */
function wordsOf(element: Element): string {
  const bdi = element.querySelector("bdi");
  return bdi === null ? plain(text(element)) : own(bdi);
}

const text = (element: Element): string => element.textContent ?? "";
const plain = (words: string): string => words.replace(/\s+/g, " ").trim();

/** Looks at a board after what it paints, and says each finding once. */
export class SelfCheck {
  readonly #told = new Set<string>();
  #waiting = false;
  #ended = false;

  constructor(
    readonly board: Looked,
    /** Says when what is there now is on the screen, with its letters. */
    readonly painted: (done: () => void) => void,
    /** Told what was found, each time. */
    readonly found: (all: readonly Finding[]) => void,
  ) {}

  /** Something is new: it is looked at when it is painted, together with what else is new by then. */
  look(page: Element): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.painted(() => {
      this.#waiting = false;
      if (!this.#ended) this.#tell(findings(page, this.board));
    });
  }

  /**
   * Nothing is new: it is looked at as it is. While what was new before is not painted nothing is said,
   * so that a page that paints no more is known by its silence.
   */
  again(page: Element): void {
    if (!this.#waiting && !this.#ended) this.#tell(findings(page, this.board));
  }

  end(): void {
    this.#ended = true;
  }

  #tell(all: readonly Finding[]): void {
    for (const { code, what } of all) {
      const said = `${code}: ${what}`;
      if (!this.#told.has(said)) console.error(`the board is not as it should be: ${said}`);
      this.#told.add(said);
    }
    this.found(all);
  }
}
