// What axe-core finds wrong. What it would have to see, such as colours and sizes, it cannot find
// without a browser: the window's tests look at that.

import axe from "axe-core";
import { expect, vi } from "vitest";

export async function accessible(element: Element): Promise<void> {
  const faked = vi.isFakeTimers();
  if (faked) vi.useRealTimers();
  const { violations } = await axe.run(element, {
    rules: {
      "color-contrast": { enabled: false },
      "target-size": { enabled: false },
      // jsdom does not know that what is inert is not there.
      "landmark-no-duplicate-main": { enabled: false },
    },
    resultTypes: ["violations"],
  });
  if (faked) vi.useFakeTimers();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  ).toEqual([]);
}
