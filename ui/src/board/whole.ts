// Shows what is in a box whole: as much smaller as that takes.

import type { ActionReturn } from "svelte/action";

/** From as large as it is set to the smallest that is still read from where the rest is. */
export const SCALES = [1, 0.92, 0.84, 0.77, 0.7, 0.64, 0.58] as const;

/** The largest scale at which something fits; the smallest where none does. */
export function scaleFor(fits: (scale: number) => boolean): number {
  return SCALES.find(fits) ?? SCALES[SCALES.length - 1] ?? 1;
}

/** For the one child of a box that cuts off what is too high. */
export function whole(content: HTMLElement): ActionReturn {
  const box = content.parentElement;
  if (box === null) return {};
  content.style.transformOrigin = "left top";
  // Not by `zoom`: engines differ in how they measure what is zoomed, and a board measures itself.
  const fits = (scale: number): boolean => {
    content.style.width = `${100 / scale}%`;
    const high = content.offsetHeight;
    content.style.transform = scale === 1 ? "" : `scale(${scale})`;
    content.style.marginBottom = `${(scale - 1) * high}px`;
    const { paddingTop, paddingBottom } = getComputedStyle(box);
    const room =
      box.clientHeight - (parseFloat(paddingTop) || 0) - (parseFloat(paddingBottom) || 0);
    // Half a pixel is rounding.
    return high * scale <= room + 0.5;
  };
  const fit = (): void => void scaleFor(fits);
  const sizes = new ResizeObserver(fit);
  sizes.observe(box);
  sizes.observe(content);
  const words = new MutationObserver(fit);
  words.observe(content, { characterData: true, childList: true, subtree: true });
  return {
    destroy() {
      sizes.disconnect();
      words.disconnect();
    },
  };
}
