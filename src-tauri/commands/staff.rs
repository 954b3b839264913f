//! What the screen behind the PIN may ask, of the door's window alone. Whether somebody is signed in
//! is looked at behind these, not in the page.

use parvis_domain::id::GateId;
use parvis_domain::staff::StaffId;
use parvis_kiosk::view::{DayAnswer, DayWord, DoublesAnswer, PadAnswer, PadView, SettingsAnswer};
use tauri::{AppHandle, State};

use crate::shell::Shell;

/// What the PIN pad has to know before anybody types.
#[tauri::command(async)]
pub(crate) fn staff_pad(shell: State<'_, Shell>) -> PadView {
    shell.room().pad()
}

/// Somebody typed a PIN. From here on the door decides nothing, when it was a right one.
#[tauri::command(async)]
pub(crate) fn staff_sign_in(app: AppHandle, shell: State<'_, Shell>, pin: String) -> PadAnswer {
    let answer = shell.room().sign_in(&pin);
    shell.tell_door(&app);
    answer
}

/// The very first person makes their PIN.
#[tauri::command(async)]
pub(crate) fn staff_begin(
    app: AppHandle,
    shell: State<'_, Shell>,
    name: String,
    pin: String,
) -> SettingsAnswer {
    let answer = shell.room().begin(&name, &pin);
    shell.tell_door(&app);
    answer
}

/// The settings as they are.
#[tauri::command(async)]
pub(crate) fn staff_settings(shell: State<'_, Shell>) -> SettingsAnswer {
    shell.room().settings()
}

/// The double admissions to look at, which from now on were.
#[tauri::command(async)]
pub(crate) fn staff_doubles(app: AppHandle, shell: State<'_, Shell>) -> DoublesAnswer {
    let answer = shell.room().doubles();
    shell.tell_door(&app);
    answer
}

/// The day, for whoever may say something of it.
#[tauri::command(async)]
pub(crate) fn staff_day(shell: State<'_, Shell>) -> DayAnswer {
    shell.room().day()
}

/// Says something of the day. Boards show it as soon as it is on the disk.
#[tauri::command(async)]
pub(crate) fn staff_say(shell: State<'_, Shell>, word: DayWord) -> DayAnswer {
    shell.room().say(word)
}

/// Adds somebody who may open the settings.
#[tauri::command(async)]
pub(crate) fn staff_add(shell: State<'_, Shell>, name: String, pin: String) -> SettingsAnswer {
    shell.room().add(&name, &pin)
}

/// Removes somebody.
#[tauri::command(async)]
pub(crate) fn staff_remove(shell: State<'_, Shell>, person: StaffId) -> SettingsAnswer {
    shell.room().remove(person)
}

/// Moves the door to another gate.
#[tauri::command(async)]
pub(crate) fn staff_stand_at(
    app: AppHandle,
    shell: State<'_, Shell>,
    gate: GateId,
) -> SettingsAnswer {
    let answer = shell.room().stand_at(&gate);
    shell.tell_door(&app);
    answer
}

/// Makes the kiosk one of a central platform's devices, with its address and code as typed.
#[tauri::command(async)]
pub(crate) fn staff_join(
    app: AppHandle,
    shell: State<'_, Shell>,
    address: String,
    code: String,
) -> SettingsAnswer {
    let answer = shell.room().join(&address, &code);
    shell.tell_door(&app);
    answer
}

/// Whoever is signed in touched something.
#[tauri::command]
pub(crate) fn staff_touch(shell: State<'_, Shell>) {
    shell.staff.touch();
}

/// Whoever is signed in is done: the door goes on.
#[tauri::command(async)]
pub(crate) fn staff_leave(app: AppHandle, shell: State<'_, Shell>) {
    shell.staff.leave();
    shell.tell_door(&app);
}
