//! The store in an SQLite file of its own, held by one hub at a time.

mod accepting;
mod administrators;
mod attendance;
mod backup;
mod change;
mod connection;
mod desk;
mod device;
mod folder;
mod identity;
mod lending;
mod many;
mod opening;
mod plan;
mod put;
mod record;
mod screens;
mod streaming;
#[cfg(test)]
mod tests;
mod ticket;
mod upkeep;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Gate;
use parvis_domain::id::{DeviceId, EventId, TicketId};
use parvis_domain::programme::{Programme, Session};
use parvis_domain::series::Sealed;
use parvis_domain::standing::Standing;
use parvis_protocol::change::{Cursor, Noun, TicketRow};
use parvis_protocol::enrol::CodeLookup;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{AsideReason, SeatsShort};
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::SignedStatement;
use rusqlite::Connection;
use tokio::sync::watch;

use super::plan::{parsed, programme};
use super::screens::is_news;
use super::{
    Acceptable, Arrivals, Aside, Attendance, Attended, Birth, BoxError, Device, Double, Enrolment,
    EventCounts, Filling, Finding, Fork, GivenBack, Identity, ImportReport, Importing, KnownScreen,
    Lines, Paged, Plan, Result, ScopeCounts, Seen, Store, StoreError, Taken, Taking, View, Wish,
};
use crate::guessing::{Source, WrongCodes};
use desk::{End, Office, Writing};
pub use folder::FILE_NAME;
use folder::Place;
pub use parvis_disk::{Disk, Hold};

/// A store in an SQLite file. Cheap to clone; the file is closed when the last clone is dropped.
#[derive(Clone)]
pub struct SqliteStore {
    office: Arc<Office>,
}

impl SqliteStore {
    /// Opens the store of a data folder, or gives birth to it where there is none. The folder is
    /// held until the last clone is dropped. To be called where waiting for a disk is allowed.
    ///
    /// # Errors
    /// [`StoreError::InUse`], [`StoreError::NotAHub`], [`StoreError::Newer`] and
    /// [`StoreError::OtherKind`]; the file is left as it is.
    pub fn open(folder: &Path, birth: Birth) -> Result<Self> {
        Self::open_on(Arc::new(parvis_disk::Machine), folder, birth)
    }

    /// As [`SqliteStore::open`], on another disk than the machine's own: one that loses its power,
    /// for tests of what is left then.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_on(disk: Arc<dyn Disk>, folder: &Path, birth: Birth) -> Result<Self> {
        let office = Office::open(Place { disk, path: folder.to_owned() }, birth)?;
        Ok(Self { office: Arc::new(office) })
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let office = Arc::clone(&self.office);
        apart(move || office.read(work)).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.end_write(End::Commit, work).await
    }

    async fn end_write<T: Send + 'static>(
        &self,
        end: End,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let office = Arc::clone(&self.office);
        apart(move || office.write(end, work)).await
    }
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SqliteStore")
    }
}

/// Runs some work on a thread that may wait.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(StoreError::Panicked))
}

impl Store for SqliteStore {
    async fn identity(&self) -> Result<Identity> {
        self.read(identity::read).await
    }

    async fn rename(&self, name: &str) -> Result<()> {
        let name = name.to_owned();
        self.write(move |w| identity::rename(w, &name)).await
    }

    async fn new_epoch(&self) -> Result<Epoch> {
        self.write(identity::new_epoch).await
    }

    async fn device(&self, device: DeviceId) -> Result<Option<Device>> {
        self.read(move |conn| device::one(conn, device)).await
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        self.read(device::all).await
    }

    async fn declare(&self, statement: &SignedStatement) -> Result<()> {
        let statement = statement.clone();
        self.write(move |w| device::declare(w, &statement)).await
    }

    async fn seen(&self, device: DeviceId, seen: &Seen) -> Result<bool> {
        let seen = seen.clone();
        self.write(move |w| device::seen(w, device, &seen)).await
    }

