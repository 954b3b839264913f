// The kiosk behind the window. The only file that imports Tauri.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host";

export const tauri: Host = {
  doorView: () => invoke("door_view"),
  showCode: (code) => invoke("show_code", { code }),
  preview: (onPicture) => {
    const channel = new Channel<ArrayBuffer>();
    channel.onmessage = onPicture;
    return invoke("preview", { channel });
  },
  previewShown: () => invoke("preview_shown"),
  samples: () => invoke("samples"),
  standAt: (gate) => invoke("stand_at", { gate }),
  boardView: () => invoke("board_view"),
  programme: (wish) => invoke("programme", { wish }),
  touched: () => invoke("touched"),
  openBoard: () => invoke("open_board"),
  painted: (number) => invoke("painted", { number }),
  paints: (painted) => invoke("paints", { painted }),
  staffPad: () => invoke("staff_pad"),
  staffSignIn: (pin) => invoke("staff_sign_in", { pin }),
  staffBegin: (name, pin) => invoke("staff_begin", { name, pin }),
  staffSettings: () => invoke("staff_settings"),
  staffDoubles: () => invoke("staff_doubles"),
  staffDay: () => invoke("staff_day"),
  staffSay: (word) => invoke("staff_say", { word }),
  staffScreens: () => invoke("staff_screens"),
  staffScreenShows: (monitor, shows) => invoke("staff_screen_shows", { monitor, shows }),
  staffAdd: (name, pin) => invoke("staff_add", { name, pin }),
  staffRemove: (person) => invoke("staff_remove", { person }),
  staffStandAt: (gate) => invoke("staff_stand_at", { gate }),
  staffJoin: (address, code) => invoke("staff_join", { address, code }),
  staffSticks: () => invoke("staff_sticks"),
  staffStickWrite: (stick) => invoke("staff_stick_write", { stick }),
  staffStickTake: (stick, compared) => invoke("staff_stick_take", { stick, compared }),
  staffTouch: () => invoke("staff_touch"),
  staffLeave: () => invoke("staff_leave"),
  listen: (name, heard) => listen(name, (event) => heard(event.payload as never)),
};
