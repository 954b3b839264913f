//! The address of a database, and whether the way to it is encrypted.

use std::net::IpAddr;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use super::super::{Result, StoreError};

/// Where a database is, and how what is said to it is kept from others.
///
/// The way to another machine is encrypted, and the certificate there is for the name in the
/// address and signed by an authority that is known here; or somebody said that it need not be.
/// `sslmode` of `require`, `verify-ca` and `verify-full` all ask for that whole check: encrypting
/// to whoever happens to answer keeps nothing from them.
#[derive(Clone)]
pub struct DatabaseAddress {
    url: String,
    authority: Option<PathBuf>,
    without_tls: bool,
}

/// How a database is reached.
pub(super) struct Way {
    pub(super) config: Config,
    /// Whether it is encrypted.
    pub(super) encrypted: bool,
    /// The file of the one authority to trust; `None` for those that the system trusts.
    pub(super) authority: Option<PathBuf>,
}

/// What an address says about encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Plain,
    Encrypted,
}

impl DatabaseAddress {
    /// The one that a text says: `postgres://user:password@host/database?sslmode=verify-full`.
    /// `sslrootcert` may name the file of an authority.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), authority: None, without_tls: false }
    }

    /// Trusts only the authority whose certificate is in this file, in PEM.
    #[must_use]
    pub fn trusting(self, authority: PathBuf) -> Self {
        Self { authority: Some(authority), ..self }
    }

    /// Whether the way to another machine may do without encryption.
    #[must_use]
    pub fn without_tls(self, without_tls: bool) -> Self {
        Self { without_tls, ..self }
    }

    /// Says how it is reached, without reaching for it.
    pub(super) fn way(&self) -> Result<Way> {
        let (url, options) = split(&self.url);
        let mut config: Config = url.parse().map_err(|e: tokio_postgres::Error| address(e))?;
        let mut asked = match config.get_ssl_mode() {
            SslMode::Disable => Asked::Plain,
            SslMode::Require => Asked::Encrypted,
            _ => Asked::Nothing,
        };
        let mut authority = self.authority.clone();
        for (name, value) in options {
            match &*name {
                "sslmode" => asked = mode(&value)?,
                _ if value == "system" => {}
                _ => authority = authority.or_else(|| Some(value.into())),
            }
        }
        // Who names an authority wants it to be asked.
        if asked == Asked::Nothing && authority.is_some() {
            asked = Asked::Encrypted;
        }
        let beyond = beyond(&config);
        let by_socket = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)))
            && config.get_hostaddrs().is_empty();
        let encrypted = asked == Asked::Encrypted && !by_socket;
        if let Some(host) = beyond.filter(|_| !encrypted && !self.without_tls) {
            return Err(StoreError::Unencrypted { host });
        }
        config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        Ok(Way { config, encrypted, authority })
    }
}

fn address(error: impl Into<super::super::BoxError>) -> StoreError {
    StoreError::Database(error.into())
}

fn mode(value: &str) -> Result<Asked> {
    match value {
        "disable" => Ok(Asked::Plain),
        "allow" | "prefer" => Ok(Asked::Nothing),
        "require" | "verify-ca" | "verify-full" => Ok(Asked::Encrypted),
        other => Err(address(format!("sslmode={other} is none: say sslmode=verify-full"))),
    }
}

/// An address without the options that the driver does not know, and these, by name.
fn split(url: &str) -> (String, Vec<(String, String)>) {
    let parts = url.split_once('?').filter(|_| url.contains("://"));
    let Some((place, query)) = parts else { return (url.to_owned(), Vec::new()) };
    let (mut rest, mut options) = (Vec::new(), Vec::new());
    for option in query.split('&') {
        match option.split_once('=') {
            Some((name @ ("sslmode" | "sslrootcert"), value)) => {
                let value = percent_encoding::percent_decode_str(value).decode_utf8_lossy();
                options.push((name.to_owned(), value.into_owned()));
            }
            _ => rest.push(option),
        }
    }
    let url = if rest.is_empty() { place.into() } else { format!("{place}?{}", rest.join("&")) };
    (url, options)
}