    async fn forks(&self) -> Result<Vec<Fork>> {
        self.read(device::forks).await
    }

    async fn put_screens(
        &self,
        device: DeviceId,
        told: &[ScreenReport],
        at: Timestamp,
    ) -> Result<bool> {
        let held = self.read(move |conn| screens::known(conn, Some(device), at)).await?;
        if !is_news(&held, told, at) {
            return Ok(false);
        }
        let told = told.to_vec();
        self.write(move |w| screens::put(w, device, &told, at)).await?;
        Ok(true)
    }

    async fn screens(&self, at: Timestamp) -> Result<Vec<KnownScreen>> {
        self.read(move |conn| screens::known(conn, None, at)).await
    }

    async fn ask_picture(&self, device: DeviceId, screen: &str, at: Timestamp) -> Result<bool> {
        let screen = screen.to_owned();
        self.write(move |w| screens::ask(w, device, &screen, at)).await
    }

    async fn pictures_asked(&self, device: DeviceId, at: Timestamp) -> Result<Vec<String>> {
        self.read(move |conn| screens::asked(conn, device, at)).await
    }

    async fn put_picture(
        &self,
        device: DeviceId,
        screen: &str,
        png: &[u8],
        at: Timestamp,
    ) -> Result<bool> {
        let (screen, png) = (screen.to_owned(), png.to_vec());
        self.write(move |w| screens::put_picture(w, device, (&screen, &png), at)).await
    }

    async fn picture(
        &self,
        device: DeviceId,
        screen: &str,
        at: Timestamp,
    ) -> Result<Option<Vec<u8>>> {
        let screen = screen.to_owned();
        self.read(move |conn| screens::picture(conn, device, &screen, at)).await
    }

    async fn offer(&self, enrolment: &Enrolment) -> Result<()> {
        let enrolment = enrolment.clone();
        self.write(move |w| device::offer(w, &enrolment)).await
    }

    async fn offered(&self, lookup: CodeLookup) -> Result<Option<Enrolment>> {
        self.read(move |conn| device::offered(conn, lookup)).await
    }

    async fn enrol(
        &self,
        lookup: CodeLookup,
        now: Timestamp,
        statement: &SignedStatement,
    ) -> Result<bool> {
        let statement = statement.clone();
        self.write(move |w| device::enrol(w, lookup, now, &statement)).await
    }

    async fn note_wrong_code(&self, source: Option<Source>, at: Timestamp) -> Result<()> {
        self.write(move |w| device::note_wrong_code(w, source, at)).await
    }

    async fn wrong_codes(&self, source: Option<Source>, from: Timestamp) -> Result<WrongCodes> {
        self.read(move |conn| device::wrong_codes(conn, source, from)).await
    }

    async fn ends(&self, device: DeviceId) -> Result<Vec<SeriesEnd>> {
        self.read(move |conn| device::ends(conn, device)).await
    }

    async fn take(&self, taking: Taking) -> Result<Taken> {
        self.write(move |w| record::take(w, &taking)).await
    }

    async fn append(&self, fact: Fact, at: Timestamp) -> Result<Sealed> {
        self.write(move |w| record::append(w, fact, at)).await
    }

    async fn say(&self, fact: Fact, at: Timestamp) -> Result<Option<Sealed>> {
        self.write(move |w| record::say(w, fact, at)).await
    }

    async fn said(&self) -> Result<Vec<Record>> {
        self.read(record::said).await
    }

    async fn take_back(&self, given: GivenBack) -> Result<u64> {
        self.write(move |w| record::take_back(w, given)).await
    }

    async fn lend(&self, wish: &Wish, at: Timestamp) -> Result<u32> {
        let wish = wish.clone();
        self.write(move |w| lending::lend(w, &wish, at)).await
    }

    async fn short(&self, device: DeviceId, at: Timestamp) -> Result<Vec<SeatsShort>> {
        self.read(move |conn| lending::short_of(conn, device, at)).await
    }

