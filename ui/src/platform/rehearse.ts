import type { Host } from "./host";
export class Rehearsal {
  static fromAddress(_search: string): Host {
    throw new Error("not yet");
  }
}
