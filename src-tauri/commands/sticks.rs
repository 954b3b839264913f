//! What the screen behind the PIN may ask about USB sticks, of the door's window alone.

use std::path::PathBuf;

use parvis_kiosk::hub::Sticks;
use parvis_kiosk::view::{StickAnswer, StickView};
use tauri::{AppHandle, State};

use crate::shell::Shell;

/// Between which folders something can be carried.
pub(crate) struct Carried {
    /// Where sticks are.
    pub(crate) sticks: Sticks,
    /// The kiosk's data folder.
    pub(crate) data: PathBuf,
}

/// The sticks that are plugged in.
#[tauri::command(async)]
pub(crate) fn staff_sticks(shell: State<'_, Shell>, carried: State<'_, Carried>) -> Vec<StickView> {
    shell.room().sticks(&carried.sticks)
}

/// Writes this kiosk's request onto a stick.
#[tauri::command(async)]
pub(crate) fn staff_stick_write(
    shell: State<'_, Shell>,
    carried: State<'_, Carried>,
    stick: String,
) -> StickAnswer {
    shell.room().write_stick(&carried.sticks, &stick)
}

/// Takes the package for this kiosk off a stick.
#[tauri::command(async)]
pub(crate) fn staff_stick_take(
    app: AppHandle,
    shell: State<'_, Shell>,
    carried: State<'_, Carried>,
    stick: String,
    compared: Option<String>,
) -> StickAnswer {
    let Carried { sticks, data } = &*carried;
    let answer = shell.room().take_stick(sticks, &stick, compared.as_deref(), data);
    shell.tell_door(&app);
    answer
}
