//! What a hub can be asked.

use std::future::Future;
use std::io::Write;

use parvis_domain::id::Incarnation;

use crate::enrol::{Enrolled, EnrolmentRequest};
use crate::exchange::{Page, Pull, Push, Pushed, Status, StatusRequest};
use crate::screen::{Picture, PictureTaken};

/// Where somebody without a device yet asks to be let in.
pub trait Enrols: Send + Sync {
    /// Why it could not be done: a [`crate::refusal::Refusal`] at the hub itself; at a client also
    /// everything that can happen on the way.
    type Trouble: Send;

    /// Lets a device in that knows a code.
    fn enrol(
        &self,
        request: EnrolmentRequest,
    ) -> impl Future<Output = Result<Enrolled, Self::Trouble>> + Send;
}

/// A hub as one enrolled device sees it. Everything can be asked again: nothing is done twice.
pub trait Hub: Send + Sync {
    /// Why it could not be done, as for [`Enrols::Trouble`].
    type Trouble: Send;

    /// Tells how the device and the hub stand.
    fn status(
        &self,
        request: StatusRequest,
    ) -> impl Future<Output = Result<Status, Self::Trouble>> + Send;

    /// Takes records. What the answer names is durable.
    fn push(&self, push: Push) -> impl Future<Output = Result<Pushed, Self::Trouble>> + Send;

    /// Gives what changed.
    fn pull(&self, pull: Pull) -> impl Future<Output = Result<Page, Self::Trouble>> + Send;

    /// Takes a picture of a board of the device that a status had asked for.
    fn picture(
        &self,
        picture: Picture,
    ) -> impl Future<Output = Result<PictureTaken, Self::Trouble>> + Send;

    /// Writes all that the device shall hold, as [`crate::snapshot`] describes.
    fn snapshot(
        &self,
        incarnation: Incarnation,
        into: &mut (dyn Write + Send),
    ) -> impl Future<Output = Result<(), Self::Trouble>> + Send;
}
