import { describe, expect, it, vi } from "vitest";
import { plain, say, sayNotice, type Reader } from "./message";
import { SOURCES } from "./bundles";

const NOW = Date.parse("2023-11-16T07:50:00Z");
const reader = (...languages: string[]): Reader => ({ languages, now: NOW });
const zone = "Europe/Brussels";

describe("a message", () => {
  it("marks what was filled in, and its language where it is another", () => {
    const said = say("advice-other-event", reader("nl"), {
      event: { fr: "Journées", en: "Days" },
      days: { type: "days", value: ["2023-11-08"] },
    });
    expect(said).toEqual({
      lang: "nl",
      pieces: [
        { words: "Dit ticket is voor ", filled: false },
        { words: "Days", filled: true, lang: "en" },
        { words: ", ", filled: false },
        { words: "woensdag 8 november", filled: true },
        { words: ".", filled: false },
      ],
    });
  });

  it("falls back to the reader's other languages, then to English, and says so", () => {
    const basque = say("verdict-full", reader("eu", "es"));
    expect(basque).toMatchObject({ lang: "es" });
    expect(say("verdict-full", reader("eu"))).toMatchObject({ lang: "en" });
  });

  it("that nobody wrote is its id", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(plain(say("no-such-message", reader("fr")))).toBe("no-such-message");
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it("counts in each language's own way", () => {
    for (const lang of Object.keys(SOURCES)) {
      const seats = (value: number): string =>
        plain(
          sayNotice(
            { id: "advice-full", args: { seats: { type: "number", value } } },
            reader(lang),
          ),
        );
      expect(seats(1)).not.toContain("1");
      expect(seats(24)).toContain("24");
    }
  });

  it("says a time today without the day, another with it", () => {
    const at = (value: string): string =>
      plain(
        sayNotice(
          {
            id: "advice-too-early",
            args: { time: { type: "time", value: Date.parse(value), zone } },
          },
          reader("es"),
        ),
      );
    expect(at("2023-11-16T08:30:00Z")).toBe("Puedes entrar a partir de las 09:30.");
    expect(at("2023-11-17T07:05:00Z")).toBe(
      "Puedes entrar a partir de las 08:05 del viernes 17 de noviembre.",
    );
  });

  it("lists gates with “or” and sessions with “and”", () => {
    const three = { type: "texts" as const, value: ["A", "B", "C"].map((en) => ({ en })) };
    expect(plain(say("advice-other-gate", reader("en"), { gates: three }))).toBe(
      "Your way in is A, B or C.",
    );
    expect(plain(say("advice-other-session", reader("en"), { sessions: three }))).toBe(
      "Your seat is in A, B and C.",
    );
  });
});
