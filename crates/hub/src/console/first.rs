//! The administrators that are made at the hub's own machine: the first one at least.

use jiff::Timestamp;

use super::password::{self, PasswordError};
use crate::administrators::{ADMINISTRATOR_NAME_BYTES, Administrator, Administrators};
use crate::store::StoreError;

/// Why somebody could not be made an administrator.
#[derive(Debug, thiserror::Error)]
pub enum AdministratorError {
    /// The name is empty, too long or cannot be typed.
    #[error("an administrator’s name has 1 to {ADMINISTRATOR_NAME_BYTES} bytes, on one line")]
    Name,
    /// There is one of this name.
    #[error("there is an administrator of this name already")]
    Known,
    /// The password cannot be taken.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes somebody an administrator, the first or one more. To be asked only by whoever holds the
/// hub's machine.
///
/// # Errors
/// See [`AdministratorError`].
pub async fn first_administrator<S: Administrators>(
    store: &S,
    name: &str,
    password: &str,
    now: Timestamp,
) -> Result<(), AdministratorError> {
    let name = name.trim();
    let is_name = (1..=ADMINISTRATOR_NAME_BYTES).contains(&name.len());
    if !is_name || name.chars().any(char::is_control) {
        return Err(AdministratorError::Name);
    }
    let password = password.to_owned();
    let verifier = tokio::task::spawn_blocking(move || password::verifier(&password)).await;
    let verifier = verifier.unwrap_or(Err(PasswordError::Machine))?;
    let administrator = Administrator { name: name.to_owned(), verifier, since: now };
    match store.add_administrator(&administrator).await? {
        true => Ok(()),
        false => Err(AdministratorError::Known),
    }
}
