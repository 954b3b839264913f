//! What a screen is told: plain data with ids and arguments, never a finished sentence.
//!
//! These types are generated into TypeScript for the UI (`make types`). Instants are milliseconds
//! since 1970 UTC and come with the IANA zone they are to be shown in; texts come in every
//! language there is, and the screen picks.

mod advice;
mod board;
mod day;
mod door;
mod doubles;
mod hub;
mod notice;
mod painted;
mod programme;
mod screens;
mod session;
mod staff;
mod stick;
mod verdict;

pub use board::{
    AnnouncementView, BoardDay, BoardEvent, BoardPhase, BoardPlace, BoardRoom, BoardShows,
    BoardStream, BoardView, ClockView, SeatsView,
};
pub use day::{DayAnswer, DayRoom, DaySession, DayView, DayWord, SessionWord};
pub use door::{
    CameraView, ClosedReason, DoorState, DoorView, GateView, SampleTicket, SampleView, ShownCode,
};
pub use doubles::{DoubleView, DoublesAnswer};
pub use hub::{HubMood, HubView};
pub use notice::{Argument, Notice, TextView};
pub use painted::PaintedView;
pub use programme::{
    CountedDay, CountedLanguage, CountedName, DayWish, LettersView, PlaceWish, ProgrammeGroup,
    ProgrammeRow, ProgrammeView, ProgrammeWish, RemedyView, SessionName, SessionPage, SpeakerView,
    TakeAlong, TakenAlong, WhatHelps,
};
pub use screens::{HoursView, MonitorView, ScreenChoice, ScreensAnswer};
pub use session::{MarkView, SessionView};
pub use staff::{PadAnswer, PadView, PersonView, SettingsAnswer, SettingsView};
pub use stick::{StickAnswer, StickView};
pub use verdict::{NextView, Tone, VerdictView};

pub(crate) use advice::{advice, gate_name, tone};
pub(crate) use board::announcement;
pub(crate) use notice::{millis, record_name, record_named, text};
pub(crate) use programme::{cut, cut_session, cut_text};
pub(crate) use session::{next_session, rest_of_day, session_view};
