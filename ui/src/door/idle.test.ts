import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Idle, IDLE_MS, WARNING_MS } from "./idle.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("warns for 20 seconds, then goes back", () => {
  const over = vi.fn();
  const idle = new Idle(over);
  idle.watch(true);
  vi.advanceTimersByTime(IDLE_MS - WARNING_MS - 1);
  expect(idle.left).toBeNull();
  vi.advanceTimersByTime(1);
  expect(idle.left).toBe(20);
  vi.advanceTimersByTime(WARNING_MS - 1);
  expect(idle.left).toBe(1);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(over).toHaveBeenCalledOnce();
  expect(idle.left).toBeNull();
});

it("stays for whoever does something, as often as they do", () => {
  const over = vi.fn();
  const idle = new Idle(over);
  idle.watch(true);
  for (let times = 0; times < 12; times += 1) {
    vi.advanceTimersByTime(IDLE_MS - 500);
    expect(idle.left).toBe(1);
    idle.touch();
    expect(idle.left).toBeNull();
  }
  expect(over).not.toHaveBeenCalled();
});

it("does nothing when there is nothing to go back from", () => {
  const over = vi.fn();
  const idle = new Idle(over);
  idle.watch(true);
  idle.watch(false);
  vi.advanceTimersByTime(10 * IDLE_MS);
  expect(over).not.toHaveBeenCalled();
  expect(idle.left).toBeNull();
});
