import { describe, expect, it } from "vitest";
import { AZERTY, QWERTZ, Typist, US, type Layout } from "../testing/typist";
import { Scanner } from "./scanner";

const typist = (layout: Layout = US): Typist => new Typist(new Scanner(), layout);

describe("a scanner", () => {
  it("is read by position and by layout", () => {
    const { scans, typed } = typist().type("LCQCLG67", 12).end().outcome;
    expect(scans).toEqual([{ by_position: "LCQCLG67", by_layout: "LCQCLG67" }]);
    expect(typed).toBe("");
  });

  it("is read rightly by position on an AZERTY machine", () => {
    const { scans } = typist(AZERTY).type("AQW-1029 z", 8).end().outcome;
    expect(scans).toEqual([{ by_position: "AQW-1029 z", by_layout: "QAZ)&àéç w" }]);
  });

  it("is read rightly by position on a QWERTZ machine", () => {
    const { scans } = typist(QWERTZ).type("https://x.example/ZY", 8).end().outcome;
    expect(scans[0]?.by_position).toBe("https://x.example/ZY");
    expect(scans[0]?.by_layout).toBe("httpsÖ--x.example-YZ");
  });

  it("loses no symbol of base45, nor a blank at either end", () => {
    const code = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./: ";
    expect(typist().type(code, 6).end().outcome.scans).toEqual([
      { by_position: code, by_layout: code },
    ]);
  });

  it("may end with Tab, or with nothing after a long burst", () => {
    expect(typist().type("ABCD", 10).end("Tab").outcome.scans).toHaveLength(1);
    expect(typist().type("ABCDEFGH", 10).wait(150).outcome.scans).toHaveLength(1);
    expect(typist().type("ABCD", 10).wait(150).outcome).toMatchObject({ scans: [], typed: "ABCD" });
  });

  it("presses no button: its end and its blanks are swallowed", () => {
    const { swallowed } = typist().type(" AB C", 10).end().outcome;
    expect(swallowed).toEqual([true, true, true, true, true, true]);
  });

  it("may hiccup", () => {
    const unsteady = typist().type("N2QX7HGC44TTB", 5, 30, 12, 70, 8, 22).end("Enter", 60);
    expect(unsteady.outcome.scans[0]?.by_position).toBe("N2QX7HGC44TTB");
    const slowAtFirst = typist().type("LCQCLG67", 90, 60, 10, 10, 10, 10, 10, 10).end();
    expect(slowAtFirst.outcome.scans[0]?.by_position).toBe("LCQCLG67");
  });

  it("may be used twice in a row", () => {
    const { scans } = typist().type("LCQC", 8).end().wait(120).type("ABC3FSDK", 8).end().outcome;
    expect(scans.map((scan) => scan.by_position)).toEqual(["LCQC", "ABC3FSDK"]);
  });

  it("may end with two keys", () => {
    const { scans, swallowed } = typist().type("LCQC", 8).end("Enter", 8).end("Tab", 8).outcome;
    expect(scans).toHaveLength(1);
    expect(swallowed.at(-1)).toBe(true);
  });

  it("may write digits on the numeric pad, with Num Lock off", () => {
    const hand = typist();
    for (const digit of "2023")
      hand.press(`Numpad${digit}`, "ArrowDown").scanner.lift(`Numpad${digit}`);
    expect(hand.end("NumpadEnter").outcome.scans).toEqual([{ by_position: "2023", by_layout: "" }]);
  });

  it("is not disturbed by a dead key", () => {
    const { scans } = typist(AZERTY).type("AB[CD", 8).end().outcome;
    expect(scans).toEqual([{ by_position: "AB[CD", by_layout: "QBCD" }]);
  });

  it("keeps what AltGr and Caps Lock make of its keys, for the reading by layout", () => {
    const hand = typist();
    hand.press("KeyQ", "@").press("KeyA", "A", false).press("KeyB", "b", true).press("KeyC", "C");
    expect(hand.end().outcome.scans).toEqual([{ by_position: "qaBc", by_layout: "@AbC" }]);
  });
});

describe("a person", () => {
  it("is not a scanner, however fast", () => {
    const { scans, typed, swallowed } = typist().type("ABC3FSDK", 60, 95, 72, 64).end().outcome;
    expect(scans).toEqual([]);
    expect(typed).toBe("ABC3FSDK");
    expect(swallowed.at(-1)).toBe(false);
  });

  it("may roll from one key to the next", () => {
    const { scans, typed } = typist().type("ABC3FSDK", 130, 30, 110, 85).end().outcome;
    expect(scans).toEqual([]);
    expect(typed).toBe("ABC3FSDK");
  });

  it("sees each letter soon", () => {
    const hand = typist().type("A", 200);
    hand.wait(101);
    expect(hand.outcome.typed).toBe("A");
  });

  it("gets Enter, Tab and blanks", () => {
    expect(typist().end("Enter", 500).outcome.swallowed).toEqual([false]);
    expect(typist().end("Tab", 500).outcome.swallowed).toEqual([false]);
    expect(typist().type(" ", 500).wait(150).outcome.typed).toBe(" ");
  });

  it("may lean on a key", () => {
    const said = typist();
    for (let at = 0; at < 20; at += 1) {
      said.press("KeyA", "a", false, at === 0 ? 500 : 30, { repeat: at > 0 });
    }
    expect(said.end().outcome).toMatchObject({ scans: [], typed: "a" });

    const unsaid = typist();
    for (let at = 0; at < 20; at += 1) unsaid.press("KeyA", "a", false, at === 0 ? 500 : 30);
    expect(unsaid.end().outcome).toMatchObject({ scans: [], typed: "a" });

    const pretended = typist().type("aaaaaaaaaaaa", 30).end();
    expect(pretended.outcome.scans).toEqual([]);
  });

  it("may give commands", () => {
    const hand = typist().type("AB", 10);
    hand.press("KeyC", "c", false, 10, { command: true }).type("DE", 10).end();
    expect(hand.outcome.scans).toEqual([]);
  });
});