/// A machine that is not this one, if the address names any.
fn beyond(config: &Config) -> Option<String> {
    // Where addresses are given, names are only what certificates are compared with.
    if !config.get_hostaddrs().is_empty() {
        let mut addresses = config.get_hostaddrs().iter();
        return addresses.find(|address| !address.is_loopback()).map(ToString::to_string);
    }
    config.get_hosts().iter().find_map(|host| match host {
        Host::Tcp(name) => (!is_loopback(name)).then(|| name.clone()),
        Host::Unix(_) => None,
    })
}

fn is_loopback(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

    use super::*;

    /// Whether the way is encrypted, and by which authority; or that it is refused.
    fn way(url: &str, without_tls: bool) -> Option<(bool, Option<String>)> {
        match DatabaseAddress::new(url).without_tls(without_tls).way() {
            Ok(Way { config, encrypted, authority }) => {
                let mode = if encrypted { SslMode::Require } else { SslMode::Disable };
                assert_eq!(config.get_ssl_mode(), mode, "{url}");
                assert_eq!(config.get_dbname(), Some("hub"), "{url}");
                Some((encrypted, authority.map(|file| file.display().to_string())))
            }
            Err(StoreError::Unencrypted { .. }) => None,
            Err(other) => panic!("{url}: {other}"),
        }
    }

    #[test]
    fn beyond_this_machine_the_way_is_encrypted_or_somebody_said_otherwise() {
        for mode in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=allow"] {
            for host in ["db.example", "192.0.2.1", "[2001:db8::1]", "localhost,db.example"] {
                let url = format!("postgres://me:secret@{host}/hub{mode}");
                assert_eq!(way(&url, false), None, "{url}");
                assert_eq!(way(&url, true), Some((false, None)), "{url}");
            }
            for host in ["localhost", "127.0.0.1:6543", "[::1]", "%2Frun%2Fpostgresql"] {
                let url = format!("postgres://me@{host}/hub{mode}");
                assert_eq!(way(&url, false), Some((false, None)), "{url}");
            }
        }
        let elsewhere = "host=localhost hostaddr=192.0.2.1 dbname=hub";
        assert_eq!(way(elsewhere, false), None, "the name is not where it goes");
        assert_eq!(way("host=db.example dbname=hub", false), None);
        assert_eq!(way("host=db.example dbname=hub sslmode=require", false), Some((true, None)));
    }

    #[test]
    fn what_the_usual_options_ask_for_is_done() {
        for mode in ["require", "verify-ca", "verify-full"] {
            let url = format!("postgres://me@db.example/hub?connect_timeout=3&sslmode={mode}");
            assert_eq!(way(&url, false), Some((true, None)), "{url}");
            assert_eq!(way(&url, true), Some((true, None)), "more is never less");
            let url = format!("postgresql://me@localhost/hub?sslmode={mode}");
            assert_eq!(way(&url, false), Some((true, None)), "{url}");
            let socket = format!("postgres://me@%2Frun%2Fpostgresql/hub?sslmode={mode}");
            assert_eq!(way(&socket, false), Some((false, None)), "nobody is in between");
        }
        let own = "postgres://me@db.example/hub?sslrootcert=%2Fetc%2Four%20own.pem";
        assert_eq!(way(own, false), Some((true, Some("/etc/our own.pem".into()))));
        let system = "postgres://me@db.example/hub?sslmode=verify-full&sslrootcert=system";
        assert_eq!(way(system, false), Some((true, None)));
        let address = DatabaseAddress::new(own).trusting("given.pem".into()).way().unwrap();
        assert_eq!(address.authority, Some("given.pem".into()), "the flag is nearer");
    }

    #[test]
    fn a_mode_that_is_none_is_not_guessed_at() {
        let refused = DatabaseAddress::new("postgres://me@localhost/hub?sslmode=verify").way();
        assert!(matches!(refused, Err(StoreError::Database(_))));
    }
}
