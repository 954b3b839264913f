//! Why a kiosk did not join a hub, in the words of the screen.

use parvis_protocol::enrol::EnrolmentError;
use parvis_protocol::refusal::RefusalCode;
use parvis_sync::http::client::Trouble;

use super::enrol::{EnrolError, Invitation, InvitationError};
use super::reach::{Reach, how_far};
use crate::view::{Argument, Notice};

impl InvitationError {
    /// What the screen says about it.
    #[must_use]
    pub fn notice(&self) -> Notice {
        match self {
            Self::Address(_) => Notice::plain("join-address"),
            Self::Code(_) => Notice::plain("join-code-form"),
        }
    }
}

impl EnrolError {
    /// What the screen says about it. May try the network once more, to tell why nobody answered.
    #[must_use]
    pub fn notice(&self, invitation: &Invitation) -> Notice {
        let at = |id| said(id, &invitation.address);
        match self {
            Self::OwnList(event) => {
                let event = Argument::Words { value: event.to_string() };
                Notice::plain("join-own-list").with("event", event)
            }
            Self::Hub(Trouble::Unreachable(reason)) => unreachable(&invitation.address, reason),
            Self::Hub(Trouble::NotTheHub { .. }) => at("join-not-a-hub"),
            Self::Hub(Trouble::PutOff { .. }) => at("join-put-off"),
            Self::Hub(Trouble::Refused { refusal, .. }) => refused(refusal.code),
            Self::Answer(EnrolmentError::Proof | EnrolmentError::OtherHub) => {
                at("join-another-hub")
            }
            Self::Hub(Trouble::Unreadable(_) | Trouble::TooLong | Trouble::Spool(_))
            | Self::Answer(EnrolmentError::Signature | EnrolmentError::Unreadable(_))
            | Self::Statement(_) => Notice::plain("join-versions"),
            Self::Seal(_) | Self::Roster(_) | Self::System(_) => Notice::plain("staff-unrecorded"),
        }
    }
}

fn refused(code: RefusalCode) -> Notice {
    Notice::plain(match code {
        RefusalCode::EnrolmentCode => "join-code",
        RefusalCode::SlowDown => "join-slow-down",
        RefusalCode::OtherKind => "join-other-kind",
        RefusalCode::Unavailable => "join-unavailable",
        _ => "join-versions",
    })
}

fn unreachable(address: &str, reason: &str) -> Notice {
    let id = match how_far(address) {
        Reach::NoSuchHost => "join-no-such-host",
        Reach::NoAnswer => "join-no-answer",
        // The one thing that only the words of the reason tell. Should they change, what is said
        // is less exact and still true.
        Reach::NotSecure if is_about_time(reason) => "join-certificate-time",
        Reach::NotSecure => "join-not-secure",
    };
    said(id, address)
}

fn is_about_time(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    ["expired", "not valid yet"].iter().any(|words| reason.contains(words))
}

fn said(id: &str, address: &str) -> Notice {
    Notice::plain(id).with("address", Argument::Words { value: address.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::is_about_time;

    #[test]
    fn what_the_tls_library_says_about_the_time_is_recognized() {
        // Word for word from connections to a hub with such certificates.
        for reason in [
            "invalid peer certificate: certificate expired: verification time 1795364746 (UNIX), \
             but certificate is not valid after 1609459200 (185905546 seconds ago)",
            "invalid peer certificate: certificate not valid yet: verification time 1795364753 \
             (UNIX), but certificate is not valid before 2208988800 (413624047 seconds in future)",
        ] {
            assert!(is_about_time(reason), "{reason}");
        }
        assert!(!is_about_time("invalid peer certificate: UnknownIssuer"));
    }
}
