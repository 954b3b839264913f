//! Passwords: what is kept of one, and whether one is right. Each try is made dear, with a salt of
//! each person's own: argon2id with the least that OWASP asks for.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

/// Memory for one try, in KiB: 19 MiB.
const MEMORY: u32 = 19_456;
/// How often that memory is gone over.
const PASSES: u32 = 2;
/// How many lanes it is gone over in.
const LANES: u32 = 1;
/// As many bytes of salt as the standard recommends.
const SALT: usize = 16;

/// The fewest characters that a password has: no rule about signs makes a short one good.
pub const PASSWORD_CHARS: usize = 12;
/// The longest password that is looked at, in bytes.
pub const PASSWORD_BYTES: usize = 1024;

/// Why a password cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short to be safe.
    #[error("a password has at least {PASSWORD_CHARS} characters")]
    Short,
    /// Longer than anybody types.
    #[error("a password has at most {PASSWORD_BYTES} bytes")]
    Long,
    /// The machine has neither the memory nor the randomness for it.
    #[error("this machine cannot protect the password just now")]
    Machine,
}

/// What a new password is checked against from now on.
pub(super) fn verifier(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < PASSWORD_CHARS {
        return Err(PasswordError::Short);
    }
    if password.len() > PASSWORD_BYTES {
        return Err(PasswordError::Long);
    }
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|_| PasswordError::Machine)?;
    hashed(password, &salt).ok_or(PasswordError::Machine)
}

fn hashed(password: &str, salt: &[u8]) -> Option<String> {
    let params = Params::new(MEMORY, PASSES, LANES, None).ok()?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Some(hasher.hash_password_with_salt(password.as_bytes(), salt).ok()?.to_string())
}

/// Whether a verifier was made from this password. Without a verifier it takes as long, and is
/// wrong: how long an answer takes tells nobody which names there are.
pub(super) fn fits(verifier: Option<&str>, password: &str) -> bool {
    if password.len() > PASSWORD_BYTES {
        return false;
    }
    match verifier {
        // What it was made with stands in the verifier itself: those of an older hub go on working.
        Some(verifier) => Argon2::default().verify_password(password.as_bytes(), verifier).is_ok(),
        None => {
            hashed(password, &[0; SALT]);
            false
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_fits_its_password_alone_and_does_not_say_it() {
        let made = verifier("correct horse battery").unwrap();
        assert!(made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{made}");
        assert!(fits(Some(&made), "correct horse battery"));
        assert!(!fits(Some(&made), "correct horse batterx"));
        assert!(!fits(None, "correct horse battery"));
        assert!(!made.contains("horse"));
        assert_ne!(made, verifier("correct horse battery").unwrap(), "a salt of its own");
    }

    #[test]
    fn a_short_or_endless_password_is_refused() {
        assert_eq!(verifier("elevenchars"), Err(PasswordError::Short));
        assert_eq!(verifier(&"x".repeat(1025)), Err(PasswordError::Long));
        assert!(!fits(Some("$argon2id$"), &"x".repeat(1025)));
    }
}
