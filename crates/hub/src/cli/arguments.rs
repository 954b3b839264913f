//! What can be written on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use parvis_domain::id::{EventId, GateId};
use parvis_domain::zone::Zone;

/// The central platform of a week of events: takes what the kiosks record, and gives them
/// programme and rosters.
#[derive(Debug, Parser)]
#[command(name = "parvis-hub", version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Write the log as JSON, a line an entry
    #[arg(long, global = true)]
    pub(crate) log_json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which hub.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// The folder that holds the hub [default: parvis-hub in the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Keep everything in a PostgreSQL database, which several hubs may share, rather than in a
    /// folder: postgres://user:password@host/database?sslmode=verify-full
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "PARVIS_HUB_DATABASE",
        hide_env_values = true,
        conflicts_with = "data"
    )]
    pub(crate) database: Option<String>,
    /// The certificate of the one authority to trust with the database's, in PEM [default: those
    /// that this system trusts]
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "data")]
    pub(crate) database_ca: Option<PathBuf>,
    /// Reach a database on another machine without TLS: whoever is on the network can then read
    /// names, and write to the database
    #[arg(long, global = true, conflicts_with = "data")]
    pub(crate) database_without_tls: bool,
    /// Make it a hub for rehearsing, whose check-ins never count
    #[arg(long, global = true)]
    pub(crate) rehearsal: bool,
    /// What the hub is called, when it is made [default: Parvis]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// What is done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the kiosks, until it is told to end
    Serve(Serve),
    /// Take a programme, gates or a roster from files
    Import(Import),
    /// Make an administrator of the console; the password is read from the standard input
    Admin(Admin),
    /// Make a code for a new kiosk: good once, and for ten minutes
    Enrol(Enrol),
    /// List the devices
    Devices,
    /// Take a device out of service
    Revoke(Revoke),
    /// Read what kiosks without a network wrote on a USB stick, and answer there
    Stick(Stick),
    /// Look at records that were put aside, or let them count
    Aside(Aside),
    /// Write everything, keys included, to a new file
    Backup(File),
    /// Fill an empty hub from a backup
    Restore(File),
    /// Look whether everything is in order
    Doctor,
}

/// Serve the kiosks.
#[derive(Debug, Clone, Args)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, default_value = "127.0.0.1:8943", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// The certificate for HTTPS, with those it rests on, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// The certificate's private key, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Listen beyond this machine without HTTPS: whoever is on the network can then read names
    #[arg(long)]
    pub(crate) without_tls: bool,
    /// Set the clock, from where it runs on; only for a hub for rehearsing
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<Timestamp>,
    /// How kiosks reach it, for enrolment codes: <https://hub.example> [default: where it listens]
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
}

/// Take files.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)
    .args(["programme", "gates", "roster"])))]
pub(crate) struct Import {
    /// Sessions and rooms: Parvis's own JSON, schedule.json or iCalendar
    #[arg(long, value_name = "FILE")]
    pub(crate) programme: Option<PathBuf>,
    /// Let so many sessions vanish from the programme; needed when more than 5 % do
    #[arg(long, value_name = "NUMBER", requires = "programme")]
    pub(crate) vanish: Option<usize>,
    /// Gates and their rules, in TOML
    #[arg(long, value_name = "FILE")]
    pub(crate) gates: Option<PathBuf>,
    /// Who may come in: CSV or XLSX
    #[arg(long, value_name = "FILE")]
    pub(crate) roster: Option<PathBuf>,
    /// The event of rows that name none
    #[arg(long, value_name = "EVENT")]
    pub(crate) event: Option<EventId>,
    /// The time zone of an event that no programme knows
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub(crate) zone: Zone,
    /// Only say what would change
    #[arg(long)]
    pub(crate) preview: bool,
}

/// Make an administrator.
#[derive(Debug, Args)]
pub(crate) struct Admin {
    /// What they sign in as
    pub(crate) name: String,
}

/// Make a code for a new kiosk.
#[derive(Debug, Args)]
pub(crate) struct Enrol {
    /// What people shall call it (“Door 1”)
    pub(crate) name: String,
    /// An event it decides about; once for each [default: all]
    #[arg(long, value_name = "EVENT")]
    pub(crate) event: Vec<EventId>,
    /// The gate it shall stand at first
    #[arg(long, value_name = "GATE")]
    pub(crate) gate: Option<GateId>,
}

/// Take a device out of service.
#[derive(Debug, Args)]
pub(crate) struct Revoke {
    /// Its id, or the name that one device has
    pub(crate) device: String,
}

/// A backup.
#[derive(Debug, Args)]
pub(crate) struct File {
    /// The file
    pub(crate) file: PathBuf,
}

/// Read a stick.
#[derive(Debug, Args)]
pub(crate) struct Stick {
    /// The folder on the stick
    pub(crate) folder: PathBuf,
    /// Enrol the kiosk whose key has this fingerprint; compare it with what the kiosk shows
    #[arg(long, value_name = "FINGERPRINT", requires = "called")]
    pub(crate) enrol: Option<String>,
    /// What people shall call that kiosk (“Door 1”)
    // Not the hub's own --name, which is given when a hub is made.
    #[arg(long = "as", id = "called", value_name = "NAME", requires = "enrol")]
    pub(crate) called: Option<String>,
    /// An event it decides about; once for each [default: all]
    #[arg(long, value_name = "EVENT", requires = "enrol")]
    pub(crate) event: Vec<EventId>,
    /// The gate it shall stand at first
    #[arg(long, value_name = "GATE", requires = "enrol")]
    pub(crate) gate: Option<GateId>,
}

/// Records that were put aside.
#[derive(Debug, Args)]
pub(crate) struct Aside {
    #[command(subcommand)]
    pub(crate) what: AsideCommand,
}

/// What is done with records that were put aside.
#[derive(Debug, Subcommand)]
pub(crate) enum AsideCommand {
    /// List them, the newest first, by device and reason
    List,
    /// Let the records of devices count
    Accept {
        /// Which of them
        #[arg(long, value_enum, default_value_t = Why::Late, value_name = "REASON")]
        why: Why,
        /// The devices: their ids, or the name that one device has
        #[arg(required = true, value_name = "DEVICE")]
        devices: Vec<String>,
    },
}

/// Why records were put aside that somebody lets count.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Why {
    /// Those that came after the device was revoked
    Late,
    /// Those about events that the device is not for
    OtherEvent,
}
