//! From a PIN to what it can be checked against. A million PINs are soon tried by whoever carries
//! the disk away, so each try is made dear: argon2id with the least that OWASP asks for.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use parvis_domain::staff::{Pin, Verifier};

use super::Entropy;

/// Memory for one try, in KiB: 19 MiB.
const MEMORY: u32 = 19_456;
/// How often that memory is gone over.
const PASSES: u32 = 2;
/// How many lanes it is gone over in.
const LANES: u32 = 1;
/// As many bytes of salt as the standard recommends.
const SALT: usize = 16;

/// What the PIN is checked against from now on, with a salt of its own; `None` when the machine
/// has not even the memory for it.
pub(super) fn make(pin: &Pin, entropy: &Entropy) -> Option<Verifier> {
    let mut salt = [0; SALT];
    entropy(&mut salt);
    let params = Params::new(MEMORY, PASSES, LANES, None).ok()?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(pin.digits().as_bytes(), &salt).ok()?;
    Some(Verifier(hash.to_string()))
}

/// Whether the verifier was made from this PIN. One that cannot be read fits none.
pub(super) fn fits(verifier: &Verifier, pin: &Pin) -> bool {
    // What it was made with stands in the verifier itself: those of an older Parvis go on working.
    Argon2::default().verify_password(pin.digits().as_bytes(), verifier.0.as_str()).is_ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests {
    use super::*;

    fn pin(digits: &str) -> Pin {
        Pin::new(digits).unwrap()
    }

    #[test]
    fn a_verifier_fits_its_pin_alone_and_does_not_say_it() {
        let entropy: Entropy = Box::new(|bytes| bytes.fill(7));
        let verifier = make(&pin("170529"), &entropy).unwrap();
        assert!(fits(&verifier, &pin("170529")));
        assert!(!fits(&verifier, &pin("170528")));
        assert!(!fits(&verifier, &pin("1705290")));
        assert!(verifier.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", verifier.0);
        assert!(!verifier.0.contains("170529"));
    }

    #[test]
    fn a_salt_makes_two_of_one_pin_different() {
        let salted = |byte: u8| -> Verifier {
            let entropy: Entropy = Box::new(move |bytes| bytes.fill(byte));
            make(&pin("170529"), &entropy).unwrap()
        };
        assert_ne!(salted(1), salted(2));
    }

    #[test]
    fn nothing_fits_what_is_no_verifier() {
        assert!(!fits(&Verifier(String::new()), &pin("170529")));
        assert!(!fits(&Verifier("170529".into()), &pin("170529")));
    }
}
