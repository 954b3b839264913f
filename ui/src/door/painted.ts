// What the door's page says of itself to the kiosk. Of who stands there it says nothing.

import { lostOf } from "../board/emergency";
import { pageSize } from "../shared/painted";
import type { CameraView } from "../shared/types/CameraView";
import type { PaintedView } from "../shared/types/PaintedView";
import type { Door } from "./door.svelte";

/** A camera that is there and cannot be used. A door without one reads codes in other ways. */
const BAD_CAMERAS: readonly CameraView[] = ["busy", "forbidden", "lost"];

/** What is said of a door whose page has been painted. */
export function paintedDoor(door: Door, page: Element): PaintedView {
  const { view } = door;
  const closed = view.state.state === "closed" ? view.state.reason : null;
  const inHands = door.panel === "staff";
  const emergency = closed === "emergency" && !inHands;
  const lost = emergency ? lostOf(page, view, door.turns) : [];
  const wrong: string[] = [];
  if (lost.length > 0) wrong.push("emergency");
  if (closed !== null && closed !== "emergency" && !inHands) wrong.push("closed");
  if (BAD_CAMERAS.includes(view.camera)) wrong.push("camera");
  const said = emergency ? view.emergencies.map(({ id }) => id) : [];
  return {
    shows: inHands ? "staff" : emergency ? "emergency" : "door",
    ...pageSize(),
    // Which language a visitor chose is theirs.
    language: door.placeLanguage,
    wrong,
    dark_until: null,
    as_of: null,
    emergencies: said.filter((id) => !lost.includes(id)),
  };
}
