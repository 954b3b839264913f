// The address and the code of a central platform, as somebody types them. The lines are read-only for
// the system, so that no keyboard of its own opens. What can be an address or a code the kiosk decides.

const ADDRESS_MOST = 120;
/** As many letters and digits as a code has. */
const CODE_MOST = 12;

export const JOINING = ["address", "code"] as const;
export type JoiningField = (typeof JOINING)[number];

export class Joining {
  address = $state("");
  code = $state("");
  /** The line that is being typed. */
  field: JoiningField = $state("address");

  /** The code in fours, as it stands beside the QR code. */
  get grouped(): string {
    return this.code.replace(/(.{4})(?=.)/g, "$1-");
  }

  type(characters: string): void {
    if (this.field === "address") {
      const kept = characters.replace(/[^\x21-\x7e]/g, "");
      this.address = (this.address + kept).slice(0, ADDRESS_MOST);
    } else {
      const kept = characters.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
      this.code = (this.code + kept).slice(0, CODE_MOST);
    }
  }

  erase(): void {
    this[this.field] = this[this.field].slice(0, -1);
  }

  /** On to the code. Gives `false` when that is where it stands. */
  next(): boolean {
    if (this.field === "code") return false;
    this.field = "code";
    return true;
  }

  /** Goes to the line that the kiosk has something to say about. */
  refused(notice: string): void {
    this.field = /^join-(code|slow-down)/.test(notice) ? "code" : "address";
  }

  clear(): void {
    this.address = this.code = "";
    this.field = "address";
  }
}
