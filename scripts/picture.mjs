// Turns what Xvfb keeps of its screen (-fbdir, the XWD format) into a PNG, with nothing but Node:
//
//   node scripts/picture.mjs XWD-FILE PNG-FILE
//
// Handles what Xvfb writes with 24 bits of colour: 32 bits a dot, blue first.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { crc32 as zlibCrc32, deflateSync } from "node:zlib";

const [source, target] = process.argv.slice(2);
if (!source || !target) {
  console.error("usage: node scripts/picture.mjs XWD-FILE PNG-FILE");
  process.exit(2);
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

// Node has its own from 22.2 on.
const crc32 =
  zlibCrc32 ?? ((bytes) => ~bytes.reduce((c, b) => crcTable[(c ^ b) & 0xff] ^ (c >>> 8), ~0) >>> 0);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const xwd = readFileSync(source);
const field = (index) => xwd.readUInt32BE(index * 4);
const headerSize = field(0);
const width = field(4);
const height = field(5);
const bitsPerPixel = field(11);
const bytesPerLine = field(12);
const colours = field(19);
if (field(1) !== 7 || bitsPerPixel !== 32) {
  console.error(`${source} is not a screen of Xvfb with 24 bits of colour`);
  process.exit(1);
}

// Each line of a PNG starts with the number of its filter: 0 for none.
const pixels = headerSize + colours * 12;
const lines = Buffer.alloc((width * 3 + 1) * height);
let to = 0;
for (let y = 0; y < height; y++) {
  to++;
  for (let x = 0, from = pixels + y * bytesPerLine; x < width; x++, from += 4) {
    lines[to++] = xwd[from + 2];
    lines[to++] = xwd[from + 1];
    lines[to++] = xwd[from];
  }
}

const head = Buffer.alloc(13);
head.writeUInt32BE(width, 0);
head.writeUInt32BE(height, 4);
head.set([8, 2, 0, 0, 0], 8);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", head),
  chunk("IDAT", deflateSync(lines, { level: 3 })),
  chunk("IEND", Buffer.alloc(0)),
]);
// In one step, so that nobody ever opens half a picture.
writeFileSync(`${target}.part`, png);
renameSync(`${target}.part`, target);
