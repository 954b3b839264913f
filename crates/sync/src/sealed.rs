//! Files that one reader alone can open: age, version 1, to an X25519 recipient.
//!
//! The format is <https://age-encryption.org/v1>: whoever has the secret key can open such a file
//! with other programs too. A file that was cut off or changed is refused when it is read.

use std::io::{Read, Write};
use std::iter;

use age::secrecy::SecretString;
use age::x25519::{Identity, Recipient};
use bech32::{Bech32, Hrp};

/// The longest sealed file that is opened, in bytes: a snapshot of a million tickets and room.
pub const MOST_BYTES: u64 = 1 << 30;

/// Why something cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealedError {
    /// The reader's name is not one.
    #[error("“{0}” names no reader that a file can be sealed to")]
    Recipient(String),
    /// The key cannot be one.
    #[error("the key for opening sealed files cannot be used")]
    Key,
    /// It is sealed to somebody else.
    #[error("the file is sealed to somebody else")]
    OtherReader,
    /// It is not a sealed file, was changed, or is cut off.
    #[error("the file cannot be opened: {0}")]
    NotOpened(String),
    /// It cannot be read or written.
    #[error("the file cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
}

/// The secret key that a seed of 32 bytes stands for.
fn identity(seed: &[u8; 32]) -> Result<Identity, SealedError> {
    let prefix = Hrp::parse("AGE-SECRET-KEY-").map_err(|_| SealedError::Key)?;
    let text = bech32::encode_upper::<Bech32>(prefix, seed).map_err(|_| SealedError::Key)?;
    text.parse().map_err(|_| SealedError::Key)
}

/// The name under which others seal to the holder of a seed: `age1…`.
///
/// # Errors
/// [`SealedError::Key`] when no key can be made of it, which does not happen.
pub fn recipient(seed: &[u8; 32]) -> Result<String, SealedError> {
    Ok(identity(seed)?.to_public().to_string())
}

/// The secret key of a seed as age's own program reads it, for an organiser's safe.
///
/// # Errors
/// As [`recipient`].
pub fn secret_key(seed: &[u8; 32]) -> Result<SecretString, SealedError> {
    Ok(identity(seed)?.to_string())
}

/// Seals what is written to one reader. It must be brought to its end with
/// [`age::stream::StreamWriter::finish`]: a file without it counts as cut off.
///
/// # Errors
/// [`SealedError::Recipient`], or when it cannot be written.
pub fn seal<W: Write>(to: &str, out: W) -> Result<age::stream::StreamWriter<W>, SealedError> {
    let recipient: Recipient = to.parse().map_err(|_| SealedError::Recipient(to.to_owned()))?;
    let recipients = iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients)
        .map_err(|error| SealedError::NotOpened(error.to_string()))?;
    Ok(encryptor.wrap_output(out)?)
}

/// Opens what was sealed to the holder of a seed. That nothing was cut off is known only when the
/// end has been read.
///
/// # Errors
/// [`SealedError::OtherReader`] and [`SealedError::NotOpened`].
pub fn open<R: Read>(seed: &[u8; 32], input: R) -> Result<impl Read, SealedError> {
    let refused = |error: age::DecryptError| match error {
        age::DecryptError::NoMatchingKeys => SealedError::OtherReader,
        error => SealedError::NotOpened(error.to_string()),
    };
    let decryptor = age::Decryptor::new(input).map_err(refused)?;
    let identity = identity(seed)?;
    let opened = decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(refused)?;
    Ok(opened.take(MOST_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Vec<u8> {
        let mut out = seal(&recipient(&[7; 32]).unwrap(), Vec::new()).unwrap();
        out.write_all(&[42; 100_000]).unwrap();
        out.finish().unwrap()
    }

    fn opened(seed: [u8; 32], file: &[u8]) -> Result<Vec<u8>, SealedError> {
        let mut content = Vec::new();
        open(&seed, file)?.read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn one_reader_alone_opens_it() {
        assert_eq!(opened([7; 32], &sealed()).unwrap(), [42; 100_000]);
        assert!(matches!(opened([8; 32], &sealed()), Err(SealedError::OtherReader)));
    }

    #[test]
    fn a_file_that_was_cut_off_or_changed_is_refused() {
        let file = sealed();
        for cut in [0, 10, 200, 70_000, file.len() - 1] {
            assert!(opened([7; 32], &file[..cut]).is_err(), "{cut}");
        }
        for place in [100, 1_000, file.len() - 1] {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(opened([7; 32], &changed).is_err(), "{place}");
        }
    }

    #[test]
    fn keys_are_written_as_age_writes_them() {
        use age::secrecy::ExposeSecret as _;
        assert!(recipient(&[7; 32]).unwrap().starts_with("age1"));
        let secret = secret_key(&[7; 32]).unwrap();
        assert!(secret.expose_secret().starts_with("AGE-SECRET-KEY-1"));
    }
}
