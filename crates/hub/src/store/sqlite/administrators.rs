//! The people who run the hub, in the file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::super::Result;
use super::super::device::{KEPT_MS, instant};
use super::SqliteStore;
use crate::administrators::{Administrator, Administrators, SignIn, TokenHash, Tried};
use crate::guessing::WrongPasswords;

impl Administrators for SqliteStore {
    async fn administrators(&self) -> Result<Vec<Administrator>> {
        self.read(|conn| {
            let sql = "SELECT name, verifier, since_ms FROM administrator ORDER BY name";
            let mut query = conn.prepare_cached(sql)?;
            let found = query.query_map([], columns)?.collect::<rusqlite::Result<Vec<_>>>()?;
            found.into_iter().map(administrator).collect()
        })
        .await
    }

    async fn administrator(&self, name: &str) -> Result<Option<Administrator>> {
        let name = name.to_owned();
        self.read(move |conn| {
            let sql = "SELECT name, verifier, since_ms FROM administrator WHERE name = ?1";
            let found = conn.prepare_cached(sql)?.query_row([name], columns).optional()?;
            found.map(administrator).transpose()
        })
        .await
    }

    async fn add_administrator(&self, administrator: &Administrator) -> Result<bool> {
        let Administrator { name, verifier, since } = administrator.clone();
        self.write(move |writing| {
            let sql = "INSERT INTO administrator (name, verifier, since_ms) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (name) DO NOTHING";
            let row = params![name, verifier, since.as_millisecond()];
            Ok(writing.conn.execute(sql, row)? == 1)
        })
        .await
    }

    async fn change_password(
        &self,
        name: &str,
        verifier: &str,
        keep: Option<TokenHash>,
    ) -> Result<bool> {
        let (name, verifier) = (name.to_owned(), verifier.to_owned());
        self.write(move |writing| {
            let sql = "UPDATE administrator SET verifier = ?2 WHERE name = ?1";
            let known = writing.conn.execute(sql, params![name, verifier])? == 1;
            let sql = "DELETE FROM sign_in WHERE name = ?1 AND token IS NOT ?2";
            writing.conn.execute(sql, params![name, keep.map(|keep| keep.0)])?;
            Ok(known)
        })
        .await
    }

    async fn remove_administrator(&self, name: &str) -> Result<bool> {
        let name = name.to_owned();
        self.write(move |writing| {
            let sql = "DELETE FROM administrator WHERE name = ?1";
            Ok(writing.conn.execute(sql, [name])? == 1)
        })
        .await
    }

    async fn sign_in(&self, sign_in: &SignIn, forget: Timestamp) -> Result<()> {
        let SignIn { token, name, began, seen } = sign_in.clone();
        self.write(move |writing| {
            let sql = "DELETE FROM sign_in WHERE began_ms < ?1";
            writing.conn.execute(sql, [forget.as_millisecond()])?;
            let sql = "INSERT INTO sign_in (token, name, began_ms, seen_ms) \
                       VALUES (?1, ?2, ?3, ?4)";
            let (began, seen) = (began.as_millisecond(), seen.as_millisecond());
            writing.conn.execute(sql, params![token.0, name, began, seen])?;
            Ok(())
        })
        .await
    }

    async fn signed_in(&self, token: TokenHash) -> Result<Option<SignIn>> {
        self.read(move |conn| {
            let sql = "SELECT name, began_ms, seen_ms FROM sign_in WHERE token = ?1";
            let mut query = conn.prepare_cached(sql)?;
            let mut rows = query.query([token.0])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let (began, seen) = (instant(row.get(1)?)?, instant(row.get(2)?)?);
            Ok(Some(SignIn { token, name: row.get(0)?, began, seen }))
        })
        .await
    }

    async fn note_signed_in(&self, token: TokenHash, seen: Timestamp) -> Result<()> {
        self.write(move |writing| {
            let sql = "UPDATE sign_in SET seen_ms = max(seen_ms, ?2) WHERE token = ?1";
            writing.conn.execute(sql, params![token.0, seen.as_millisecond()])?;
            Ok(())
        })
        .await
    }

    async fn sign_out(&self, token: TokenHash) -> Result<()> {
        self.write(move |writing| {
            writing.conn.execute("DELETE FROM sign_in WHERE token = ?1", [token.0])?;
            Ok(())
        })
        .await
    }

    async fn note_password(
        &self,
        tried: Tried,
        at: Timestamp,
        from: Timestamp,
        bounds: WrongPasswords,
    ) -> Result<bool> {
        self.write(move |writing| {
            let (conn, at) = (writing.conn, at.as_millisecond());
            conn.execute("DELETE FROM wrong_password WHERE at_ms < ?1", [at - KEPT_MS])?;
            let (name, source) = (tried.name.0, tried.source.map(|source| source.0));
            let sql = "SELECT count(*) FILTER (WHERE name = ?2 AND source IS ?3), \
                       count(*) FILTER (WHERE source = ?3), count(*) FILTER (WHERE name = ?2), \
                       count(*) FROM wrong_password WHERE at_ms >= ?1";
            let given = params![from.as_millisecond(), name, source];
            let wrong = conn.query_row(sql, given, |row| {
                Ok(WrongPasswords {
                    of_name_here: row.get(0)?,
                    of_source: row.get(1)?,
                    of_name: row.get(2)?,
                    of_all: row.get(3)?,
                })
            })?;
            if wrong.reach(&bounds) {
                return Ok(false);
            }
            let sql = "INSERT INTO wrong_password (name, source, at_ms) VALUES (?1, ?2, ?3)";
            conn.execute(sql, params![name, source, at])?;
            Ok(true)
        })
        .await
    }

    async fn forget_passwords(&self, tried: Tried) -> Result<()> {
        self.write(move |writing| {
            let sql = "DELETE FROM wrong_password WHERE name = ?1 AND source IS ?2";
            let source = tried.source.map(|source| source.0);
            writing.conn.execute(sql, params![tried.name.0, source])?;
            Ok(())
        })
        .await
    }

    async fn wrong_passwords(&self, from: Timestamp) -> Result<u64> {
        self.read(move |conn| since(conn, from)).await
    }
}

fn since(conn: &Connection, from: Timestamp) -> Result<u64> {
    let sql = "SELECT count(*) FROM wrong_password WHERE at_ms >= ?1";
    Ok(conn.query_row(sql, [from.as_millisecond()], |row| row.get(0))?)
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, String, i64)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn administrator((name, verifier, since_ms): (String, String, i64)) -> Result<Administrator> {
    Ok(Administrator { name, verifier, since: instant(since_ms)? })
}
