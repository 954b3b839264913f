import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { SOURCES } from "./bundles";

/** The variables of each message. */
function messages(source: string): Map<string, string[]> {
  return new Map(
    new FluentResource(source).body.map(({ id, value }) => {
      const names = new Set<string>();
      JSON.stringify(value, (_, part: unknown) => {
        if (isVariable(part)) names.add(part.name);
        return part;
      });
      return [id, [...names].sort()];
    }),
  );
}

function isVariable(part: unknown): part is { type: "var"; name: string } {
  return typeof part === "object" && part !== null && "type" in part && part.type === "var";
}

/** Lines that begin a message, which must be as many as were understood. */
function begun(source: string): string[] {
  return [...source.matchAll(/^([a-z][a-z0-9-]*) *=/gm)].map((found) => found[1] ?? "");
}

/** Every message with its words, line by line. */
function said(source: string): [string, string][] {
  let id = "";
  return source.split("\n").flatMap((line): [string, string][] => {
    if (line.startsWith("#")) return [];
    id = /^[a-z][a-z0-9-]*/.exec(line)?.[0] ?? id;
    return [[id, line]];
  });
}

const english = messages(SOURCES["en"] ?? "");

describe.each(Object.entries(SOURCES))("%s", (_, source) => {
  it("is understood, and says each thing once", () => {
    expect([...messages(source).keys()]).toEqual(begun(source));
    expect(new Set(begun(source)).size).toBe(begun(source).length);
  });

  it("has the same messages with the same variables as English", () => {
    expect(Object.fromEntries(messages(source))).toEqual(Object.fromEntries(english));
  });

  it("has the keyboard's 26 letters once each", () => {
    const rows = /^keyboard-rows = (.*)$/m.exec(source)?.[1] ?? "";
    expect([...rows.replaceAll(" ", "")].sort().join("")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  });

  it("has apostrophes and quotation marks that are typeset", () => {
    expect(said(source).filter(([, words]) => /["'`]/.test(words))).toEqual([]);
  });

  it("has buttons short enough for their places", () => {
    const texts = Object.fromEntries(
      [...source.matchAll(/^([a-z-]+) = (.*)$/gm)].map(([, id, words]) => [id, words]),
    );
    for (const id of ["type-code", "call-someone", "key-done", "close"]) {
      expect(texts[id]?.length, `${id}: ${texts[id]}`).toBeLessThanOrEqual(18);
    }
  });
});

it("French has a narrow no-break space before the signs that want one", () => {
  const bare = said(SOURCES["fr"] ?? "").filter(([, words]) => /[^\u202f][:;!?]/u.test(words));
  expect(bare).toEqual([]);
});
