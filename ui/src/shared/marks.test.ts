import { describe, expect, it } from "vitest";
import { contrast } from "../testing/contrast";
import { SOURCES } from "./bundles";
import { MARK_LOOKS, markWord } from "./marks";
import { plain } from "./message";
import type { MarkView } from "./types/MarkView";

const MARKS: MarkView[] = [
  { mark: "cancelled" },
  { mark: "moved" },
  { mark: "late", minutes: 15 },
  { mark: "full" },
  { mark: "added" },
];

describe("a mark", () => {
  it("can be read on its ground, and its ground can be told from a board and from paper", () => {
    for (const [mark, { ground, ink }] of Object.entries(MARK_LOOKS)) {
      expect(contrast(ink, ground), mark).toBeGreaterThanOrEqual(7);
      expect(contrast(ground, "#0f2b52"), mark).toBeGreaterThanOrEqual(3);
    }
  });

  it("has a word, an icon and a colour that no other has", () => {
    expect(new Set(Object.values(MARK_LOOKS).map(({ icon }) => icon)).size).toBe(MARKS.length);
    expect(new Set(Object.values(MARK_LOOKS).map(({ ground }) => ground)).size).toBe(MARKS.length);
    for (const lang of Object.keys(SOURCES)) {
      const reader = { languages: [lang], now: 0 };
      const words = MARKS.map((mark) => plain(markWord(mark, reader)));
      expect(new Set(words).size, lang).toBe(MARKS.length);
      expect(words[2]).toContain("15");
    }
  });
});

it("counts contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
