// What a screen says in an emergency, language by language.

import { SOURCES } from "../shared/bundles";
import { base, type Text } from "../shared/language";
import { plain, say } from "../shared/message";
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

function builtIn(): [lang: string, words: string][] {
  return Object.keys(SOURCES).map((lang) => {
    const reader = { languages: [lang], now: 0 };
    const [what, follow] = ["board-emergency", "board-emergency-follow"].map((id) =>
      plain(say(id, reader)),
    );
    return [lang, `${what}. ${follow}`];
  });
}
