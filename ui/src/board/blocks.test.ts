import { describe, expect, it } from "vitest";
import { announcedAt } from "./announced";
import { blocksOf, groupsOf, widthOf } from "./blocks";

describe("long words", () => {
  it("that fit stay whole", () => {
    expect(blocksOf("Lunch is served.", 130)).toEqual(["Lunch is served."]);
  });

  it("are broken between words, into blocks about as long", () => {
    const words = "one two three four five six seven eight nine ten eleven twelve";
    const blocks = blocksOf(words, 40);
    expect(blocks.join(" ")).toBe(words);
    expect(blocks).toHaveLength(2);
    const [first = 0, second = 0] = blocks.map(widthOf);
    expect(Math.abs(first - second)).toBeLessThan(10);
  });

  it("without blanks are broken all the same, and wide letters count for two", () => {
    const words = "社会的なデジタル技術".repeat(12);
    const blocks = blocksOf(words, 60);
    expect(blocks.join("").replaceAll(" ", "")).toBe(words);
    for (const block of blocks) expect(widthOf(block)).toBeLessThanOrEqual(60);
  });
});

it("names stand in groups that fit, none alone without need and none lost", () => {
  expect(groupsOf(["aaaa", "bbbb", "cccc"], 12, 2)).toEqual([["aaaa", "bbbb"], ["cccc"]]);
  expect(groupsOf(["a".repeat(40)], 12, 2)).toEqual([["a".repeat(40)]]);
  expect(groupsOf([], 12, 2)).toEqual([]);
});

it("each announcement has its turn in each language", () => {
  const all = [
    { id: "a", text: { fr: "un", en: "one" } },
    { id: "b", text: { fr: "deux" } },
  ];
  const at = (turn: number): unknown => announcedAt(turn, all, ["fr", "en"]);
  expect(at(0)).toMatchObject({ id: "a", text: { fr: "un" } });
  expect(at(1)).toMatchObject({ id: "a", text: { en: "one" } });
  expect(at(2)).toMatchObject({ id: "b", text: { fr: "deux" } });
  expect(at(3), "in its own language where it lacks this one").toMatchObject({
    text: { fr: "deux" },
  });
  expect(at(4)).toMatchObject({ id: "a" });
  expect(announcedAt(3, [], ["fr"])).toBeNull();
});
