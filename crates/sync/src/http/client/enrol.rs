//! Asking to be let in, before any key of the hub is known.

use parvis_protocol::enrol::{Enrolled, EnrolmentRequest};
use parvis_protocol::refusal::Refusal;
use reqwest::Client;

use super::{Trouble, later, read, read_whole, unreachable, written};
use crate::http::path;

/// Asks the hub at an address. The answer proves itself by the code, see
/// [`parvis_protocol::enrol`]; a refusal cannot, so it is only words for whoever stands there.
///
/// # Errors
/// [`Trouble`].
pub async fn enrol(
    client: &Client,
    address: &str,
    request: &EnrolmentRequest,
) -> Result<Enrolled, Trouble> {
    let address = format!("{}{}", address.trim_end_matches('/'), path::ENROLMENT);
    let request =
        client.post(address).header("content-type", "application/json").body(written(request)?);
    let response = request.send().await.map_err(|error| unreachable(&error))?;
    let status = response.status().as_u16();
    let later = later::asked(&response);
    let body = read_whole(response).await?;
    if status == 200 {
        return read(&body).map_err(|_| Trouble::NotTheHub { status });
    }
    match read::<Refusal>(&body) {
        Ok(refusal) => Err(Trouble::Refused { refusal, later }),
        Err(_) => Err(later::unsigned(status, later)),
    }
}
