// What a screen says in an emergency, language by language.

import { SOURCES } from "../shared/bundles";
import { base, type Text } from "../shared/language";
import { plain, say } from "../shared/message";
import type { BoardView } from "../shared/types/BoardView";
import { blocksOf } from "./blocks";

/** As many letters as one screen holds in letters that can be read. */
const MOST = 600;

export interface Saying {
  key: string;
  lang: string;
  words: string;
}

/**
 * Its words in the languages of the place first, then in whichever else there are. Without any, the
 * built-in ones, in every language that Parvis speaks.
 */
export function saidOf(id: string, text: Text, languages: readonly string[]): Saying[] {
  const own = Object.entries(text).filter(([, words]) => words.trim() !== "");
  const said = own.length > 0 ? own : builtIn();
  const place = (lang: string): number => {
    const at = languages.findIndex((one) => base(one) === base(lang));
    return at === -1 ? languages.length : at;
  };
  return said
    .sort(([one], [other]) => place(one) - place(other))
    .flatMap(([lang, words]) =>
      blocksOf(words, MOST).map((block, at) => ({
        key: `${id} ${lang} ${at}`,
        lang,
        words: block,
      })),
    );
}

/** What a page with an emergency on it is drawn from. */
type Said = Pick<BoardView, "emergencies" | "languages">;

/**
 * The emergencies whose words are not on a page: all of them should be at once, or those whose turn it
 * is where all would be too small.
 */
export function lostOf(page: Element, { emergencies, languages }: Said, turn: number): string[] {
  const all = emergencies.flatMap(({ id, text }) =>
    saidOf(id, text, languages).map(({ words }) => ({ id, words: flat(words) })),
  );
  const painted = [...page.querySelectorAll("[role=alert] bdi")].map((bdi) =>
    flat(bdi.textContent ?? ""),
  );
  const shown = all[turn % all.length];
  if (painted.length === 1 && painted[0] === shown?.words) return [];
  const lost = all.filter(({ words }) => !painted.includes(words)).map(({ id }) => id);
  return [...new Set(lost)];
}

const flat = (words: string): string => words.replace(/\s+/g, " ").trim();

function builtIn(): [lang: string, words: string][] {
  return Object.keys(SOURCES).map((lang) => {
    const reader = { languages: [lang], now: 0 };
    const [what, follow] = ["board-emergency", "board-emergency-follow"].map((id) =>
      plain(say(id, reader)),
    );
    return [lang, `${what}. ${follow}`];
  });
}
