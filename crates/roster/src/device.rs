//! Who this file belongs to: the device, its secrets, and the kind of data.

use parvis_domain::id::{DeviceId, Incarnation};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{DataKind, Reading, Result, RosterError};

/// Fills a buffer with randomness.
pub(crate) type Entropy<'a> = dyn FnMut(&mut [u8]) + 'a;

/// What is the same for as long as the roster is open.
pub(crate) struct Identity {
    pub(crate) kind: DataKind,
    pub(crate) device: DeviceId,
    pub(crate) incarnation: Incarnation,
    digest_secret: [u8; 32],
}

fn random<const N: usize>(entropy: &mut Entropy<'_>) -> [u8; N] {
    let mut bytes = [0; N];
    entropy(&mut bytes);
    bytes
}

/// Makes the device, once, in a new file.
pub(crate) fn give_birth(
    conn: &Connection,
    kind: DataKind,
    entropy: &mut Entropy<'_>,
) -> Result<()> {
    let (id, seed, secret) = (random::<16>(entropy), random::<32>(entropy), random::<32>(entropy));
    conn.execute(
        "INSERT INTO device (id, seed, digest_secret) VALUES (?1, ?2, ?3)",
        params![id, seed, secret],
    )?;
    conn.execute("INSERT INTO meta (name, value) VALUES ('kind', ?1)", [kind.as_str()])?;
    conn.execute("INSERT INTO meta (name, value) VALUES ('version', '0')", [])?;
    Ok(())
}

pub(crate) fn refuse_other_kind(conn: &Connection, wanted: DataKind) -> Result<()> {
    let held: Option<String> = conn
        .query_row("SELECT value FROM meta WHERE name = 'kind'", [], |row| row.get(0))
        .optional()?;
    let held = match held.as_deref() {
        Some("real") => DataKind::Real,
        Some("rehearsal") => DataKind::Rehearsal,
        _ => return Err(RosterError::Damaged { what: "it does not say what its data is".into() }),
    };
    if held != wanted {
        return Err(RosterError::OtherKind { held, wanted });
    }
    Ok(())
}

/// Reads the device, and names this opening.
pub(crate) fn identity(
    conn: &Connection,
    kind: DataKind,
    entropy: &mut Entropy<'_>,
) -> Result<Identity> {
    let found = conn
        .query_row("SELECT id, digest_secret FROM device", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((id, digest_secret)) = found else {
        return Err(RosterError::Damaged { what: "it does not say whose it is".into() });
    };
    let device = DeviceId(id);
    let incarnation = new_incarnation(conn, device, entropy)?;
    Ok(Identity { kind, device, incarnation, digest_secret })
}

/// A name that no opening of this device had. More than one draw is needed only where the source
/// of randomness is none, as in tests.
fn new_incarnation(
    conn: &Connection,
    device: DeviceId,
    entropy: &mut Entropy<'_>,
) -> Result<Incarnation> {
    let sql = "SELECT EXISTS (SELECT 1 FROM series WHERE device = ?1 AND incarnation = ?2)";
    for _ in 0..16 {
        let drawn = random::<8>(entropy);
        if !conn.query_row(sql, params![device.0, drawn], |row| row.get(0))? {
            return Ok(Incarnation(drawn));
        }
    }
    Err(RosterError::work("the system gives the same random numbers again and again"))
}

impl Reading<'_> {
    /// What a record says of a code that nobody knows: 16 hexadecimal digits under a secret of
    /// this data folder. The same code gives the same digits here, and others elsewhere.
    #[must_use]
    pub fn strange_digest(&self, content: &[u8]) -> String {
        let hash = blake3::keyed_hash(&self.identity.digest_secret, content);
        hash.to_hex().chars().take(16).collect()
    }
}
