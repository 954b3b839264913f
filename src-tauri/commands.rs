//! What a page may ask. Each command is granted to the windows that need it in `capabilities/`.
//! Those that touch the disk run beside the window's thread.
#![allow(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub(crate) mod screens;
pub(crate) mod staff;
pub(crate) mod sticks;

use parvis_domain::id::GateId;
use parvis_kiosk::board::Board;
use parvis_kiosk::view::{
    BoardView, DoorView, PaintedView, ProgrammeView, ProgrammeWish, SampleView, ShownCode,
};
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::{AppHandle, Manager, State, WebviewWindow};

use crate::screens::Screen;
use crate::shell::{self, Shell};
use crate::windows::{self, Windows};

/// What the door shows while it waits.
#[tauri::command(async)]
pub(crate) fn door_view(shell: State<'_, Shell>) -> DoorView {
    shell.door.view()
}

/// Decides about a code; the answer comes as the event `verdict`, `hint` or `door`.
#[tauri::command(async)]
pub(crate) fn show_code(app: AppHandle, shell: State<'_, Shell>, code: ShownCode) {
    let outcome = shell.door.show(code);
    shell.tell(&app, outcome);
}

/// Sends the camera's picture as JPEG frames to this channel.
#[tauri::command]
pub(crate) fn preview(shell: State<'_, Shell>, channel: Channel<InvokeResponseBody>) {
    shell.preview_to(channel);
}

/// A frame of the preview has been drawn.
#[tauri::command]
pub(crate) fn preview_shown(shell: State<'_, Shell>) {
    shell.preview_shown();
}

/// The tickets to try, when there are any.
#[tauri::command(async)]
pub(crate) fn samples(shell: State<'_, Shell>) -> SampleView {
    shell.door.samples().unwrap_or_default()
}

/// Moves a door that has tickets to try to another gate.
#[tauri::command(async)]
pub(crate) fn stand_at(app: AppHandle, shell: State<'_, Shell>, gate: GateId) {
    if shell.door.samples().is_some() && shell.door.stand_at(&gate) {
        shell.tell_door(&app);
    }
}

/// What the board of the window that asks shows; a window without one gets the lobby's.
#[tauri::command(async)]
pub(crate) fn board_view(window: WebviewWindow, shell: State<'_, Shell>) -> BoardView {
    let boards = window.state::<Windows>().boards();
    match boards.iter().find(|board| board.label == window.label()) {
        Some(board) => board.now(shell.door.kiosk()).view,
        None => shell.door.kiosk().board(&Board::Lobby(None)).view,
    }
}

/// Answers a visitor at the programme to touch, from the venue of the window that asks.
#[tauri::command(async)]
pub(crate) fn programme(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    wish: ProgrammeWish,
) -> ProgrammeView {
    let boards = window.state::<Windows>().boards();
    let of_window = boards.into_iter().find(|board| board.label == window.label());
    let venue = of_window.and_then(|window| match window.board {
        Board::Programme(venue) => venue,
        _ => None,
    });
    shell.door.kiosk().programme(venue.as_ref(), &wish)
}

/// A visitor touched the window that asks: outside of its hours they have it for a while.
#[tauri::command(async)]
pub(crate) fn touched(window: WebviewWindow, shell: State<'_, Shell>) {
    let kiosk = shell.door.kiosk();
    // At once: whoever touches a dark screen waits for it.
    if let Some(board) = window.state::<Windows>().touched(window.label(), kiosk.time()) {
        shell::emit(window.app_handle(), window.label(), "board", board.now(kiosk).view);
    }
}

/// Opens the lobby board beside the door, in a rehearsal.
#[tauri::command(async)]
pub(crate) fn open_board(app: AppHandle, shell: State<'_, Shell>) {
    if shell.door.kiosk().is_rehearsal()
        && let Err(error) = windows::show_beside(&app, &Screen::Board(Board::Lobby(None)))
    {
        tracing::error!(%error, "the board’s window does not open");
    }
}

/// A window says what its page paints.
#[tauri::command(async)]
pub(crate) fn paints(window: WebviewWindow, shell: State<'_, Shell>, painted: PaintedView) {
    let kiosk = shell.door.kiosk();
    // It may be newer than the last look at which windows there are.
    kiosk.screens_are(window.state::<Windows>().screens(&shell.door));
    kiosk.painted(window.label(), painted);
}

/// A verdict, or a window's first picture (number 0), has been painted.
#[tauri::command]
pub(crate) fn painted(number: u32) {
    tracing::debug!(number, "painted");
}
