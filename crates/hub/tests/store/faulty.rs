//! A store with a mistake in it, planted to see that the suite notices.

use std::path::Path;

use jiff::Timestamp;
use parvis_domain::code::EventKey;
use parvis_domain::fact::{Fact, Record};
use parvis_domain::gate::Gate;
use parvis_domain::id::{DeviceId, EventId, Incarnation, TicketId};
use parvis_domain::programme::{Programme, Session};
use parvis_domain::series::Sealed;
use parvis_domain::standing::Standing;
use parvis_hub::administrators::{Administrator, Administrators, SignIn, TokenHash, Tried};
use parvis_hub::guessing::{Source, WrongCodes, WrongPasswords};
use parvis_hub::store::{
    Acceptable, Arrivals, Aside, Attendance, Attended, BoxError, Device, Double, Enrolment,
    EventCounts, Filling, Finding, Fork, GivenBack, Identity, ImportReport, Importing, KnownScreen,
    Lines, Paged, Plan, Result, ScopeCounts, Seen, Store, StoreError, Taken, Taking, View, Wish,
};
use parvis_protocol::change::{Cursor, TicketRow};
use parvis_protocol::enrol::CodeLookup;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::exchange::{AsideReason, SeatsShort};
use parvis_protocol::screen::ScreenReport;
use parvis_protocol::series::SeriesEnd;
use parvis_protocol::statement::SignedStatement;
use tokio::sync::watch;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing: the wrapping itself changes nothing.
    None,
    /// The last record of a batch is acknowledged and not stored.
    LastRecordDropped,
    /// Records after a gap are acknowledged and not stored.
    GapAcknowledged,
    /// A chain that is broken is acknowledged.
    BrokenChainAcknowledged,
    /// What was put aside is forgotten.
    AsideForgotten,
    /// What a restored hub gets back of its own is acknowledged and not stored.
    GivenBackDropped,
    /// A revoked device may write whatever it likes.
    RevocationPassedOver,
    /// A device may say whatever it likes of any event.
    AnyEvent,
    /// A page leads one change further than it goes.
    CursorOneTooFar,
    /// A page begins one change too late.
    PageBeginsLate,
    /// A page says that nothing follows it.
    PageEndsEarly,
    /// Names of other events' guests are sent, too.
    OtherEventsToo,
    /// A device gets its own records back.
    OwnRecordsSentBack,
    /// A snapshot lacks its last line.
    SnapshotCutShort,
    /// A restored store goes on under the life it had.
    SameLife,
    /// An enrolment code is good again after it was used.
    CodeGoodTwice,
    /// Passwords are tried for a name as often as somebody likes.
    PasswordsNotSlowed,
    /// What was declared before is declared over.
    AnyStatement,
    /// A preview changes what it previews.
    PreviewStored,
    /// Who is not on a complete list any more stays on it.
    NobodyWithdrawn,
    /// Double admissions are told to nobody.
    DoublesNotTold,
    /// Twice as many seats are lent as there are.
    SeatsLentTwice,
    /// Nobody is told that others need seats.
    NeedsNotTold,
    /// What stands is said again and again.
    SaidAgain,
    /// Nobody learns what vanished from the programme.
    GoneForgotten,
    /// A screen that is gone is remembered.
    ScreensAddedTo,
    /// How screens are is written down with each round.
    ScreensAlwaysWritten,
    /// Pictures are kept that nobody asked for.
    PicturesUnasked,
    /// A revoked device's screens are remembered.
    ScreensOfRevoked,
}

/// A store with a mistake.
pub(crate) struct Faulty<S> {
    pub(crate) store: S,
    pub(crate) fault: Fault,
}

