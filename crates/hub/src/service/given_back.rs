//! What the hub decided itself and forgot when it was restored from an older backup: its devices
//! have it, with its signature, and give it back.

use std::collections::BTreeMap;

use parvis_domain::id::Incarnation;
use parvis_protocol::change::RecordRow;
use parvis_protocol::limits::RECORD_BYTES;
use parvis_protocol::refusal::Refusal;
use parvis_protocol::series::SignedHead;

use super::{Service, refused};
use crate::store::{GivenBack, Incoming, Store};

impl<S: Store> Service<S> {
    /// Takes records of the hub's own back. What it did not sign is passed over: whoever sent it
    /// can do nothing about it, and shall not be kept from the rest.
    pub(super) async fn take_back(&self, rows: Vec<RecordRow>) -> Result<(), Refusal> {
        let mut openings: BTreeMap<Incarnation, BTreeMap<u64, Incoming>> = BTreeMap::new();
        let came = rows.len();
        for (incarnation, seq, incoming) in rows.into_iter().filter_map(|row| self.signed(row)) {
            openings.entry(incarnation).or_default().insert(seq, incoming);
        }
        let signed: usize = openings.values().map(BTreeMap::len).sum();
        if signed < came {
            tracing::warn!(came, signed, "records were given back that this hub did not sign");
        }
        for (incarnation, records) in openings {
            let given = GivenBack { incarnation, records, received: self.now() };
            let taken = self.store().take_back(given).await.map_err(|error| refused(&error))?;
            if taken > 0 {
                tracing::info!(taken, opening = %incarnation, "the hub's own records came back");
            }
        }
        Ok(())
    }

    fn signed(&self, row: RecordRow) -> Option<(Incarnation, u64, Incoming)> {
        let signature = row.signature.filter(|_| row.text.len() <= RECORD_BYTES)?;
        let incoming = Incoming::read(row.text);
        let key = incoming.record.as_ref()?.key;
        let head = SignedHead { seq: key.seq, hash: incoming.hash, signature };
        let hub = self.identity().device;
        let own = key.device == hub
            && head.verify(&self.signing_key().public(), hub, key.incarnation).is_ok();
        own.then_some((key.incarnation, key.seq, incoming))
    }
}
