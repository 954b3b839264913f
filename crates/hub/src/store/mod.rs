//! What a hub's store offers, and the two there are: [`SqliteStore`] and [`PostgresStore`].
//!
//! The truth is the series of records, the programme and the rosters. Sums, passages and seats are
//! folded from the records in the transaction that takes them, and can be made anew
//! ([`Store::rebuild`]). Everything that changes gets the next number of one gapless [`Cursor`] in
//! the transaction that commits it: whoever reads on after a number never misses a change.
//!
//! Every call that changes something is durable when it gives `Ok`, and did nothing when it gives
//! `Err`, but for [`StoreError::Unavailable`] from PostgreSQL, where it may have been done: every
//! call can be made again.

mod accepting;
mod attendance;
mod audience;
mod backup;
mod device;
mod entitled;
mod error;
mod finding;
mod fold;
mod identity;
mod import;
mod importing;
mod lending;
mod own;
mod plan;
mod postgres;
mod rows;
mod said;
mod screens;
mod settle;
mod sqlite;
mod taking;
mod upkeep;
mod view;
mod writes;

use std::future::Future;
use std::path::Path;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Gate;
use parvis_domain::id::{DeviceId, EventId, TicketId};
use parvis_domain::programme::{Programme, Session};
use parvis_domain::series::Sealed;
use parvis_domain::standing::Standing;
use parvis_protocol::change::{Cursor, TicketRow};
use parvis_protocol::enrol::CodeLookup;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{AsideReason, SeatsShort};
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::SignedStatement;
use tokio::sync::watch;

pub use crate::administrators::Administrators;
use crate::guessing::{Source, WrongCodes};
pub use accepting::{Acceptable, LIFTABLE};
pub use attendance::{
    Arrivals, Aside, Attendance, Attended, Double, EventCounts, Passage, ScopeCounts,
};
pub use device::{Device, Enrolment, Fork, Seen};
pub use error::{BoxError, StoreError};
pub use finding::Finding;
pub use identity::{Birth, Entropy, Identity};
pub use import::{ImportReport, Importing, Lines};
pub use lending::Wish;
pub use plan::{Plan, PlanNoun};
pub use postgres::{DatabaseAddress, PostgresStore};
pub use screens::{KnownScreen, PICTURE_AWAITED, PICTURE_KEPT, PictureState};
pub use sqlite::{Disk, FILE_NAME, Hold, SqliteStore};
pub use taking::{GivenBack, Incoming, Taken, Taking};
pub use view::{Filling, Paged, View};

