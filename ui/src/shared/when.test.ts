import { describe, expect, it } from "vitest";
import { clockTime, dayOf, days } from "./when";

const join = (first: string, second: string): string => `${first} & ${second}`;

describe("days", () => {
  it("one", () => {
    expect(days(["2023-11-08"], "en", join)).toBe("Wednesday 8 November");
    expect(days(["2023-11-01"], "fr", join)).toBe("mercredi 1er novembre");
    expect(days(["2023-11-08"], "es", join)).toBe("miércoles 8 de noviembre");
    expect(days([], "en", join)).toBe("");
  });

  it("two that follow one another, with the month once", () => {
    const two = ["2023-11-08", "2023-11-09"];
    expect(days(two, "en", join)).toBe("Wednesday 8 & Thursday 9 November");
    expect(days(two, "nl", join)).toBe("woensdag 8 & donderdag 9 november");
    expect(days(["2023-10-31", "2023-11-01"], "fr", join)).toBe(
      "mardi 31 octobre & mercredi 1er novembre",
    );
  });

  it("several, in a row and not", () => {
    expect(days(["2023-11-07", "2023-11-08", "2023-11-09"], "fr", join)).toMatch(
      /^mardi 7\s.*jeudi 9 novembre$/,
    );
    expect(days(["2023-11-07", "2023-11-16"], "pt", join)).toBe(
      "terça-feira, 7 de novembro e quinta-feira, 16 de novembro",
    );
  });
});

describe("times", () => {
  it("are by the clock of the place", () => {
    const noon = Date.parse("2023-11-16T12:00:00Z");
    expect(clockTime(noon, "Europe/Brussels")).toBe("13:00");
    expect(clockTime(noon, "Europe/Lisbon")).toBe("12:00");
    expect(clockTime(Date.parse("2023-11-16T23:05:00Z"), "Europe/Brussels")).toBe("00:05");
    expect(dayOf(Date.parse("2023-11-16T23:05:00Z"), "Europe/Brussels")).toBe("2023-11-17");
  });
});
