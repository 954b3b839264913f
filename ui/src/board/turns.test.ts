import { expect, it } from "vitest";
import { turnAt } from "./turns";

it("shows each block of rooms in each language, and none twice before", () => {
  for (let languages = 1; languages <= 5; languages += 1) {
    for (let pages = 1; pages <= 6; pages += 1) {
      const seen = new Set<string>();
      for (let turn = 0; turn < languages * pages; turn += 1) {
        seen.add(JSON.stringify(turnAt(turn, languages, pages)));
      }
      expect(seen.size, `${languages} languages, ${pages} blocks`).toBe(languages * pages);
    }
  }
});

it("gives every language its turn as soon as it can", () => {
  const turns = [0, 1, 2, 3].map((turn) => turnAt(turn, 3, 2).language);
  expect(turns).toEqual([0, 1, 2, 0]);
});

it("stands still with one language and one block, or none", () => {
  expect(turnAt(7, 1, 1)).toEqual({ language: 0, page: 0 });
  expect(turnAt(7, 0, 0)).toEqual({ language: 0, page: 0 });
});
