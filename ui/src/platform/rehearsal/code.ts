// A picture that looks like a QR code and is none: nobody is sent anywhere from a rehearsal.

const SIZE = 29;
const QUIET = 4;

export function code(address: string): string {
  let dark = "";
  const draw = (x: number, y: number): void => void (dark += `M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      if (finder(x, y) ?? chance(x * 31 + y * 57 + address.length * 7)) draw(x, y);
    }
  }
  const side = SIZE + 2 * QUIET;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dark}"/></svg>`;
}

/** Whether a module of one of the three squares is dark; `null` beside them. */
function finder(x: number, y: number): boolean | null {
  const [left, top] = [x < 8, y < 8];
  const [right, bottom] = [x >= SIZE - 8, y >= SIZE - 8];
  if (!((left && top) || (right && top) || (left && bottom))) return null;
  const from = (at: number, far: boolean): number => Math.abs((far ? at - (SIZE - 7) : at) - 3);
  const ring = Math.max(from(x, right), from(y, bottom));
  return ring === 3 || ring <= 1;
}

function chance(seed: number): boolean {
  return (
    Math.sin(seed * 12.9898) * 43758.5453 - Math.floor(Math.sin(seed * 12.9898) * 43758.5453) > 0.5
  );
}
