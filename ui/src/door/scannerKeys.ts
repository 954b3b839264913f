// Listens to the keyboard on behalf of the scanner's state machine: before anything on the page does,
// so that a scan presses no button, wherever the focus is.

import { Scanner, type Scan, type Step } from "./scanner";

/** What the keyboard turned out to be used for. */
export interface Heard {
  /** A scanner read a code. */
  scan(scan: Scan): void;
  /** A person typed characters. */
  typed(characters: string): void;
  /** A person pressed a key that is no character, such as Tab or Escape. */
  pressed(): void;
}

/** The timer comes a little late, so that keys which waited behind other work are heard first. */
const GRACE_MS = 30;
/** A time stamp further off than this is on some other clock. */
const BELIEVED_MS = 2_000;

export function listenForScans(target: Window, heard: Heard): () => void {
  const scanner = new Scanner();
  const swallowed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function act(step: Step): void {
    if (step.scan !== null) heard.scan(step.scan);
    if (step.typed !== "") heard.typed(step.typed);
    clearTimeout(timer);
    const deadline = scanner.deadline;
    if (deadline === null) return;
    const wait = Math.max(0, deadline - performance.now()) + GRACE_MS;
    timer = setTimeout(() => act(scanner.rest(performance.now())), wait);
  }

  function onDown(event: KeyboardEvent): void {
    const altGr = event.getModifierState("AltGraph");
    const step = scanner.press({
      code: event.code,
      key: event.key,
      shift: event.shiftKey,
      // AltGr is Control and Alt together on some systems.
      command: !altGr && (event.ctrlKey || event.altKey || event.metaKey),
      repeat: event.repeat,
      time: timeOf(event),
    });
    if (step.swallow) {
      swallowed.add(event.code);
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if ([...event.key].length > 1) {
      heard.pressed();
    }
    act(step);
  }

  // A button answers to a blank when the key comes up.
  function onUp(event: KeyboardEvent): void {
    scanner.lift(event.code);
    if (!swallowed.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function onBlur(): void {
    swallowed.clear();
    act({ swallow: false, scan: null, typed: scanner.forget() });
  }

  target.addEventListener("keydown", onDown, { capture: true });
  target.addEventListener("keyup", onUp, { capture: true });
  target.addEventListener("blur", onBlur);
  return () => {
    clearTimeout(timer);
    target.removeEventListener("keydown", onDown, { capture: true });
    target.removeEventListener("keyup", onUp, { capture: true });
    target.removeEventListener("blur", onBlur);
  };
}

/** When the key went down, not when the page came round to it; unless the stamp makes no sense. */
function timeOf(event: KeyboardEvent): number {
  const now = performance.now();
  const stamp = event.timeStamp;
  return stamp <= now + 5 && now - stamp < BELIEVED_MS ? stamp : now;
}
