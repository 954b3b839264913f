// What everything on a board has to know to be drawn.

import type { Reader } from "../shared/message";

export interface Look {
  reader: Reader;
  /** The IANA zone whose times are said. */
  zone: string;
  /** Nothing was heard for long: what is on now is only what was planned. */
  stale: boolean;
}
