//! The people who run a hub from its console: who they are, and how they are signed in.

use std::fmt;
use std::future::Future;

use jiff::Timestamp;

use crate::guessing::{Source, WrongPasswords};
use crate::store::Result;

/// The longest name that an administrator may have, in bytes.
pub const ADMINISTRATOR_NAME_BYTES: usize = 100;

/// Somebody who may use the console.
#[derive(Clone, PartialEq, Eq)]
pub struct Administrator {
    /// What they sign in as.
    pub name: String,
    /// What their password is checked against: argon2id, in PHC's form.
    pub verifier: String,
    /// Since when.
    pub since: Timestamp,
}

/// What a sign-in is found by: a keyed hash of its token. The token itself is not kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

/// Somebody who is signed in with one browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// What it is found by.
    pub token: TokenHash,
    /// Who.
    pub name: String,
    /// Since when, to the millisecond.
    pub began: Timestamp,
    /// When they last asked for something, to the millisecond.
    pub seen: Timestamp,
}

/// What a name that somebody tried to sign in as is counted under: a keyed hash of it, for people
/// type their password there by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TriedName(pub [u8; 8]);

/// What a password is counted under that somebody tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// For whom.
    pub name: TriedName,
    /// From where; `None` where that tells nobody apart.
    pub source: Option<Source>,
}

// Neither what passwords are checked against nor who may sign in belongs into a log.
impl fmt::Debug for Administrator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Administrator(since {})", self.since)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash")
    }
}

/// What a hub keeps of the people who run it.
pub trait Administrators: Send + Sync + 'static {
    /// Everybody who may use the console, by name.
    fn administrators(&self) -> impl Future<Output = Result<Vec<Administrator>>> + Send;

    /// The administrator of this name.
    fn administrator(
        &self,
        name: &str,
    ) -> impl Future<Output = Result<Option<Administrator>>> + Send;

    /// Adds an administrator. Gives `false`, and changes nothing, when there is one of this name.
    fn add_administrator(
        &self,
        administrator: &Administrator,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Gives an administrator another password, and ends all their sign-ins but one. Gives
    /// `false` when there is nobody of this name.
    fn change_password(
        &self,
        name: &str,
        verifier: &str,
        keep: Option<TokenHash>,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// Takes an administrator and all their sign-ins away. Gives `false` for one who is unknown.
    fn remove_administrator(&self, name: &str) -> impl Future<Output = Result<bool>> + Send;

    /// Signs somebody in, and forgets sign-ins that began before `forget`.
    fn sign_in(
        &self,
        sign_in: &SignIn,
        forget: Timestamp,
    ) -> impl Future<Output = Result<()>> + Send;

    /// The sign-in of a token, expired or not, as long as it is kept.
    fn signed_in(&self, token: TokenHash) -> impl Future<Output = Result<Option<SignIn>>> + Send;

    /// Notes that somebody who is signed in asked for something.
    fn note_signed_in(
        &self,
        token: TokenHash,
        seen: Timestamp,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Ends a sign-in.
    fn sign_out(&self, token: TokenHash) -> impl Future<Output = Result<()>> + Send;

    /// Notes that a password is being tried, before anybody knows whether it is right: it counts as
    /// a wrong one from then on. Gives `false`, and notes nothing, when so many wrong ones were
    /// tried since `from` as `bounds` says. Those of more than a day ago are forgotten.
    fn note_password(
        &self,
        tried: Tried,
        at: Timestamp,
        from: Timestamp,
        bounds: WrongPasswords,
    ) -> impl Future<Output = Result<bool>> + Send;

    /// The password was right: those tried for this name from there until then count no more.
    fn forget_passwords(&self, tried: Tried) -> impl Future<Output = Result<()>> + Send;

    /// How many wrong passwords were tried since then, for all names together.
    fn wrong_passwords(&self, since: Timestamp) -> impl Future<Output = Result<u64>> + Send;
}
