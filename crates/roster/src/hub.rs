//! The hub this kiosk is enrolled with.

use jiff::Timestamp;
use parvis_domain::id::{DeviceId, EventId};
use parvis_protocol::change::Cursor;
use parvis_protocol::epoch::Epoch;
use parvis_protocol::key::{DeviceKey, PublicKey, Signature};
use parvis_protocol::replica::Bookmark;
use parvis_protocol::statement::{Life, SignedStatement, Statement};
use rusqlite::{OptionalExtension, params};

use crate::{Reading, Result, Roster, RosterError, Unsent, Writing};

/// How much newer lists have to be for the time to be noted again.
const WORTH_A_WRITE_MS: i64 = 60_000;

/// An enrolment: the hub, and what it declared about this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The hub's id.
    pub hub: DeviceId,
    /// Its key. Nothing that it did not sign is believed.
    pub key: PublicKey,
    /// Where to seal what only it shall read: an age recipient.
    pub seal_to: String,
    /// What it is called.
    pub name: String,
    /// Where it is: `https://hub.example:8443`. Empty for one that is only met by USB stick.
    pub address: String,
    /// What it declared last, word for word.
    pub signed: SignedStatement,
    /// What that says.
    pub statement: Statement,
}

/// How things stand with the hub, for whoever looks at the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubState {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// The life of the hub's database in which it declared that; `None` when it is not known.
    pub declared_in: Option<Epoch>,
    /// The life of its database that everything was last taken of; `None` before the first filling.
    pub life: Option<Epoch>,
    /// How far its changes were taken; `None` when everything has to be taken.
    pub bookmark: Option<Bookmark>,
    /// When it was last spoken with, by this machine's clock.
    pub spoken: Option<Timestamp>,
    /// As of when everything it had is here, by this machine's clock and to a minute or so.
    pub lists: Option<Timestamp>,
    /// How far this machine's clock is ahead of the hub's, in milliseconds.
    pub ahead_ms: i64,
}

impl Roster {
    /// How things stand with the hub, as [`Reading::hub`].
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hub(&self) -> Result<Option<HubState>> {
        let hub = |roster: &Reading<'_>| roster.hub();
        self.read(hub)
    }

    /// Whether this kiosk is enrolled with a hub.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_enrolled(&self) -> Result<bool> {
        Ok(self.hub()?.is_some())
    }

    /// How much is not yet safe at the hub, as [`Reading::unsent`].
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn unsent(&self) -> Result<Unsent> {
        let unsent = |roster: &Reading<'_>| roster.unsent();
        self.read(unsent)
    }

    /// An event whose tickets are held here and did not come from a hub, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn own_list(&self) -> Result<Option<EventId>> {
        let own = |roster: &Reading<'_>| roster.own_list();
        self.read(own)
    }

    /// The key that this device signs with.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn device_key(&self) -> Result<DeviceKey> {
        self.read(|roster| Ok(DeviceKey::from_seed(&roster.seed()?)))
    }

    /// The seed of a second key, for what is sealed to this device: 32 secret bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn seal_seed(&self) -> Result<[u8; 32]> {
        self.read(|roster| Ok(blake3::derive_key("parvis seal v1", &roster.seed()?)))
    }
}

impl Reading<'_> {
    pub(crate) fn seed(&self) -> Result<[u8; 32]> {
        Ok(self.conn.query_row("SELECT seed FROM device", [], |row| row.get(0))?)
    }

    /// How things stand with the hub; `None` when this kiosk is enrolled with none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hub(&self) -> Result<Option<HubState>> {
        let sql = "SELECT id, key, seal_to, name, address, statement, signature, epoch, \
                   read_under, cursor, spoken_ms, ahead_ms, lists_ms, declared_in FROM hub";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text: String = row.get(5)?;
        let statement =
            serde_json::from_str(&text).map_err(RosterError::unreadable("statement"))?;
        let signed = SignedStatement { text, signature: Signature::from_bytes(row.get(6)?) };
        let enrolment = Enrolment {
            hub: DeviceId(row.get(0)?),
            key: PublicKey::from_bytes(row.get(1)?),
            seal_to: row.get(2)?,
            name: row.get(3)?,
            address: row.get(4)?,
            signed,
            statement,
        };
        let life = row.get::<_, Option<[u8; 8]>>(7)?.map(Epoch::from_bytes);
        let (read_under, cursor): (Option<u64>, Option<u64>) = (row.get(8)?, row.get(9)?);
        let bookmark = match (life, read_under, cursor) {
            (Some(epoch), Some(statement), Some(cursor)) => {
                Some(Bookmark { epoch, statement, cursor: Cursor(cursor) })
            }
            _ => None,
        };
        let time = |ms: Option<i64>| {
            let time = ms.map(Timestamp::from_millisecond).transpose();
            time.map_err(RosterError::unreadable("time"))
        };
        let (spoken, lists) = (time(row.get(10)?)?, time(row.get(12)?)?);
        let declared_in: Option<[u8; 8]> = row.get(13)?;
        let (ahead_ms, declared_in) = (row.get(11)?, declared_in.map(Epoch::from_bytes));
        Ok(Some(HubState { enrolment, declared_in, life, bookmark, spoken, lists, ahead_ms }))
    }

    /// Whether this kiosk is enrolled with a hub.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_enrolled(&self) -> Result<bool> {
        let mut query = self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM hub)")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }

    /// Whether a hub gave this event.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_of_hub(&self, event: &EventId) -> Result<bool> {
        let sql = "SELECT of_hub FROM event WHERE id = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let of_hub = query.query_row([event.as_str()], |row| row.get(0)).optional()?;
        Ok(of_hub.unwrap_or(false))
    }

    /// An event whose tickets are held here and did not come from a hub, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn own_list(&self) -> Result<Option<EventId>> {
        let sql = "SELECT id FROM event WHERE of_hub = 0 AND tickets > 0 ORDER BY id LIMIT 1";
        let id: Option<String> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        id.map(|id| EventId::new(&id)).transpose().map_err(RosterError::unreadable("event"))
    }
}

