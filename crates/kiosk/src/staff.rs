//! Staff at the kiosk: who may open its settings, and who has.
//!
//! [`Staff`] is the people and their PINs; [`room::Room`] is what the screen behind the PIN asks.

mod day;
mod doubles;
pub mod room;
mod sticks;
mod verifier;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use parvis_domain::staff::{
    MAX_STAFF, NameError, Pin, PinError, SignIn, StaffId, StaffMember, StaffName, Tries, TryOutcome,
};
use parvis_roster::{Reading, RosterError};

use crate::kiosk::Kiosk;

/// Fills a buffer with randomness that nobody can guess.
pub type Entropy = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// The people who may open a kiosk's settings.
pub struct Staff {
    kiosk: Kiosk,
    entropy: Entropy,
    /// One PIN at a time: who tries two at once must not have two tries for the wait of one. It is
    /// also held while people are added and removed, so that what was checked is what is changed.
    at_pad: Mutex<()>,
    signed_in: Mutex<Option<SignIn>>,
}

/// What came of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// It is somebody's, and they are signed in.
    In(StaffId),
    /// It is nobody's. The next may be tried after this long.
    Wrong(Duration),
    /// It was not looked at: it is too soon by this long.
    TooSoon(Duration),
}

/// Why somebody was not added or removed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The name cannot be one.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Somebody here is called like this, case and accents aside.
    #[error("somebody here has this name; choose another, so that both can be told apart")]
    NameTaken,
    /// The PIN cannot be one.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// Somebody here has this PIN, and a PIN alone says who somebody is.
    #[error("this PIN cannot be taken; choose another")]
    PinTaken,
    /// There are [`MAX_STAFF`] people already.
    #[error("at most {MAX_STAFF} people can have a PIN here; remove one first")]
    TooMany,
    /// There is somebody already: whoever comes after them is added by them.
    #[error("somebody here has a PIN already, and can add others")]
    NotTheFirst,
    /// Nobody could open the settings any more.
    #[error("the last person cannot be removed; add another one first")]
    Last,
    /// There is no such person.
    #[error("there is nobody of this name; `parvis staff list` says who there is")]
    Nobody,
    /// The PIN could not be hashed.
    #[error("the PIN could not be made unreadable, so it was not kept")]
    Unhashed,
    /// The roster could not be read or written.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl Staff {
    /// The staff of a kiosk. Nobody is signed in.
    #[must_use]
    pub fn of(kiosk: Kiosk, entropy: Entropy) -> Self {
        Self { kiosk, entropy, at_pad: Mutex::default(), signed_in: Mutex::default() }
    }

    /// Everybody who may open the settings, in the order in which they were added.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn people(&self) -> Result<Vec<StaffMember>, RosterError> {
        let staff = |roster: &Reading<'_>| roster.staff();
        self.kiosk.roster().read(staff)
    }

    /// How long no PIN is to be tried.
    ///
    /// # Errors
    /// When it cannot be read, or, after the clock was set back, not be kept.
    pub fn wait(&self) -> Result<Duration, RosterError> {
        Ok(waiting(self.tries()?, &self.kiosk))
    }

    /// Looks whose PIN this is, and signs them in. That it was tried is on the disk before this
    /// says what came of it. A text that cannot be a PIN is a wrong one.
    ///
    /// # Errors
    /// When it could not be recorded: then nobody is signed in.
    pub fn sign_in(&self, digits: &str) -> Result<Entry, RosterError> {
        let _alone = locked(&self.at_pad);
        let tries = self.tries()?;
        let wait = waiting(tries, &self.kiosk);
        if !wait.is_zero() {
            return Ok(Entry::TooSoon(wait));
        }
        let owner = match Pin::new(digits) {
            Ok(pin) => owner(&self.people()?, &pin),
            Err(_) => None,
        };
        let now = self.kiosk.now();
        let (outcome, tries) = match owner {
            Some(who) => (TryOutcome::Right(who), Tries::default()),
            None => (TryOutcome::Wrong, tries.wrong(now)),
        };
        self.kiosk.roster().write(|roster| roster.record_try(now, outcome, tries))?;
        tracing::info!(right = owner.is_some(), wrong_in_a_row = tries.wrong, "a PIN was tried");
        Ok(match owner {
            Some(who) => {
                *locked(&self.signed_in) = Some(SignIn::begin(who, now));
                Entry::In(who)
            }
            None => Entry::Wrong(waiting(tries, &self.kiosk)),
        })
    }

    /// Adds the very first person, and signs them in.
    ///
    /// # Errors
    /// [`StaffError::NotTheFirst`], or as [`Staff::add`].
    pub fn begin(&self, name: &str, pin: &str) -> Result<StaffId, StaffError> {
        let _alone = locked(&self.at_pad);
        if !self.people()?.is_empty() {
            return Err(StaffError::NotTheFirst);
        }
        let who = self.add_alone(name, pin)?;
        *locked(&self.signed_in) = Some(SignIn::begin(who, self.kiosk.now()));
        Ok(who)
    }

    /// Adds somebody. Whoever calls has seen to it that they may.
    ///
    /// # Errors
    /// [`StaffError`] says why nobody was added.
    pub fn add(&self, name: &str, pin: &str) -> Result<StaffId, StaffError> {
        let _alone = locked(&self.at_pad);
        self.add_alone(name, pin)
    }

    fn add_alone(&self, name: &str, pin: &str) -> Result<StaffId, StaffError> {
        let (name, pin) = (StaffName::new(name)?, Pin::new(pin)?);
        let people = self.people()?;
        if people.len() >= MAX_STAFF {
            return Err(StaffError::TooMany);
        }
        if people.iter().any(|member| member.name.is_like(&name)) {
            return Err(StaffError::NameTaken);
        }
        if owner(&people, &pin).is_some() {
            return Err(StaffError::PinTaken);
        }
        let verifier = verifier::make(&pin, &self.entropy).ok_or(StaffError::Unhashed)?;
        let now = self.kiosk.now();
        Ok(self.kiosk.roster().write(|roster| roster.add_staff(&name, &verifier, now))?)
    }

    /// Removes somebody, who is signed out with it. Whoever calls has seen to it that they may.
    ///
    /// # Errors
    /// [`StaffError::Last`], [`StaffError::Nobody`], or when it cannot be stored.
    pub fn remove(&self, who: StaffId) -> Result<(), StaffError> {
        let _alone = locked(&self.at_pad);
        let people = self.people()?;
        if !people.iter().any(|member| member.id == who) {
            return Err(StaffError::Nobody);
        }
        if people.len() == 1 {
            return Err(StaffError::Last);
        }
        let now = self.kiosk.now();
        self.kiosk.roster().write(|roster| roster.withdraw_staff(who, now))?;
        locked(&self.signed_in).take_if(|sign_in| sign_in.who == who);
        Ok(())
    }

    /// Who is signed in now.
    #[must_use]
    pub fn signed_in(&self) -> Option<StaffId> {
        let now = self.kiosk.now();
        locked(&self.signed_in).filter(|sign_in| sign_in.lasts(now)).map(|sign_in| sign_in.who)
    }

    /// Whoever is signed in touched something, and goes on being so. Gives who.
    pub fn touch(&self) -> Option<StaffId> {
        let now = self.kiosk.now();
        let mut signed_in = locked(&self.signed_in);
        *signed_in = signed_in.and_then(|sign_in| sign_in.touch(now));
        signed_in.map(|sign_in| sign_in.who)
    }

    /// Signs whoever is signed in out.
    pub fn leave(&self) {
        *locked(&self.signed_in) = None;
    }

    /// The wrong PINs so far. What a clock said that was set back since is kept as it counts now.
    fn tries(&self) -> Result<Tries, RosterError> {
        let kept = |roster: &Reading<'_>| roster.staff_tries();
        let kept = self.kiosk.roster().read(kept)?;
        let tries = kept.by_clock(self.kiosk.now());
        if tries != kept {
            self.kiosk.roster().write(|roster| roster.put_staff_tries(tries))?;
        }
        Ok(tries)
    }
}

/// Whose PIN it is.
fn owner(people: &[StaffMember], pin: &Pin) -> Option<StaffId> {
    people.iter().find(|member| verifier::fits(&member.verifier, pin)).map(|member| member.id)
}

fn waiting(tries: Tries, kiosk: &Kiosk) -> Duration {
    Duration::try_from(tries.wait(kiosk.now())).unwrap_or_default()
}

/// What is behind these locks is always whole, whoever panicked.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
