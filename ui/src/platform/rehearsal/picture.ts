// A camera's picture, drawn: somebody holding a phone, swaying a little.

const WIDTH = 640;
const HEIGHT = 360;

export async function picture(moment: number): Promise<ArrayBuffer> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext("2d");
  if (pen === null) return new ArrayBuffer(0);
  const sway = Math.sin(moment / 900) * 14;
  const wall = pen.createLinearGradient(0, 0, WIDTH, HEIGHT);
  wall.addColorStop(0, "#8a7f74");
  wall.addColorStop(1, "#4e5a66");
  pen.fillStyle = wall;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "#2d4a63";
  pen.beginPath();
  pen.ellipse(320 + sway / 2, 380, 190, 170, 0, 0, 7);
  pen.fill();
  pen.fillStyle = "#c99e83";
  pen.beginPath();
  pen.ellipse(320 + sway / 2, 150, 62, 78, 0, 0, 7);
  pen.fill();
  pen.fillStyle = "#15181d";
  pen.fillRect(262 + sway, 178, 116, 190);
  pen.fillStyle = "#ffffff";
  pen.fillRect(272 + sway, 200, 96, 150);
  pen.fillStyle = "#000000";
  for (let at = 0; at < 121; at += 1) {
    if ((at * 7919) % 13 < 6) {
      pen.fillRect(280 + sway + (at % 11) * 7.4, 212 + Math.floor(at / 11) * 7.4, 7.4, 7.4);
    }
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.7 });
  return blob.arrayBuffer();
}
