//! A picture of a ticket, dropped on the door as a file.

use std::path::Path;

use parvis_codes::picture::{self, PictureError};
use parvis_codes::{Budget, Reader, Sighting};
use parvis_domain::fact::Way;

use crate::admit::Presented;
use crate::door::{Door, Outcome};
use crate::view::Notice;

impl Door {
    /// Reads a picture file and decides about the code in it, or says why there is nothing to
    /// decide about.
    pub fn present_picture(&self, file: &Path) -> Outcome {
        match codes_in(file) {
            Ok(content) => self.present(Presented::Content(content), Way::Picture),
            Err(hint) => Outcome::Hint(Notice::plain(hint)),
        }
    }
}

/// The content of the one code in a picture, or the id of a hint.
fn codes_in(file: &Path) -> Result<Vec<u8>, &'static str> {
    let picture = picture::from_path(file).map_err(|error| hint_for(&error))?;
    let sightings = Reader::new()
        .read(picture.luma(), Budget::Unlimited)
        .map_err(|_| "hint-picture-damaged")?;
    let (first, others) = sightings.split_first().ok_or("hint-no-code")?;
    let other = |sighting: &Sighting| sighting.payload != first.payload;
    if others.iter().any(other) {
        return Err("hint-several-codes");
    }
    Ok(first.payload.bytes().to_vec())
}

fn hint_for(error: &PictureError) -> &'static str {
    match error {
        PictureError::NotAPicture | PictureError::Unreadable(_) => "hint-not-a-picture",
        PictureError::Truncated | PictureError::Damaged(_) => "hint-picture-damaged",
        PictureError::FileTooLarge => "hint-picture-too-large",
        // Too small to show a code, or too large to be looked through.
        PictureError::Size(parvis_codes::LumaError::TooLarge { .. }) => "hint-picture-too-large",
        PictureError::Size(_) => "hint-no-code",
    }
}
