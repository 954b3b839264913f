//! The store in a PostgreSQL database, which several hubs may share. Any of them can be stopped.
//!
//! The way to a database on another machine is encrypted, see [`DatabaseAddress`].

mod accepting;
mod address;
mod administrators;
mod asking;
mod attendance;
mod backup;
mod change;
mod copying;
mod device;
mod error;
mod in_flight;
mod lending;
mod listening;
mod office;
mod opening;
mod plan;
mod put;
mod record;
mod screens;
mod taking;
#[cfg(test)]
mod tests;
mod ticket;
mod tls;
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
use tokio::sync::watch;

use super::plan::{parsed, programme};
use super::screens::is_news;
use super::{
    Acceptable, Arrivals, Aside, Attendance, Attended, Birth, BoxError, Device, Double, Enrolment,
    EventCounts, Filling, Finding, Fork, GivenBack, Identity, ImportReport, Importing, KnownScreen,
    Lines, Paged, Plan, Result, ScopeCounts, Seen, Store, Taken, Taking, View, Wish,
};
use crate::guessing::{Source, WrongCodes};
pub use address::DatabaseAddress;
use asking::{note, read, read_long, write};
use office::{Office, Writing, execute};

/// A store in a PostgreSQL database. Cheap to clone.
#[derive(Clone)]
pub struct PostgresStore {
    office: Arc<Office>,
}

impl PostgresStore {
    /// Opens the store in a database (`postgres://user:password@host/database`), or gives birth to
    /// it where the database is empty. Must be called within a Tokio runtime, where it goes on
    /// listening for what other hubs change.
    ///
    /// # Errors
    /// [`super::StoreError::Unavailable`], [`super::StoreError::NotAHub`],
    /// [`super::StoreError::Newer`], [`super::StoreError::OtherKind`],
    /// [`super::StoreError::Setting`], and what [`Self::open_at`] says about the way there; the
    /// database is left as it is.
    pub async fn open(url: &str, birth: Birth) -> Result<Self> {
        Self::open_at(&DatabaseAddress::new(url), birth).await
    }

    /// As [`Self::open`], by an address that says more.
    ///
    /// # Errors
    /// Also [`super::StoreError::Unencrypted`], [`super::StoreError::Untrusted`] and
    /// [`super::StoreError::NoTls`].
    pub async fn open_at(address: &DatabaseAddress, birth: Birth) -> Result<Self> {
        Ok(Self { office: Arc::new(Office::open(address, birth).await?) })
    }
}

impl std::fmt::Debug for PostgresStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostgresStore")
    }
}

impl Store for PostgresStore {
    async fn identity(&self) -> Result<Identity> {
        read!(self, tx => opening::read(tx).await)
    }

    async fn rename(&self, name: &str) -> Result<()> {
        note!(self, tx => execute(tx, "UPDATE identity SET name = $1", &[&name]).await.map(drop))
    }

    async fn new_epoch(&self) -> Result<Epoch> {
        let epoch = Epoch::from_bytes(self.office.drawn());
        let (sql, bytes) = ("UPDATE identity SET epoch = $1", &epoch.as_bytes()[..]);
        note!(self, tx => execute(tx, sql, &[&bytes]).await.map(|_| epoch))
    }

    async fn device(&self, device: DeviceId) -> Result<Option<Device>> {
        device::one(&self.office.conn().await?, device).await
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        read!(self, tx => device::all(tx).await)
    }

    async fn declare(&self, statement: &SignedStatement) -> Result<()> {
        note!(self, tx => device::declare(tx, statement).await)
    }

    async fn seen(&self, device: DeviceId, seen: &Seen) -> Result<bool> {
        note!(self, tx => device::seen(tx, device, seen).await)
    }

    async fn forks(&self) -> Result<Vec<Fork>> {
        read!(self, tx => device::forks(tx).await)
    }

    async fn put_screens(
        &self,
        device: DeviceId,
        told: &[ScreenReport],
        at: Timestamp,
    ) -> Result<bool> {
        let held: Result<_> = read!(self, tx => screens::known(tx, Some(device), at).await);
        if !is_news(&held?, told, at) {
            return Ok(false);
        }
        note!(self, tx => screens::put(tx, device, told, at).await.map(|()| true))
    }

