//! A connection and a transaction around what is asked or changed.

/// Asks something within one consistent state.
macro_rules! read {
    ($store:expr, $tx:ident => $asked:expr) => {{
        let mut conn = $store.office.conn().await?;
        let $tx = &$crate::store::postgres::office::reading(&mut conn).await?;
        $asked
    }};
}

/// Asks something that may take long.
macro_rules! read_long {
    ($store:expr, $tx:ident => $asked:expr) => {{
        let mut conn = $store.office.conn().await?;
        let $tx = &$crate::store::postgres::office::reading_long(&mut conn).await?;
        $asked
    }};
}

/// Changes something that has no number.
macro_rules! note {
    ($store:expr, $tx:ident => $noted:expr) => {{
        let mut conn = $store.office.conn().await?;
        let transaction = conn.transaction().await?;
        let $tx = &transaction;
        let outcome = $noted?;
        transaction.commit().await?;
        Ok(outcome)
    }};
}

/// Changes something that others read by its number.
macro_rules! write {
    ($store:expr, $writing:ident => $written:expr) => {{
        let mut conn = $store.office.conn().await?;
        let mut writing = $crate::store::postgres::office::Writing::begin(&mut conn).await?;
        let $writing = &mut writing;
        let outcome = $written?;
        $store.office.commit(writing).await?;
        Ok(outcome)
    }};
}

pub(crate) use {note, read, read_long, write};