impl<S> Faulty<S> {
    fn is(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    fn seen_as(&self, view: &View) -> View {
        let mut view = view.clone();
        if self.is(Fault::OtherEventsToo) {
            view.events.extend(["day", "night"].map(crate::people::event));
        }
        if self.is(Fault::OwnRecordsSentBack) {
            view.incarnation = Incarnation([0; 8]);
        }
        view
    }
}

fn pretended(taking: &Taking) -> Taken {
    let incarnation = taking.incarnation;
    let end = taking.records.last().map(|last| SeriesEnd {
        incarnation,
        seq: taking.first + taking.records.len() as u64 - 1,
        hash: last.hash,
    });
    Taken { end, put_aside: Vec::new() }
}

/// Passes calls on as they are.
macro_rules! passed_on {
    ($($name:ident($($given:ident: $kind:ty),*) -> $gives:ty;)*) => {
        $(async fn $name(&self, $($given: $kind),*) -> $gives {
            self.store.$name($($given),*).await
        })*
    };
}

impl<S: Store> Store for Faulty<S> {
    passed_on! {
        identity() -> Result<Identity>;
        rename(name: &str) -> Result<()>;
        device(device: DeviceId) -> Result<Option<Device>>;
        devices() -> Result<Vec<Device>>;
        seen(device: DeviceId, seen: &Seen) -> Result<bool>;
        forks() -> Result<Vec<Fork>>;
        screens(at: Timestamp) -> Result<Vec<KnownScreen>>;
        ask_picture(device: DeviceId, screen: &str, at: Timestamp) -> Result<bool>;
        pictures_asked(device: DeviceId, at: Timestamp) -> Result<Vec<String>>;
        picture(device: DeviceId, screen: &str, at: Timestamp) -> Result<Option<Vec<u8>>>;
        offer(enrolment: &Enrolment) -> Result<()>;
        offered(lookup: CodeLookup) -> Result<Option<Enrolment>>;
        note_wrong_code(source: Option<Source>, at: Timestamp) -> Result<()>;
        wrong_codes(source: Option<Source>, from: Timestamp) -> Result<WrongCodes>;
        ends(device: DeviceId) -> Result<Vec<SeriesEnd>>;
        accept_aside(device: DeviceId, why: AsideReason, most: u32) -> Result<u64>;
        acceptable_aside() -> Result<Acceptable>;
        append(fact: Fact, at: Timestamp) -> Result<Sealed>;
        said() -> Result<Vec<Record>>;
        standing(ticket: TicketId) -> Result<Standing>;
        records_of(ticket: TicketId) -> Result<Vec<Sealed>>;
        cursor() -> Result<Cursor>;
        programme() -> Result<Option<Programme>>;
        gone() -> Result<Vec<Session>>;
        gates() -> Result<Vec<Gate>>;
        event_key(event: &EventId) -> Result<EventKey>;
        ticket(ticket: TicketId) -> Result<Option<TicketRow>>;
        counts() -> Result<Vec<EventCounts>>;
        scopes() -> Result<Vec<ScopeCounts>>;
        arrivals(of: &Attendance) -> Result<Vec<Arrivals>>;
        rebuild() -> Result<()>;
        check() -> Result<Vec<Finding>>;
        backup(to: &Path) -> Result<()>;
        restore(from: &Path) -> Result<()>;
    }

    async fn new_epoch(&self) -> Result<Epoch> {
        match self.is(Fault::SameLife) {
            true => Ok(self.store.identity().await?.epoch),
            false => self.store.new_epoch().await,
        }
    }

    async fn declare(&self, statement: &SignedStatement) -> Result<()> {
        let held = self.store.screens(crate::people::at(0)).await?;
        let declared = match self.store.declare(statement).await {
            Err(StoreError::StatementNumber { .. }) if self.is(Fault::AnyStatement) => Ok(()),
            declared => declared,
        };
        if self.is(Fault::ScreensOfRevoked) {
            for one in &held {
                self.store
                    .put_screens(one.device, std::slice::from_ref(&one.report), one.at)
                    .await?;
            }
        }
        declared
    }

    async fn put_screens(
        &self,
        device: DeviceId,
        screens: &[ScreenReport],
        at: Timestamp,
    ) -> Result<bool> {
        let mut screens = screens.to_vec();
        if self.is(Fault::ScreensAddedTo) {
            let held = self.store.screens(at).await?.into_iter();
            let held = held.filter(|held| held.device == device).map(|held| held.report);
            let others: Vec<_> =
                held.filter(|held| screens.iter().all(|new| new.screen != held.screen)).collect();
            screens.extend(others);
        }
        let written = self.store.put_screens(device, &screens, at).await?;
        Ok(written || self.is(Fault::ScreensAlwaysWritten))
    }

    async fn put_picture(
        &self,
        device: DeviceId,
        screen: &str,
        png: &[u8],
        at: Timestamp,
    ) -> Result<bool> {
        if self.is(Fault::PicturesUnasked) {
            self.store.ask_picture(device, screen, at).await?;
        }
        self.store.put_picture(device, screen, png, at).await
    }

    async fn enrol(
        &self,
        lookup: CodeLookup,
        now: Timestamp,
        statement: &SignedStatement,
    ) -> Result<bool> {
        let used = self.store.enrol(lookup, now, statement).await?;
        Ok(used || self.is(Fault::CodeGoodTwice))
    }

    async fn take(&self, mut taking: Taking) -> Result<Taken> {
        let whole = pretended(&taking);
        if self.is(Fault::LastRecordDropped) && taking.records.len() > 1 {
            taking.records.pop();
            self.store.take(taking).await?;
            return Ok(whole);
        }
        taking.only_known_chain &= !self.is(Fault::RevocationPassedOver);
        if self.is(Fault::AnyEvent) {
            taking.events = None;
        }
        match self.store.take(taking).await {
            Err(StoreError::NotNext { .. }) if self.is(Fault::GapAcknowledged) => Ok(whole),
            Err(StoreError::Broken { .. }) if self.is(Fault::BrokenChainAcknowledged) => Ok(whole),
            taken => taken,
        }
    }

