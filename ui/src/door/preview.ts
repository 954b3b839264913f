// The camera's pictures: asked for once, drawn on whichever canvas is there to be seen. The kiosk
// sends the next one when it hears that the last was dealt with, so each is answered, drawn or not.

import type { Host } from "../platform/host";

export class Preview {
  /** Where to draw; `null` while nobody can see it. */
  canvas: HTMLCanvasElement | null = null;
  /** Called when there is a picture to be seen. */
  onDrawn: () => void = () => {};

  constructor(readonly host: Host) {}

  async start(): Promise<void> {
    await this.host.preview((jpeg) => void this.#deal(jpeg));
  }

  async #deal(jpeg: ArrayBuffer): Promise<void> {
    try {
      if (this.canvas !== null) await draw(jpeg, this.canvas);
      if (this.canvas !== null) this.onDrawn();
    } catch (error) {
      // One bad picture is not worth more than a line: the next one comes at once.
      console.warn("a picture of the camera could not be drawn", error);
    } finally {
      await this.host.previewShown();
    }
  }
}

async function draw(jpeg: ArrayBuffer, canvas: HTMLCanvasElement): Promise<void> {
  const picture = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
  try {
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
  } finally {
    picture.close();
  }
}
