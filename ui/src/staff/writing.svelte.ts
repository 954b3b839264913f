// Words for everybody, as somebody writes them in one language of the place or in several.

/** What is written, by keys on the screen or a real keyboard. */
export class Writing {
  /** By language. */
  words: Record<string, string> = $state({});
  /** The language that is being written. */
  lang = $state("");

  /** Somebody asked for a capital letter, or for none. */
  #capital: boolean | null = $state(null);

  constructor(
    /** How many letters a language takes. */
    readonly most: number,
    /** Nothing can be written for now. */
    readonly off: () => boolean,
  ) {}

  /** Whether the next letter is a capital one: at the beginning, after a sentence, or when asked for. */
  get capital(): boolean {
    return this.#capital ?? /(^|[.!?]\s+)$/u.test(this.words[this.lang] ?? "");
  }

  /** What was written, in any language. */
  get empty(): boolean {
    return Object.values(this.words).every((words) => words.trim() === "");
  }

  begin(lang: string): void {
    this.words = {};
    this.lang = lang;
    this.#capital = null;
  }

  type(characters: string): void {
    if (this.off()) return;
    const words = (this.words[this.lang] ?? "") + characters;
    this.words[this.lang] = words.trimStart().slice(0, this.most);
    this.#capital = null;
  }

  /** A letter of the keyboard on the screen. */
  letter(letter: string): void {
    this.type(
      this.capital ? letter.toLocaleUpperCase(this.lang) : letter.toLocaleLowerCase(this.lang),
    );
  }

  erase(): void {
    if (this.off()) return;
    this.words[this.lang] = [...(this.words[this.lang] ?? "")].slice(0, -1).join("");
    this.#capital = null;
  }

  turnCapital(): void {
    this.#capital = !this.capital;
  }
}