    async fn screens(&self, at: Timestamp) -> Result<Vec<KnownScreen>> {
        read!(self, tx => screens::known(tx, None, at).await)
    }

    async fn ask_picture(&self, device: DeviceId, screen: &str, at: Timestamp) -> Result<bool> {
        note!(self, tx => screens::ask(tx, device, screen, at).await)
    }

    async fn pictures_asked(&self, device: DeviceId, at: Timestamp) -> Result<Vec<String>> {
        read!(self, tx => screens::asked(tx, device, at).await)
    }

    async fn put_picture(
        &self,
        device: DeviceId,
        screen: &str,
        png: &[u8],
        at: Timestamp,
    ) -> Result<bool> {
        note!(self, tx => screens::put_picture(tx, device, (screen, png), at).await)
    }

    async fn picture(
        &self,
        device: DeviceId,
        screen: &str,
        at: Timestamp,
    ) -> Result<Option<Vec<u8>>> {
        read!(self, tx => screens::picture(tx, device, screen, at).await)
    }

    async fn offer(&self, enrolment: &Enrolment) -> Result<()> {
        note!(self, tx => device::offer(tx, enrolment).await)
    }

    async fn offered(&self, lookup: CodeLookup) -> Result<Option<Enrolment>> {
        read!(self, tx => device::offered(tx, lookup).await)
    }

    async fn enrol(
        &self,
        lookup: CodeLookup,
        now: Timestamp,
        statement: &SignedStatement,
    ) -> Result<bool> {
        note!(self, tx => device::enrol(tx, lookup, now, statement).await)
    }

    async fn note_wrong_code(&self, source: Option<Source>, at: Timestamp) -> Result<()> {
        note!(self, tx => device::note_wrong_code(tx, source, at).await)
    }

    async fn wrong_codes(&self, source: Option<Source>, from: Timestamp) -> Result<WrongCodes> {
        read!(self, tx => device::wrong_codes(tx, source, from).await)
    }

    async fn ends(&self, device: DeviceId) -> Result<Vec<SeriesEnd>> {
        read!(self, tx => device::ends(tx, device).await)
    }

    async fn take(&self, taking: Taking) -> Result<Taken> {
        taking::take(&self.office, &taking).await
    }

    async fn take_back(&self, given: GivenBack) -> Result<u64> {
        write!(self, w => record::take_back(w, given, self.office.rehearsal).await)
    }

    async fn append(&self, fact: Fact, at: Timestamp) -> Result<Sealed> {
        let mut kept = self.office.own.lock().await;
        // Given back when it is certain that the database has what it says.
        let mut own = kept.take();
        let sealed: Result<Sealed> =
            write!(self, w => record::append(&self.office, w, &mut own, fact, at).await);
        let sealed = sealed?;
        *kept = own;
        Ok(sealed)
    }

    async fn say(&self, fact: Fact, at: Timestamp) -> Result<Option<Sealed>> {
        let mut kept = self.office.own.lock().await;
        let mut own = kept.take();
        let said: Result<Option<Sealed>> =
            write!(self, w => record::say(&self.office, w, &mut own, fact, at).await);
        let said = said?;
        *kept = own;
        Ok(said)
    }

    async fn said(&self) -> Result<Vec<Record>> {
        read!(self, tx => record::said(tx).await)
    }

    async fn lend(&self, wish: &Wish, at: Timestamp) -> Result<u32> {
        let mut kept = self.office.own.lock().await;
        let mut own = kept.take();
        let lent: Result<u32> = write!(self, w => async {
            let seats = lending::seats(w, wish, at).await?;
            if seats > 0 {
                let (scope, device) = (wish.scope.clone(), wish.device);
                let fact = Fact::SeatsLeased { scope, device, seats };
                record::append(&self.office, w, &mut own, fact, at).await?;
            }
            Result::<u32>::Ok(seats)
        }.await);
        let lent = lent?;
        *kept = own;
        Ok(lent)
    }

    async fn short(&self, device: DeviceId, at: Timestamp) -> Result<Vec<SeatsShort>> {
        read!(self, tx => lending::short_of(tx, device, at).await)
    }

    async fn standing(&self, ticket: TicketId) -> Result<Standing> {
        read!(self, tx => record::standing(tx, ticket).await)
    }

