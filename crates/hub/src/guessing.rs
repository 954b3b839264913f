//! Wrong codes and passwords, and from where they come: whoever guesses is slowed, and nobody with
//! them who is somewhere else.

use std::net::IpAddr;

use crate::store::Identity;

/// Where somebody guesses from, as it is counted: a keyed hash of the address, which itself is not
/// kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(pub [u8; 8]);

impl Source {
    /// The source of an address; of IPv6 its network, of which one household has a whole one.
    /// `None` where an address tells nobody apart: on the hub's own machine, where something in
    /// front of the hub may ask for everybody.
    #[must_use]
    pub fn of(identity: &Identity, address: Option<IpAddr>) -> Option<Self> {
        let address = address?.to_canonical();
        if address.is_loopback() {
            return None;
        }
        let hash = match address {
            IpAddr::V4(address) => identity.keyed("source", &address.octets()),
            IpAddr::V6(address) => {
                let [network @ .., _, _, _, _, _, _, _, _] = address.octets();
                identity.keyed("source", &network)
            }
        };
        let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
        Some(Self([a, b, c, d, e, f, g, h]))
    }
}

/// How many wrong enrolment codes were tried in some time, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongCodes {
    /// From one source.
    pub of_source: u64,
    /// From everywhere.
    pub of_all: u64,
}

impl WrongCodes {
    /// Whether as many were tried as may be.
    #[must_use]
    pub fn reach(&self, bounds: &Self) -> bool {
        self.of_source >= bounds.of_source || self.of_all >= bounds.of_all
    }
}

/// How many wrong passwords were tried in some time, or may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongPasswords {
    /// For one name, from one source.
    pub of_name_here: u64,
    /// From one source, for all names.
    pub of_source: u64,
    /// For one name, from everywhere.
    pub of_name: u64,
    /// For all names, from everywhere.
    pub of_all: u64,
}

impl WrongPasswords {
    /// Whether as many were tried as may be.
    #[must_use]
    pub fn reach(&self, bounds: &Self) -> bool {
        self.of_name_here >= bounds.of_name_here
            || self.of_source >= bounds.of_source
            || self.of_name >= bounds.of_name
            || self.of_all >= bounds.of_all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Birth;

    #[test]
    fn sources_are_told_apart_as_far_as_addresses_tell() {
        let identity = Identity::born(&mut Birth {
            rehearsal: true,
            name: "Hub".into(),
            entropy: Box::new(|bytes| bytes.fill(7)),
        });
        let source = |text: &str| Source::of(&identity, text.parse().ok());
        assert!(source("192.0.2.1").is_some());
        assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
        assert_eq!(source("192.0.2.1"), source("::ffff:192.0.2.1"));
        assert_eq!(source("2001:db8:0:1::1"), source("2001:db8:0:1:ffff::2"));
        assert_ne!(source("2001:db8:0:1::1"), source("2001:db8:0:2::1"));
        for here in ["127.0.0.1", "::1", "::ffff:127.0.0.1", "no address"] {
            assert_eq!(source(here), None, "{here}");
        }
    }
}
