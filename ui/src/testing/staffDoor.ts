// A door with staff, to be tried as a person would: with fingers and with keys.

import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, vi } from "vitest";
import { Door } from "../door/door.svelte";
import DoorScreen from "../door/DoorScreen.svelte";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import { PIN } from "../platform/rehearsal/staff";
import { strokeFor, US } from "./typist";

export let host: Rehearsal;
let app: Record<string, unknown>;

/** For each test of a file: a clock that only the test moves, and no door left behind. */
export function oneDoorATime(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await leave();
    vi.useRealTimers();
  });
}

export async function open(wish: Partial<Wish> = {}): Promise<void> {
  host = new Rehearsal({ ...USUAL, camera: "missing", languages: ["en", "fr"], ...wish });
  const door = new Door(host, await host.doorView());
  app = mount(DoorScreen, { target: document.body, props: { door } });
  await door.start();
  await settle();
  await press("#staff-open");
}

export async function settle(): Promise<void> {
  flushSync();
  await vi.advanceTimersByTimeAsync(0);
  await tick();
}

/** Opens a page behind the PIN, by its button in the settings. */
export async function openPage(button: string, wish: Partial<Wish> = {}): Promise<void> {
  await open(wish);
  await signIn();
  await press(button);
}

/** Takes the door away again. */
async function leave(): Promise<void> {
  await unmount(app);
}

export const find = (selector: string): HTMLElement | null => document.querySelector(selector);

export function get(selector: string): HTMLElement {
  const found = find(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

export const words = (selector: string): string => get(selector).textContent ?? "";
/** The same without the marks of Unicode's that hold a message's parts together. */
export const spoken = (selector: string): string =>
  words(selector)
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
export const pressed = (selector: string): string | null =>
  get(selector).getAttribute("aria-pressed");
export const value = (selector: string): string => (get(selector) as HTMLInputElement).value;

export async function press(selector: string): Promise<void> {
  get(selector).click();
  await settle();
}

export async function tap(digits: string): Promise<void> {
  for (const digit of digits) await press(`[data-digit="${digit}"]`);
}

export function key(code: string, key: string): void {
  const target = document.activeElement ?? document.body;
  for (const type of ["keydown", "keyup"]) {
    target.dispatchEvent(new KeyboardEvent(type, { code, key, bubbles: true, cancelable: true }));
  }
}

/** Types at a person's pace on a keyboard. */
export async function type(text: string): Promise<void> {
  for (const character of text) {
    const stroke = strokeFor(character, US);
    key(stroke.code, stroke.key);
    await vi.advanceTimersByTimeAsync(180);
  }
  await settle();
}

export async function signIn(): Promise<void> {
  await tap(PIN);
  await press("#digit-done");
}