    async fn standing(&self, ticket: TicketId) -> Result<Standing> {
        self.read(move |conn| record::standing(conn, ticket)).await
    }

    async fn records_of(&self, ticket: TicketId) -> Result<Vec<Sealed>> {
        self.read(move |conn| record::records_of(conn, ticket)).await
    }

    async fn cursor(&self) -> Result<Cursor> {
        self.read(|conn| Ok(Cursor(desk::cursor(conn)?.unsigned_abs()))).await
    }

    async fn page(&self, view: &View, after: Cursor, limit: u32, bytes: usize) -> Result<Paged> {
        let view = view.clone();
        self.read(move |conn| change::page(conn, &view, after, limit, bytes)).await
    }

    async fn snapshot(
        &self,
        view: &View,
        each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        streaming::snapshot(&self.office, view, each).await
    }

    fn changed(&self) -> watch::Receiver<Cursor> {
        self.office.changed()
    }

    async fn programme(&self) -> Result<Option<Programme>> {
        self.read(|conn| programme(&plan::all(conn)?)).await
    }

    async fn gone(&self) -> Result<Vec<Session>> {
        self.read(|conn| parsed(Some(&plan::gone(conn)?))).await
    }

    async fn gates(&self) -> Result<Vec<Gate>> {
        self.read(|conn| parsed(Some(&plan::bodies(conn, Noun::Gate)?))).await
    }

    async fn put_plan(&self, plan: &Plan) -> Result<()> {
        let plan = plan.clone();
        self.write(move |w| plan::put(w, &plan)).await
    }

    async fn event_key(&self, event: &EventId) -> Result<EventKey> {
        let event = event.clone();
        self.write(move |w| Ok(ticket::event(w, &event)?.1)).await
    }

    async fn import(&self, importing: Importing, lines: Lines) -> Result<ImportReport> {
        let end = if importing.preview { End::RollBack } else { End::Commit };
        self.end_write(end, move |w| ticket::import(w, importing, lines)).await
    }

    async fn ticket(&self, ticket: TicketId) -> Result<Option<TicketRow>> {
        self.read(move |conn| ticket::one(conn, ticket)).await
    }

    async fn counts(&self) -> Result<Vec<EventCounts>> {
        self.read(attendance::counts).await
    }

    async fn scopes(&self) -> Result<Vec<ScopeCounts>> {
        self.read(attendance::scopes).await
    }

    async fn arrivals(&self, of: &Attendance) -> Result<Vec<Arrivals>> {
        let of = of.clone();
        self.read(move |conn| attendance::arrivals(conn, &of)).await
    }

    async fn doubles(&self, of: &Attendance, limit: u32) -> Result<Vec<Double>> {
        let of = of.clone();
        self.read(move |conn| attendance::doubles(conn, &of, limit)).await
    }

    async fn attendance(
        &self,
        of: &Attendance,
        each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        streaming::attendance(&self.office, of, each).await
    }

    async fn put_aside(&self, limit: u32) -> Result<Vec<Aside>> {
        self.read(move |conn| attendance::put_aside(conn, limit)).await
    }

    async fn accept_aside(&self, device: DeviceId, why: AsideReason, most: u32) -> Result<u64> {
        self.write(move |w| accepting::accept(w, (device, why), most)).await
    }

    async fn acceptable_aside(&self) -> Result<Acceptable> {
        self.read(accepting::acceptable).await
    }

    async fn rebuild(&self) -> Result<()> {
        self.write(|w| upkeep::rebuild(w)).await
    }

    async fn check(&self) -> Result<Vec<Finding>> {
        self.read(upkeep::check).await
    }

    async fn backup(&self, to: &Path) -> Result<()> {
        let to = to.to_owned();
        self.read(move |conn| backup::write(conn, &to)).await
    }

    async fn restore(&self, from: &Path) -> Result<()> {
        let from = from.to_owned();
        self.write(move |w| backup::read(w, &from)).await
    }
}