    async fn say(&self, fact: Fact, at: Timestamp) -> Result<Option<Sealed>> {
        match self.is(Fault::SaidAgain) {
            true => self.store.append(fact, at).await.map(Some),
            false => self.store.say(fact, at).await,
        }
    }

    async fn put_plan(&self, plan: &Plan) -> Result<()> {
        let mut plan = plan.clone();
        if self.is(Fault::GoneForgotten) {
            plan.gone.clear();
        }
        self.store.put_plan(&plan).await
    }

    async fn take_back(&self, given: GivenBack) -> Result<u64> {
        match self.is(Fault::GivenBackDropped) {
            true => Ok(given.records.len() as u64),
            false => self.store.take_back(given).await,
        }
    }

    async fn lend(&self, wish: &Wish, at: Timestamp) -> Result<u32> {
        let mut wish = wish.clone();
        if self.is(Fault::SeatsLentTwice) {
            wish.capacity *= 2;
        }
        self.store.lend(&wish, at).await
    }

    async fn short(&self, device: DeviceId, at: Timestamp) -> Result<Vec<SeatsShort>> {
        match self.is(Fault::NeedsNotTold) {
            true => Ok(Vec::new()),
            false => self.store.short(device, at).await,
        }
    }

    async fn page(&self, view: &View, after: Cursor, limit: u32, bytes: usize) -> Result<Paged> {
        let late = u64::from(self.is(Fault::PageBeginsLate) && after.0 > 0);
        let after = Cursor(after.0 + late);
        let mut paged = self.store.page(&self.seen_as(view), after, limit, bytes).await?;
        if self.is(Fault::CursorOneTooFar) && paged.more {
            paged.cursor.0 += 1;
        }
        paged.more &= !self.is(Fault::PageEndsEarly);
        Ok(paged)
    }

    async fn snapshot(
        &self,
        view: &View,
        each: &mut (dyn FnMut(Filling<'_>) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        let mut held: Option<String> = None;
        let short = self.is(Fault::SnapshotCutShort);
        let mut later = |filling: Filling<'_>| match filling {
            Filling::Line(line) if short => match held.replace(line.to_owned()) {
                Some(before) => each(Filling::Line(&before)),
                None => Ok(()),
            },
            filling => each(filling),
        };
        self.store.snapshot(&self.seen_as(view), &mut later).await
    }

    fn changed(&self) -> watch::Receiver<Cursor> {
        self.store.changed()
    }

    async fn import(&self, mut importing: Importing, lines: Lines) -> Result<ImportReport> {
        importing.preview &= !self.is(Fault::PreviewStored);
        importing.complete &= !self.is(Fault::NobodyWithdrawn);
        self.store.import(importing, lines).await
    }

    async fn doubles(&self, of: &Attendance, limit: u32) -> Result<Vec<Double>> {
        let limit = if self.is(Fault::DoublesNotTold) { 0 } else { limit };
        self.store.doubles(of, limit).await
    }

    async fn attendance(
        &self,
        of: &Attendance,
        each: &mut (dyn FnMut(Attended) -> Result<(), BoxError> + Send),
    ) -> Result<()> {
        self.store.attendance(of, each).await
    }

    async fn put_aside(&self, limit: u32) -> Result<Vec<Aside>> {
        let limit = if self.is(Fault::AsideForgotten) { 0 } else { limit };
        self.store.put_aside(limit).await
    }
}

impl<S: Store> Administrators for Faulty<S> {
    passed_on! {
        administrators() -> Result<Vec<Administrator>>;
        administrator(name: &str) -> Result<Option<Administrator>>;
        add_administrator(administrator: &Administrator) -> Result<bool>;
        change_password(name: &str, verifier: &str, keep: Option<TokenHash>) -> Result<bool>;
        remove_administrator(name: &str) -> Result<bool>;
        sign_in(sign_in: &SignIn, forget: Timestamp) -> Result<()>;
        signed_in(token: TokenHash) -> Result<Option<SignIn>>;
        note_signed_in(token: TokenHash, seen: Timestamp) -> Result<()>;
        sign_out(token: TokenHash) -> Result<()>;
        forget_passwords(tried: Tried) -> Result<()>;
        wrong_passwords(since: Timestamp) -> Result<u64>;
    }

    async fn note_password(
        &self,
        tried: Tried,
        at: Timestamp,
        from: Timestamp,
        mut bounds: WrongPasswords,
    ) -> Result<bool> {
        if self.is(Fault::PasswordsNotSlowed) {
            bounds.of_name_here = u64::MAX;
        }
        self.store.note_password(tried, at, from, bounds).await
    }
}
