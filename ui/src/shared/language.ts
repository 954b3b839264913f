// Which of a text's languages to show.

/** A text by language tag. */
export type Text = Readonly<Record<string, string>>;

/** Words, and the language they are in. */
export interface Worded {
  words: string;
  lang: string;
}

const NATIVE: Readonly<Record<string, string>> = {
  en: "English",
  fr: "Français",
  es: "Español",
  nl: "Nederlands",
  pt: "Português",
};

/** What a language calls itself. */
export function nativeName(lang: string): string {
  const known = NATIVE[lang];
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames([lang], { type: "language" }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

/** `fr-BE` and `fr` are both `fr` to somebody who reads. */
export function base(lang: string): string {
  return lang.split("-", 1)[0]?.toLowerCase() ?? lang;
}

/**
 * The text in the first of these languages that it has, then in English, then in any. Empty words
 * only for an empty text.
 */
export function pick(text: Text, languages: readonly string[]): Worded {
  const tags = Object.keys(text);
  for (const wanted of [...languages, "en"]) {
    const tag =
      tags.find((tag) => tag === wanted) ?? tags.find((tag) => base(tag) === base(wanted));
    const words = tag === undefined ? undefined : text[tag];
    if (tag !== undefined && words) return { words, lang: tag };
  }
  const [lang, words] = Object.entries(text)[0] ?? ["und", ""];
  return { words, lang };
}
