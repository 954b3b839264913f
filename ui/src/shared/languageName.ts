// What one language calls another.

const names = new Map<string, Intl.DisplayNames>();

/** `French` to readers of English, `français` to readers of French; the tag itself for what is none. */
export function languageName(spoken: string, lang: string): string {
  try {
    let known = names.get(lang);
    if (known === undefined) {
      known = new Intl.DisplayNames([lang], { type: "language" });
      names.set(lang, known);
    }
    return known.of(spoken) ?? spoken;
  } catch {
    return spoken;
  }
}
