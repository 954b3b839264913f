import { describe, expect, it } from "vitest";
import { at } from "../platform/rehearsal/programme";
import type { DaySession } from "../shared/types/DaySession";
import type { DayView } from "../shared/types/DayView";
import { Plan, stepped } from "./plan.svelte";

const ROOMS = [
  { id: "hall", name: { en: "Hall" } },
  { id: "canal", name: { en: "Canal" } },
];
const DAY: Pick<DayView, "from" | "until" | "rooms"> = {
  from: at("08:50"),
  until: at("20:00"),
  rooms: ROOMS,
};

const held = (start: string, end: string): DaySession =>
  ({ event: "e", session: { start: at(start), end: at(end) } }) as DaySession;

describe("a time that is set by taps", () => {
  it.each([
    ["09:00", 5, "09:05"],
    ["09:02", 5, "09:05"],
    ["09:02", -5, "09:00"],
    ["09:00", -5, "08:55"],
    ["09:02", 60, "10:00"],
    ["09:02", -60, "08:05"],
  ])("%s by %i minutes is %s", (from, minutes, to) => {
    expect(stepped(at(from), minutes)).toBe(at(to));
  });
});

describe("a session that is moved", () => {
  it("lasts as long at another time, and nothing is said of what stays", () => {
    const plan = new Plan(DAY, held("09:30", "10:15"));
    expect([plan.whole, plan.elsewhen]).toEqual([false, false]);
    plan.step("start", 60);
    plan.step("start", 5);
    expect([plan.start, plan.end]).toEqual([at("10:35"), at("11:20")]);
    expect([plan.whole, plan.elsewhen]).toEqual([true, true]);
    plan.step("start", -60);
    plan.step("start", -5);
    expect([plan.whole, plan.elsewhen, plan.room]).toEqual([false, false, null]);
    plan.room = "canal";
    expect([plan.whole, plan.elsewhen]).toEqual([true, false]);
  });

  it("begins no earlier than now, or than it did, and is over when the day is", () => {
    const plan = new Plan(DAY, held("09:00", "10:00"));
    expect(plan.can("start", -60)).toBe(false);
    for (let tap = 0; tap < 5; tap += 1) plan.step("start", -5);
    expect(plan.start).toBe(at("08:50"));
    for (let tap = 0; tap < 20; tap += 1) plan.step("start", 60);
    expect(plan.start, "a tap that cannot be done is none").toBe(at("18:50"));
    for (let tap = 0; tap < 20; tap += 1) plan.step("start", 5);
    expect([plan.start, plan.end]).toEqual([at("19:00"), at("20:00")]);
    const begun = new Plan(DAY, held("08:30", "09:30"));
    expect(begun.can("start", -5)).toBe(false);
    expect(begun.can("start", 5)).toBe(true);
  });
});

describe("a session that is added", () => {
  it("is half an hour from the next five minutes on, and has to be somewhere", () => {
    const plan = new Plan(DAY, null);
    expect([plan.start, plan.end]).toEqual([at("08:55"), at("09:25")]);
    expect(plan.whole).toBe(false);
    plan.room = "hall";
    expect(plan.whole).toBe(true);
    const [only] = ROOMS;
    expect(new Plan({ ...DAY, rooms: [only!] }, null).room, "where there is one room").toBe("hall");
  });

  it("ends after it begins", () => {
    const plan = new Plan(DAY, null);
    for (let tap = 0; tap < 10; tap += 1) plan.step("end", -5);
    expect([plan.start, plan.end]).toEqual([at("08:55"), at("09:00")]);
    plan.step("end", 60);
    plan.step("start", 5);
    expect([plan.start, plan.end]).toEqual([at("09:00"), at("10:05")]);
  });
});
