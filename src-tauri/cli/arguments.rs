//! What can be written on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use parvis_domain::id::{EventId, GateId};
use parvis_domain::zone::Zone;
use parvis_kiosk::board::Board;

use crate::screens::Screen;

/// Check-in and venue screens for a week of events.
///
/// Without a command, the kiosk opens.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) window: Window,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Which data the program works on, and when it is.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Place {
    /// The folder that holds the roster [default: parvis in the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Make the folder one for rehearsing, whose check-ins never count
    #[arg(long, global = true)]
    pub(crate) rehearsal: bool,
    /// Set the clock, from where it runs on; only in a folder for rehearsing
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<Timestamp>,
    /// Set the clock to what a file says, whenever it says something else: to walk through a day on
    /// real screens; only in a folder for rehearsing
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "now")]
    pub(crate) clock: Option<PathBuf>,
}

/// How the kiosk opens.
#[derive(Debug, Clone, Args)]
pub(crate) struct Window {
    /// Open on the demonstration event, in a folder of its own
    #[arg(long)]
    pub(crate) demo: bool,
    /// Take the demonstration from a central platform that holds it, by what its code says, rather
    /// than from the files in this program: parvis-enrol:…
    #[arg(long, requires = "demo", value_name = "LINK")]
    pub(crate) demo_hub: Option<String>,
    /// What to show, once for each screen: door, lobby, lobby:VENUE, room:ROOM, week, online,
    /// programme or programme:VENUE
    /// [default: what `screens.toml` in the folder says, or the door]
    #[arg(long, value_name = "SCREEN")]
    pub(crate) screen: Vec<Screen>,
    /// The gate the door stands at [default: the first there is]
    #[arg(long)]
    pub(crate) gate: Option<GateId>,
    /// Where pictures come from: auto, a device such as /dev/video0, folder:DIR, or none
    #[arg(long, default_value = "auto")]
    pub(crate) camera: String,
    /// A folder to offer as a USB stick, besides what is mounted below /media and /run/media
    #[arg(long, value_name = "DIR")]
    pub(crate) stick: Option<PathBuf>,
    /// Open in a window rather than over the whole screen
    #[arg(long)]
    pub(crate) windowed: bool,
    /// The size of that window, such as 1080x1920
    #[arg(long, value_name = "WxH")]
    pub(crate) size: Option<Size>,
}

/// A window's width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not a size such as 1920x1080");
        let (width, height) = text.split_once('x').ok_or_else(wrong)?;
        let pixels = |text: &str| text.parse().ok().filter(|px| (1..=16_384).contains(px));
        let (width, height) = pixels(width).zip(pixels(height)).ok_or_else(wrong)?;
        Ok(Self { width, height })
    }
}

/// One thing to do without a window.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take a roster, a programme or gates from files
    Import(Import),
    /// List the ids of events, venues, rooms and sessions, a line for each
    Programme,
    /// Draw the tickets of a roster
    Tickets(Tickets),
    /// Read the codes in pictures: a line for each, with file, tab and text
    Scan(Scan),
    /// List the screens that are plugged in, what each shows, and at which hours
    Screens,
    /// Work out how large a board has to be to be read, and how it is hung
    BoardPlan(BoardPlan),
    /// Check one ticket in and print the verdict as JSON
    CheckIn(CheckIn),
    /// Write the check-ins, and apart from them the refusals
    Export(Export),
    /// Say who may open the settings at the kiosk, or change who may
    Staff(Staff),
    /// Join a central platform, by the code that it shows
    Enrol(Enrol),
    /// Bring this kiosk and its central platform in step, once, and say how they stand
    Sync,
    /// Keep a kiosk that never sees a network in step with its central platform, by USB stick
    Stick(Stick),
    /// Look whether everything is in order
    Doctor,
}

/// Work out how large a board has to be to be read, and how it is hung.
#[derive(Debug, Args)]
pub(crate) struct BoardPlan {
    /// The board: lobby, room:ROOM, week, online or programme
    #[arg(long, default_value = "lobby")]
    pub(crate) board: Board,
    /// The screen's diagonal in inches
    #[arg(long, value_name = "INCHES")]
    pub(crate) inches: f64,
    /// The screen's pixels, as it hangs, such as 1080x1920
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    pub(crate) pixels: Size,
    /// From how many metres it is to be read
    #[arg(long, value_name = "METRES")]
    pub(crate) metres: f64,
    /// Write a sheet to print: heights, distances, and a line of letters to hold against the screen
    #[arg(long, value_name = "FILE")]
    pub(crate) sheet: Option<PathBuf>,
}

