import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { at, heldOn, ZONE } from "../platform/rehearsal/programme";
import type { SessionView } from "../shared/types/SessionView";
import SessionRow from "./SessionRow.svelte";
import NextSession from "./verdicts/NextSession.svelte";

const reader = { languages: ["en"], now: at("08:50") };
let app: Record<string, unknown> | null = null;

function session(id: string, more: Partial<SessionView> = {}): SessionView {
  const found = heldOn(true).find((held) => held.session.id === id);
  if (found === undefined) throw new Error(`There is no session ${id}.`);
  return { ...found.session, ...more };
}

function row(shown: SessionView): void {
  const props = { session: shown, reader, zone: ZONE, now: reader.now };
  app = mount(SessionRow, { target: document.body, props });
  flushSync();
}

function beside(shown: SessionView): void {
  const props = { next: { session: shown, running: false }, reader, zone: ZONE };
  app = mount(NextSession, { target: document.body, props });
  flushSync();
}

const text = (selector: string): string =>
  (document.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();

afterEach(async () => {
  if (app !== null) await unmount(app);
  app = null;
});

it("the door's list says how late a session is, with the old time struck through", () => {
  row(session("s3"));
  expect(text("[data-mark=late]")).toBe("10 min late");
  expect(text(".time")).toBe("09:40 planned: 09:30");
  expect(text(".time s")).toBe("09:30");
});

it("the door's list says where a session was to be and where it is", () => {
  row(session("s4"));
  expect(text("[data-mark=moved]")).toBe("Moved");
  expect(text(".room")).toBe("planned: Great Hall Agora");
  expect(text(".room s")).toBe("Great Hall");
});

it("the door's list strikes the title of a cancelled session through, and calls none of it on", () => {
  row(session("s2", { marks: [{ mark: "cancelled" }] }));
  expect(text(".title s")).toBe("Workshop: repair your own phone");
  expect(text(".where")).toContain("Cancelled");
  expect(text(".where")).not.toContain("Now");
});

it("beside a verdict the marks are said, and the way is the new one", () => {
  beside(session("s4", { old_start: at("09:45") }));
  expect(text("[data-mark=moved]")).toBe("Moved");
  expect(text(".time")).toBe("planned: 09:45 10:00");
  expect(text(".where")).toMatch(/planned: Great Hall Agora First floor/);
});

it("beside a verdict a full session is marked so", () => {
  beside(session("s2"));
  expect(text(".label [data-mark]")).toBe("Full");
});

it("markup in a title is text", () => {
  row(session("s3", { title: { en: '<img src=x onerror="alert(1)">' } }));
  expect(document.querySelector("[onerror]")).toBeNull();
  expect(text(".title")).toBe('<img src=x onerror="alert(1)">');
});