/// What the store's functions give.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A hub's store. Both implementations pass the same tests, `tests/store`.
///
/// Unless said otherwise, each call fails with [`StoreError::Unavailable`] when the store cannot
/// be reached or has no room for the moment, and with another variant when it cannot be read.
pub trait Store: Administrators + Send + Sync + 'static {
    /// Who this hub is. Kept in the store, so that a backup has it too.
    fn identity(&self) -> impl Future<Output = Result<Identity>> + Send;

    /// Gives the hub another name.
    fn rename(&self, name: &str) -> impl Future<Output = Result<()>> + Send;

    /// Begins a new life of the store: cursors given out before are not believed any more.
    fn new_epoch(&self) -> impl Future<Output = Result<Epoch>> + Send;

    // Devices.

    /// A device that is or was enrolled.
    fn device(&self, device: DeviceId) -> impl Future<Output = Result<Option<Device>>> + Send;

    /// Every device, by its id.
    fn devices(&self) -> impl Future<Output = Result<Vec<Device>>> + Send;

    /// Keeps what the hub declares about a device from now on. Whoever calls has signed it.
    ///
    /// # Errors
    /// [`StoreError::StatementNumber`] unless its number follows that of the statement that is
    /// held: somebody else declared something in the meantime.
    fn declare(&self, statement: &SignedStatement) -> impl Future<Output = Result<()>> + Send;

    /// Notes that a device was heard of. Gives `false` for one that is not known.
    fn seen(&self, device: DeviceId, seen: &Seen) -> impl Future<Output = Result<bool>> + Send;

    /// Devices whose history goes two ways from one record: a disk was cloned, or a backup was
    /// restored. A series that begins after a record that is not known here is none.
    fn forks(&self) -> impl Future<Output = Result<Vec<Fork>>> + Send;

    // Screens.

    /// Keeps how all screens of a device are, as it told, in place of what was known of them. When
    /// nothing that matters is different, that is written down once a minute. Gives whether
    /// anything was written. Of a device that is not known nothing is kept, and what is known of
    /// one is forgotten when it is revoked.
    ///
    /// Whoever calls has checked the limits, and that no two have one name.
    fn put_screens(
        &self,
        device: DeviceId,
        screens: &[ScreenReport],
        at: Timestamp,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Every screen of every device, by the device's id and the screen's name, as of an instant.
    fn screens(&self, at: Timestamp) -> impl Future<Output = Result<Vec<KnownScreen>>> + Send;

    /// Asks for a picture of a screen, in place of one that was asked for before. Gives `false` when
    /// no such screen is known.
    fn ask_picture(
        &self,
        device: DeviceId,
        screen: &str,
        at: Timestamp,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// The screens of a device that a picture is waited for of: [`PICTURE_AWAITED`] long.
    fn pictures_asked(
        &self,
        device: DeviceId,
        at: Timestamp,
    ) -> impl Future<Output = Result<Vec<String>>> + Send;

    /// Keeps a picture of a screen, in place of the one before, for [`PICTURE_KEPT`]. Gives `false`,
    /// and keeps nothing, when none is waited for.
    fn put_picture(
        &self,
        device: DeviceId,
        screen: &str,
        png: &[u8],
        at: Timestamp,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// The picture of a screen, if there is one that is not too old.
    fn picture(
        &self,
        device: DeviceId,
        screen: &str,
        at: Timestamp,
    ) -> impl Future<Output = Result<Option<Vec<u8>>>> + Send;

    // Enrolling.

    /// Keeps a code that a device may enrol with. The same lookup twice is an error.
    fn offer(&self, enrolment: &Enrolment) -> impl Future<Output = Result<()>> + Send;

    /// What was offered under a code, used or not, as long as it is kept.
    fn offered(&self, lookup: CodeLookup)
    -> impl Future<Output = Result<Option<Enrolment>>> + Send;

    /// Uses a code up and keeps the statement about the device that came with it, in one
    /// transaction. Gives `false`, and changes nothing, when the code is unknown, used or too old.
    ///
    /// # Errors
    /// [`StoreError::StatementNumber`], as [`Store::declare`]; the code is still good then.
    fn enrol(
        &self,
        lookup: CodeLookup,
        now: Timestamp,
        statement: &SignedStatement,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Notes that somebody tried a code that is not there, and from where if that is known.
    fn note_wrong_code(
        &self,
        source: Option<Source>,
        at: Timestamp,
    ) -> impl Future<Output = Result<()>> + Send;

    /// How many wrong codes were tried from then on. Those of more than a day ago are forgotten.
    fn wrong_codes(
        &self,
        source: Option<Source>,
        from: Timestamp,
    ) -> impl Future<Output = Result<WrongCodes>> + Send;

    // Records.

    /// How far the series of a device are held, in the order in which these came here.
    fn ends(&self, device: DeviceId) -> impl Future<Output = Result<Vec<SeriesEnd>>> + Send;

    /// Takes records of one series that follow each other: one durable transaction, in which
    /// everything that is folded from them is brought up to date. What is held already is passed
    /// over. Whoever calls has checked the signature under the last record, and the limits.
    ///
    /// # Errors
    /// [`StoreError::NotNext`] when records before the first are missing here, and
    /// [`StoreError::Broken`] when one does not follow the one before it.
    fn take(&self, taking: Taking) -> impl Future<Output = Result<Taken>> + Send;

    /// Records a fact of the hub itself, in this opening's own series, stamped after what is known
    /// of the same ticket or session.
    fn append(&self, fact: Fact, at: Timestamp) -> impl Future<Output = Result<Sealed>> + Send;

    /// As [`Store::append`], for a fact that says something for the boards: but what stands
    /// already, word for word, is not said again. Gives `None` then.
    fn say(&self, fact: Fact, at: Timestamp)
    -> impl Future<Output = Result<Option<Sealed>>> + Send;

    /// Every record that says something for the boards, whoever said it, in the order in which they
    /// came. Those that were put aside are not among them.
    fn said(&self) -> impl Future<Output = Result<Vec<Record>>> + Send;

    /// Takes the hub's own records back that it lost when it was restored from an older backup: one
    /// durable transaction, as [`Store::take`]. What is held already is passed over, and so is one
    /// under whose key another is held. They stand beside the series' gapless part and do not move
    /// its end. Gives how many were taken.
    fn take_back(&self, given: GivenBack) -> impl Future<Output = Result<u64>> + Send;

    /// Lends seats of a hard capacity as far as there are any, by a fact of the hub's own series,
    /// in one transaction with looking what is free. Gives how many were lent; 0 records nothing.
    /// What the device needs beyond that is kept, for [`Store::short`].
    fn lend(&self, wish: &Wish, at: Timestamp) -> impl Future<Output = Result<u32>> + Send;

    /// What other devices said within the last minute that they need, beyond what there is to be
    /// lent, of scopes that this one was lent seats of.
    fn short(
        &self,
        device: DeviceId,
        at: Timestamp,
    ) -> impl Future<Output = Result<Vec<SeatsShort>>> + Send;

    /// Where a ticket stands, folded from all records about it. Empty for one that is unknown.
    fn standing(&self, ticket: TicketId) -> impl Future<Output = Result<Standing>> + Send;

    /// Every record about a ticket, refusals among them, by when they were received.
    fn records_of(&self, ticket: TicketId) -> impl Future<Output = Result<Vec<Sealed>>> + Send;

    // Changes.

    /// The number of the latest change.
    fn cursor(&self) -> impl Future<Output = Result<Cursor>> + Send;

    /// What changed after a number, as far as a device shall know it: at most `limit` changes, and
    /// no more after their texts have grown to `bytes`.
    fn page(
        &self,
        view: &View,
        after: Cursor,
        limit: u32,
        bytes: usize,
    ) -> impl Future<Output = Result<Paged>> + Send;

    /// Everything a device shall know, as of one number, in the order plan, events, tickets,
    /// records; streamed. `each` gets one [`Filling::Head`] and then one [`Filling::Line`] a
    /// change, as JSON. Nothing is kept from being written meanwhile, but SQLite's log grows.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] with what `each` gave.
    fn snapshot(
        &self,
        view: &View,
        each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
    ) -> impl Future<Output = Result<()>> + Send;

    /// Somewhere to learn that something changed: holds the number of the latest change that this
    /// process heard of, whichever hub made it. A hint: ask [`Store::cursor`] for what is certain.
    fn changed(&self) -> watch::Receiver<Cursor>;

    // Programme and rosters.

    /// The programme; `None` before one was put here.
    fn programme(&self) -> impl Future<Output = Result<Option<Programme>>> + Send;

    /// The sessions that vanished from the programme and are shown as cancelled, as it had them
    /// last; those that have ended by now may still be among them.
    fn gone(&self) -> impl Future<Output = Result<Vec<Session>>> + Send;

    /// The gates, in the order in which they were put.
    fn gates(&self) -> impl Future<Output = Result<Vec<Gate>>> + Send;

    /// Replaces all rows of the nouns that the plan has; others stay. Rows that say what they said
    /// keep their number, what vanished becomes a tombstone; that of a session in [`Plan::gone`]
    /// keeps what it said.
    ///
    /// # Errors
    /// [`StoreError::IdTwice`].
    fn put_plan(&self, plan: &Plan) -> impl Future<Output = Result<()>> + Send;

    /// The secret that an event's ticket ids are made with; born with the first call.
    fn event_key(&self, event: &EventId) -> impl Future<Output = Result<EventKey>> + Send;

    /// Takes a roster, in one transaction: the whole list or nothing.
    ///
    /// # Errors
    /// [`StoreError::CodeTwice`], [`StoreError::TicketTwice`], [`StoreError::TicketElsewhere`] and
    /// [`StoreError::OtherEvent`]; [`StoreError::Line`] with what the list itself gave.
    fn import(
        &self,
        importing: Importing,
        lines: Lines,
    ) -> impl Future<Output = Result<ImportReport>> + Send;

    /// A ticket as its roster has it; revoked when it was withdrawn.
    fn ticket(&self, ticket: TicketId) -> impl Future<Output = Result<Option<TicketRow>>> + Send;

    // Attendance.

    /// Every event in numbers, by its id.
    fn counts(&self) -> impl Future<Output = Result<Vec<EventCounts>>> + Send;

    /// Every scope in numbers, by event and scope.
    fn scopes(&self) -> impl Future<Output = Result<Vec<ScopeCounts>>> + Send;

    /// First admissions by quarter of an hour, event and gate, in this order.
    fn arrivals(&self, of: &Attendance) -> impl Future<Output = Result<Vec<Arrivals>>> + Send;

    /// Admissions that should not have been, the newest first, each with the one that counts.
    fn doubles(
        &self,
        of: &Attendance,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<Double>>> + Send;

    /// Every admission that counts or is a double one, by event and time, with its ticket;
    /// streamed.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] with what `each` gave.
    fn attendance(
        &self,
        of: &Attendance,
        each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
    ) -> impl Future<Output = Result<()>> + Send;

    /// Records that were put aside, the newest first.
    fn put_aside(&self, limit: u32) -> impl Future<Output = Result<Vec<Aside>>> + Send;

    /// Lets records of a device count that were put aside for a reason among [`LIFTABLE`], at most
    /// so many, the oldest of a series first: one durable transaction, in which everything that is
    /// folded from them is brought up to date, and after which other devices get them. Gives how
    /// many; 0 when none is left. What the device sends later is put aside again.
    fn accept_aside(
        &self,
        device: DeviceId,
        why: AsideReason,
        most: u32,
    ) -> impl Future<Output = Result<u64>> + Send;

    /// How many records [`Store::accept_aside`] would let count.
    fn acceptable_aside(&self) -> impl Future<Output = Result<Acceptable>> + Send;

    // Upkeep.

    /// Makes everything that is folded anew from the records.
    fn rebuild(&self) -> impl Future<Output = Result<()>> + Send;

    /// Looks for everything that is not as it should be; empty when all is well. Reads everything.
    fn check(&self) -> impl Future<Output = Result<Vec<Finding>>> + Send;

    /// Writes everything to a new file that only this account may read, consistent as of one
    /// number, and makes it last. The file can be restored into either kind of store.
    ///
    /// # Errors
    /// [`StoreError::Folder`]; also when there is a file of that name already.
    fn backup(&self, to: &Path) -> impl Future<Output = Result<()>> + Send;

    /// Fills a store that has nothing but its identity with a backup, takes on its identity and
    /// begins a new epoch: all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::BadBackup`] and [`StoreError::OtherKind`]; in a
    /// database that others have open, [`StoreError::OpenElsewhere`].
    fn restore(&self, from: &Path) -> impl Future<Output = Result<()>> + Send;
}
