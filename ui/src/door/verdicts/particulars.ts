// What a verdict's picture shows of its advice: the day on the page of the calendar, the time on the
// clock. The same is said in words beside it.

import type { Text } from "../../shared/language";
import type { Reader } from "../../shared/message";
import type { Argument } from "../../shared/types/Argument";
import type { VerdictView } from "../../shared/types/VerdictView";

export interface Particulars {
  reader: Reader;
  time: { value: number; zone: string } | null;
  days: readonly string[];
  city: Text | null;
  seats: number | null;
}

export function particularsOf(view: VerdictView, reader: Reader): Particulars {
  const all = Object.assign({}, ...view.advice.map((notice) => notice.args)) as Record<
    string,
    Argument
  >;
  const { time, days, city, seats } = all;
  return {
    reader,
    time: time?.type === "time" ? time : null,
    days: days?.type === "days" ? days.value : [],
    city: city?.type === "text" ? city.value : null,
    seats: seats?.type === "number" ? seats.value : null,
  };
}
