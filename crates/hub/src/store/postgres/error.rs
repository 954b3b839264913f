//! What PostgreSQL and the way to it say, sorted into what passes by itself and what does not.

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

use super::super::StoreError;
use super::tls::is_distrust;

impl From<tokio_postgres::Error> for StoreError {
    fn from(source: tokio_postgres::Error) -> Self {
        if is_distrust(&source) {
            return Self::Untrusted { source: source.into() };
        }
        match source.code() {
            // Whatever has no code did not come from the server: it, or the way to it, is gone.
            None if has_no_tls(&source) => Self::NoTls,
            None if is_about_values(&source) => Self::Database(source.into()),
            None => Self::unavailable("the database is not to be reached")(source),
            Some(code) => match passing(code) {
                Some(what) => Self::unavailable(what)(source),
                None => Self::Database(source.into()),
            },
        }
    }
}

/// The driver says it in words alone. Should they change, the database is not to be reached.
fn has_no_tls(error: &tokio_postgres::Error) -> bool {
    let reason = std::error::Error::source(error);
    reason.is_some_and(|reason| reason.to_string() == "server does not support TLS")
}

/// A value that the client could not read or write is no fault of the connection.
fn is_about_values(error: &tokio_postgres::Error) -> bool {
    let said = error.to_string();
    said.starts_with("error deserializing") || said.starts_with("error serializing")
}

/// What is the matter, where the same may succeed later.
fn passing(code: &SqlState) -> Option<&'static str> {
    const FULL: &str = "its disk is full";
    const BUSY: &str = "it is busy for too long";
    const GONE: &str = "the database is going down or starting";
    let of_class = match code.code().get(..2)? {
        "08" => Some(GONE),
        "53" => Some("it has no room for more"),
        "58" => Some("its disk fails"),
        _ => None,
    };
    if *code == SqlState::DISK_FULL {
        Some(FULL)
    } else if [SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED].contains(code)
        || [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code)
        || code.code() == "25P03"
    {
        Some(BUSY)
    } else if code.code().starts_with("57P") || *code == SqlState::READ_ONLY_SQL_TRANSACTION {
        Some(GONE)
    } else {
        of_class
    }
}

impl From<PoolError> for StoreError {
    fn from(source: PoolError) -> Self {
        match source {
            PoolError::Backend(source) => source.into(),
            other => Self::unavailable("the database is not to be reached")(other),
        }
    }
}