    async fn records_of(&self, ticket: TicketId) -> Result<Vec<Sealed>> {
        read!(self, tx => record::records_of(tx, ticket).await)
    }

    async fn cursor(&self) -> Result<Cursor> {
        read!(self, tx => Ok(Cursor(change::cursor(tx).await?.unsigned_abs())))
    }

    async fn page(&self, view: &View, after: Cursor, limit: u32, bytes: usize) -> Result<Paged> {
        read!(self, tx => change::page(tx, view, after, limit, bytes).await)
    }

    async fn snapshot(
        &self,
        view: &View,
        each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        read_long!(self, tx => change::snapshot(tx, view, each).await)
    }

    fn changed(&self) -> watch::Receiver<Cursor> {
        self.office.changed()
    }

    async fn programme(&self) -> Result<Option<Programme>> {
        read!(self, tx => programme(&plan::all(tx).await?))
    }

    async fn gone(&self) -> Result<Vec<Session>> {
        read!(self, tx => parsed(Some(&plan::gone(tx).await?)))
    }

    async fn gates(&self) -> Result<Vec<Gate>> {
        read!(self, tx => parsed(plan::all(tx).await?.get(&Noun::Gate)))
    }

    async fn put_plan(&self, plan: &Plan) -> Result<()> {
        write!(self, w => plan::put(w, plan).await)
    }

    async fn event_key(&self, event: &EventId) -> Result<EventKey> {
        let held: Result<_> = read!(self, tx => ticket::key(tx, event).await);
        match held? {
            Some(key) => Ok(key),
            None => write!(self, w => ticket::event(&self.office, w, event).await.map(|of| of.1)),
        }
    }

    async fn import(&self, importing: Importing, lines: Lines) -> Result<ImportReport> {
        let mut conn = self.office.conn().await?;
        let mut writing = Writing::begin(&mut conn).await?;
        let preview = importing.preview;
        let report = ticket::import(&self.office, &mut writing, importing, lines).await?;
        match preview {
            true => writing.tx.rollback().await?,
            false => self.office.commit(writing).await?,
        }
        Ok(report)
    }

    async fn ticket(&self, ticket: TicketId) -> Result<Option<TicketRow>> {
        read!(self, tx => ticket::one(tx, ticket).await)
    }

    async fn counts(&self) -> Result<Vec<EventCounts>> {
        read!(self, tx => attendance::counts(tx).await)
    }

    async fn scopes(&self) -> Result<Vec<ScopeCounts>> {
        read!(self, tx => attendance::scopes(tx).await)
    }

    async fn arrivals(&self, of: &Attendance) -> Result<Vec<Arrivals>> {
        read!(self, tx => attendance::arrivals(tx, of).await)
    }

    async fn doubles(&self, of: &Attendance, limit: u32) -> Result<Vec<Double>> {
        read!(self, tx => attendance::doubles(tx, of, limit).await)
    }

    async fn attendance(
        &self,
        of: &Attendance,
        each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        read_long!(self, tx => attendance::attendance(tx, of, each).await)
    }

    async fn put_aside(&self, limit: u32) -> Result<Vec<Aside>> {
        read!(self, tx => attendance::put_aside(tx, limit).await)
    }

    async fn accept_aside(&self, device: DeviceId, why: AsideReason, most: u32) -> Result<u64> {
        write!(self, w => accepting::accept(w, (device, why), most).await)
    }

    async fn acceptable_aside(&self) -> Result<Acceptable> {
        read!(self, tx => accepting::acceptable(tx).await)
    }

    async fn rebuild(&self) -> Result<()> {
        write!(self, w => async {
            w.batch_execute("SET LOCAL statement_timeout = 0").await?;
            upkeep::rebuild(w).await
        }.await)
    }

    async fn check(&self) -> Result<Vec<Finding>> {
        read_long!(self, tx => upkeep::check(tx).await)
    }

    async fn backup(&self, to: &Path) -> Result<()> {
        read_long!(self, tx => backup::write(tx, to).await)
    }

    async fn restore(&self, from: &Path) -> Result<()> {
        let alone = self.office.alone().await?;
        let restored: Result<()> =
            async { write!(self, w => backup::read(&self.office, w, from).await) }.await;
        let let_go = alone.let_go().await;
        restored.and(let_go)
    }
}
