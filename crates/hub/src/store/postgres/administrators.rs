//! The people who run the hub, in the database.

use deadpool_postgres::{Object, Transaction};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::super::Result;
use super::super::device::{KEPT_MS, instant};
use super::PostgresStore;
use super::office::{count, execute, query};
use crate::administrators::{Administrator, Administrators, SignIn, TokenHash, Tried};
use crate::guessing::WrongPasswords;

/// What whoever tries a password holds while it is counted: “PVPW”.
const PASSWORDS: i64 = 0x5056_5057;

impl PostgresStore {
    async fn reached(&self) -> Result<Object> {
        self.office.conn().await
    }
}

impl Administrators for PostgresStore {
    async fn administrators(&self) -> Result<Vec<Administrator>> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "SELECT name, verifier, since_ms FROM administrator ORDER BY name";
        query(&tx, sql, &[]).await?.iter().map(administrator).collect()
    }

    async fn administrator(&self, name: &str) -> Result<Option<Administrator>> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "SELECT name, verifier, since_ms FROM administrator WHERE name = $1";
        query(&tx, sql, &[&name]).await?.first().map(administrator).transpose()
    }

    async fn add_administrator(&self, administrator: &Administrator) -> Result<bool> {
        let Administrator { name, verifier, since } = administrator;
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "INSERT INTO administrator (name, verifier, since_ms) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO NOTHING";
        let added = execute(&tx, sql, &[name, verifier, &since.as_millisecond()]).await? == 1;
        tx.commit().await?;
        Ok(added)
    }

    async fn change_password(
        &self,
        name: &str,
        verifier: &str,
        keep: Option<TokenHash>,
    ) -> Result<bool> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "UPDATE administrator SET verifier = $2 WHERE name = $1";
        let known = execute(&tx, sql, &[&name, &verifier]).await? == 1;
        let sql = "DELETE FROM sign_in WHERE name = $1 AND token IS DISTINCT FROM $2";
        let keep = keep.as_ref().map(|keep| &keep.0[..]);
        execute(&tx, sql, &[&name, &keep]).await?;
        tx.commit().await?;
        Ok(known)
    }

    async fn remove_administrator(&self, name: &str) -> Result<bool> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "DELETE FROM administrator WHERE name = $1";
        let known = execute(&tx, sql, &[&name]).await? == 1;
        tx.commit().await?;
        Ok(known)
    }

    async fn sign_in(&self, sign_in: &SignIn, forget: Timestamp) -> Result<()> {
        let SignIn { token, name, began, seen } = sign_in;
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "DELETE FROM sign_in WHERE began_ms < $1";
        execute(&tx, sql, &[&forget.as_millisecond()]).await?;
        let sql = "INSERT INTO sign_in (token, name, began_ms, seen_ms) VALUES ($1, $2, $3, $4)";
        let (began, seen) = (began.as_millisecond(), seen.as_millisecond());
        execute(&tx, sql, &[&&token.0[..], name, &began, &seen]).await?;
        Ok(tx.commit().await?)
    }

    async fn signed_in(&self, token: TokenHash) -> Result<Option<SignIn>> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "SELECT name, began_ms, seen_ms FROM sign_in WHERE token = $1";
        let rows = query(&tx, sql, &[&&token.0[..]]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (began, seen) = (instant(row.try_get(1)?)?, instant(row.try_get(2)?)?);
        Ok(Some(SignIn { token, name: row.try_get(0)?, began, seen }))
    }

    async fn note_signed_in(&self, token: TokenHash, seen: Timestamp) -> Result<()> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "UPDATE sign_in SET seen_ms = greatest(seen_ms, $2) WHERE token = $1";
        execute(&tx, sql, &[&&token.0[..], &seen.as_millisecond()]).await?;
        Ok(tx.commit().await?)
    }

    async fn sign_out(&self, token: TokenHash) -> Result<()> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        execute(&tx, "DELETE FROM sign_in WHERE token = $1", &[&&token.0[..]]).await?;
        Ok(tx.commit().await?)
    }

    async fn note_password(
        &self,
        tried: Tried,
        at: Timestamp,
        from: Timestamp,
        bounds: WrongPasswords,
    ) -> Result<bool> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        // One after the other: of several at once each sees those before it.
        execute(&tx, "SELECT pg_advisory_xact_lock($1)", &[&PASSWORDS]).await?;
        let at = at.as_millisecond();
        execute(&tx, "DELETE FROM wrong_password WHERE at_ms < $1", &[&(at - KEPT_MS)]).await?;
        let (name, source) = (&tried.name.0[..], source(&tried));
        let sql = "SELECT count(*) FILTER (WHERE name = $2 AND source IS NOT DISTINCT FROM $3), \
                   count(*) FILTER (WHERE source = $3), count(*) FILTER (WHERE name = $2), \
                   count(*) FROM wrong_password WHERE at_ms >= $1";
        let rows = query(&tx, sql, &[&from.as_millisecond(), &name, &source]).await?;
        for row in &rows {
            let wrong = WrongPasswords {
                of_name_here: count(row, 0)?,
                of_source: count(row, 1)?,
                of_name: count(row, 2)?,
                of_all: count(row, 3)?,
            };
            if wrong.reach(&bounds) {
                return Ok(false);
            }
        }
        let sql = "INSERT INTO wrong_password (name, source, at_ms) VALUES ($1, $2, $3)";
        execute(&tx, sql, &[&name, &source, &at]).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn forget_passwords(&self, tried: Tried) -> Result<()> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        let sql = "DELETE FROM wrong_password \
                   WHERE name = $1 AND source IS NOT DISTINCT FROM $2";
        execute(&tx, sql, &[&&tried.name.0[..], &source(&tried)]).await?;
        Ok(tx.commit().await?)
    }

    async fn wrong_passwords(&self, from: Timestamp) -> Result<u64> {
        let mut conn = self.reached().await?;
        let tx = conn.transaction().await?;
        since(&tx, from).await
    }
}

fn source(tried: &Tried) -> Option<&[u8]> {
    tried.source.as_ref().map(|source| &source.0[..])
}

async fn since(tx: &Transaction<'_>, from: Timestamp) -> Result<u64> {
    let sql = "SELECT count(*) FROM wrong_password WHERE at_ms >= $1";
    let rows = query(tx, sql, &[&from.as_millisecond()]).await?;
    rows.first().map_or(Ok(0), |row| count(row, 0))
}

fn administrator(row: &Row) -> Result<Administrator> {
    let since = instant(row.try_get(2)?)?;
    Ok(Administrator { name: row.try_get(0)?, verifier: row.try_get(1)?, since })
}
