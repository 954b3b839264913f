import { describe, expect, it, vi } from "vitest";
import { MORE_ADVICE, TICKETS, VERDICTS, verdictView } from "../../platform/rehearsal/verdicts";
import { at } from "../../platform/rehearsal/programme";
import { SOURCES } from "../../shared/bundles";
import { plain, say, sayNotice, type Reader } from "../../shared/message";
import { DESIGNS } from "./designs";
import { wordSize } from "./wordSize";

const reader = (lang: string): Reader => ({ languages: [lang], now: at("08:50") });

function lines(verdict: string, lang: string): string[] {
  const view = verdictView(verdict, 1, lang);
  return [
    plain(say(`verdict-${verdict.replaceAll("_", "-")}`, reader(lang))),
    ...view.advice.map((notice) => plain(sayNotice(notice, reader(lang)))),
  ];
}

describe.each(Object.keys(SOURCES))("in %s", (lang) => {
  it("every verdict says what it has to", () => {
    const warn = vi.spyOn(console, "warn");
    const all = Object.fromEntries(VERDICTS.map((verdict) => [verdict, lines(verdict, lang)]));
    expect(warn).not.toHaveBeenCalled();
    expect(JSON.stringify(all)).not.toMatch(/[{}$]\s|undefined|\uE000/);
    expect(all).toMatchSnapshot();
  });

  it("so does every other advice, and every sample", () => {
    const warn = vi.spyOn(console, "warn");
    const notices = [...MORE_ADVICE, ...TICKETS.map((ticket) => ticket.about)];
    const all = notices.map((notice) => [notice.id, plain(sayNotice(notice, reader(lang)))]);
    expect(warn).not.toHaveBeenCalled();
    expect(Object.fromEntries(all)).toMatchSnapshot();
  });

  it("every word fits its line", () => {
    for (const verdict of VERDICTS) {
      expect(wordSize(lines(verdict, lang)[0] ?? "", true), verdict).toBeGreaterThan(5.5);
    }
  });
});

it("there is a design for each of the 16 verdicts, and no two share a picture", () => {
  expect(Object.keys(DESIGNS).sort()).toEqual([...VERDICTS].sort());
  expect(VERDICTS).toHaveLength(16);
  expect(new Set(Object.values(DESIGNS).map((design) => design.picture)).size).toBe(16);
});
