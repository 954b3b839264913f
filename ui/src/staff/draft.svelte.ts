// A person who is about to get a PIN, line by line. The lines are read-only for the system, so that no
// keyboard of its own opens: what is typed comes from here.

/** The lengths the kiosk takes; it looks at them itself. */
export const PIN_LEAST = 6;
export const PIN_MOST = 12;
const NAME_MOST = 40;

export const FIELDS = ["name", "pin", "again"] as const;
export type Field = (typeof FIELDS)[number];

/** What a name may be made of. */
const NO_NAME = /[^\p{L}\p{M}\p{N} .'’-]/gu;

export class Draft {
  name = $state("");
  pin = $state("");
  /** The same PIN once more. */
  again = $state("");
  /** The line that is being typed. */
  field: Field = $state("name");

  type(characters: string): void {
    if (this.field === "name") {
      this.name = (this.name + characters.replace(NO_NAME, "")).trimStart().slice(0, NAME_MOST);
    } else {
      this[this.field] = (this[this.field] + characters.replace(/\D/g, "")).slice(0, PIN_MOST);
    }
  }

  /** A letter of the keyboard on the screen: large where a word begins. */
  letter(letter: string): void {
    const begins = this.name === "" || /[ -]$/.test(this.name);
    this.type(begins ? letter.toUpperCase() : letter.toLowerCase());
  }

  erase(): void {
    this[this.field] = [...this[this.field]].slice(0, -1).join("");
  }

  /** On to the next line. Gives `false` when this is the last. */
  next(): boolean {
    const after = FIELDS[FIELDS.indexOf(this.field) + 1];
    if (after === undefined) return false;
    this.field = after;
    return true;
  }

  /** The two PINs were not the same: both anew. */
  repeat(): void {
    this.pin = this.again = "";
    this.field = "pin";
  }

  /** Goes to the line that the kiosk refused. */
  refused(notice: string): void {
    if (notice.startsWith("staff-refused-pin")) this.repeat();
    else this.field = "name";
  }

  clear(): void {
    this.name = this.pin = this.again = "";
    this.field = "name";
  }
}