impl Writing<'_> {
    /// Notes the hub that this kiosk is enrolled with from now on. Everything has to be taken from
    /// it anew. When it is the same hub as before, it stays known of which life of its database
    /// everything was last taken: a hub that was restored in the meantime is given back what it
    /// forgot, and lends no seats before that.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn put_enrolment(&mut self, enrolment: &Enrolment) -> Result<()> {
        self.step(|writing| {
            let Enrolment { hub, key, seal_to, name, address, signed, .. } = enrolment;
            let before = writing.hub()?.map(|state| state.enrolment);
            if before.is_none_or(|before| (before.hub, before.key) != (*hub, *key)) {
                writing.conn.execute("DELETE FROM hub", [])?;
                writing.conn.execute("UPDATE series SET safe = 0", [])?;
            }
            let sql = "INSERT INTO hub \
                       (one, id, key, seal_to, name, address, statement, signature) \
                       VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (one) DO UPDATE SET \
                       seal_to = excluded.seal_to, name = excluded.name, \
                       address = excluded.address, statement = excluded.statement, \
                       signature = excluded.signature, declared_in = NULL, read_under = NULL, \
                       cursor = NULL";
            writing.conn.execute(
                sql,
                params![
                    hub.0,
                    key.as_bytes(),
                    seal_to,
                    name,
                    address,
                    signed.text,
                    signed.signature.as_bytes()
                ],
            )?;
            Ok(())
        })
    }

    /// Takes what the hub declares about this device in a life of its database, if that replaces
    /// what is held. Gives what holds. Whoever calls has checked its signature.
    ///
    /// # Errors
    /// [`RosterError::NotEnrolled`], or when it cannot be stored.
    pub fn put_statement(
        &mut self,
        signed: &SignedStatement,
        statement: &Statement,
        epoch: Epoch,
    ) -> Result<Statement> {
        self.step(|writing| {
            let HubState { enrolment, declared_in, .. } =
                writing.hub()?.ok_or(RosterError::NotEnrolled)?;
            let life = if declared_in == Some(epoch) { Life::Same } else { Life::Other };
            let held = enrolment.statement;
            if statement.replaces(&held, life) {
                let sql = "UPDATE hub SET statement = ?1, signature = ?2, declared_in = ?3";
                let signature = signed.signature.as_bytes();
                writing.conn.execute(sql, params![signed.text, signature, epoch.as_bytes()])?;
                return Ok(statement.clone());
            }
            if *statement == held && life == Life::Other {
                let sql = "UPDATE hub SET declared_in = ?1";
                writing.conn.execute(sql, [epoch.as_bytes()])?;
            }
            Ok(held)
        })
    }

    /// Notes that the hub was spoken with, and how far the clocks are apart.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn note_spoken(&mut self, at: Timestamp, ahead_ms: i64) -> Result<()> {
        self.step(|writing| {
            let sql = "UPDATE hub SET spoken_ms = ?1, ahead_ms = ?2";
            let mut update = writing.conn.prepare_cached(sql)?;
            update.execute(params![at.as_millisecond(), ahead_ms])?;
            Ok(())
        })
    }

    /// Notes that everything the hub had at a time is here. What is a minute newer than what was
    /// noted is not worth a write: rounds are made often, and whoever reads wants no seconds.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn note_in_step(&mut self, at: Timestamp) -> Result<()> {
        self.step(|writing| {
            let sql = "UPDATE hub SET lists_ms = ?1 \
                       WHERE lists_ms IS NULL OR abs(lists_ms - ?1) >= ?2";
            let mut update = writing.conn.prepare_cached(sql)?;
            update.execute(params![at.as_millisecond(), WORTH_A_WRITE_MS])?;
            Ok(())
        })
    }

    pub(crate) fn put_bookmark(&self, bookmark: &Bookmark) -> Result<()> {
        let Bookmark { epoch, statement, cursor } = bookmark;
        let sql = "UPDATE hub SET epoch = ?1, read_under = ?2, cursor = ?3";
        let mut update = self.conn.prepare_cached(sql)?;
        update.execute(params![epoch.as_bytes(), statement, cursor.0])?;
        Ok(())
    }
}