/// Join a central platform.
#[derive(Debug, Args)]
pub(crate) struct Enrol {
    /// What its QR code says (parvis-enrol:…), or the code in letters and digits
    pub(crate) code: String,
    /// Its address, with a code in letters and digits: <https://hub.example>
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
}

/// Keep a kiosk in step by USB stick.
#[derive(Debug, Args)]
pub(crate) struct Stick {
    #[command(subcommand)]
    pub(crate) what: StickCommand,
}

/// What is done with a stick.
#[derive(Debug, Subcommand)]
pub(crate) enum StickCommand {
    /// Write a request: who this kiosk is and, sealed, all that the central platform has not
    Request {
        /// The folder on the stick
        folder: PathBuf,
    },
    /// Take the package that the central platform wrote in answer
    Take {
        /// The folder on the stick
        folder: PathBuf,
        /// The fingerprint that the central platform shows, where this kiosk does not belong to it
        /// yet; without it, it is asked
        #[arg(long, value_name = "FINGERPRINT")]
        hub: Option<String>,
    },
}

/// Take a roster, a programme or gates from files.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)
    .args(["programme", "gates", "roster"])))]
pub(crate) struct Import {
    /// Sessions and rooms: Parvis's own JSON, schedule.json or iCalendar
    #[arg(long, value_name = "FILE")]
    pub(crate) programme: Option<PathBuf>,
    /// The programme lacks that many sessions that there were, the number that was said
    #[arg(long, requires = "programme", value_name = "NUMBER")]
    pub(crate) vanish: Option<usize>,
    /// Gates and their rules, in TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) gates: Option<PathBuf>,
    /// Who may come in, from CSV or XLSX
    #[arg(long, value_name = "FILE")]
    pub(crate) roster: Option<PathBuf>,
    /// The event the roster is for, where the file does not say
    #[arg(long)]
    pub(crate) event: Option<EventId>,
    /// The time zone of an event that no programme knows [default: the machine's]
    #[arg(long)]
    pub(crate) zone: Option<Zone>,
    /// Only say what the roster would change
    #[arg(long, requires = "roster", conflicts_with_all = ["programme", "gates"])]
    pub(crate) preview: bool,
    /// The roster is complete: tickets that are not in it are no longer good
    #[arg(long)]
    pub(crate) complete: bool,
    /// Withdraw that many tickets, the number that the preview said
    #[arg(long, value_name = "NUMBER", requires = "complete")]
    pub(crate) withdraw: Option<u64>,
    /// Withdraw them even when they are more than 5 % of all
    #[arg(long, requires = "withdraw")]
    pub(crate) withdraw_more_than_5_percent: bool,
}

/// Draw the tickets of a roster.
#[derive(Debug, Args)]
pub(crate) struct Tickets {
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Only the tickets of this event
    #[arg(long)]
    pub(crate) event: Option<EventId>,
    /// What to draw
    #[arg(long, value_enum, default_value = "svg")]
    pub(crate) format: Format,
    /// Write one sheet to print instead of a picture for each ticket
    #[arg(long)]
    pub(crate) sheet: bool,
}

/// A picture's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines: sharp at any size.
    Svg,
    /// Pixels.
    Png,
}

/// Read the codes in pictures.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// PNG, JPEG or WebP files
    #[arg(required = true)]
    pub(crate) images: Vec<PathBuf>,
}

/// Check one ticket in.
#[derive(Debug, Args)]
pub(crate) struct CheckIn {
    /// What the ticket's code says
    pub(crate) code: String,
    /// The gate; `parvis doctor` lists them
    #[arg(long)]
    pub(crate) gate: GateId,
}

/// Write the check-ins.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// A file that ends in .csv or .json
    pub(crate) file: PathBuf,
}

/// Say who may open the settings at the kiosk, or change who may.
#[derive(Debug, Args)]
pub(crate) struct Staff {
    #[command(subcommand)]
    pub(crate) what: StaffWork,
}

/// What to do about the staff.
#[derive(Debug, Subcommand)]
pub(crate) enum StaffWork {
    /// Add somebody; their PIN is asked for, or read from standard input
    Add {
        /// What they are called
        name: String,
    },
    /// List the names, a line for each
    List,
    /// Remove somebody, whose PIN then opens nothing any more
    Remove {
        /// What they are called
        name: String,
    },
}
