//! A hub that speaks TLS, with a certificate of an organiser's own authority, and a kiosk's real
//! client over it.

use std::fs;
use std::process::{Command, Stdio};

use parvis_domain::verdict::VerdictName;
use parvis_venue::people;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::hub::{Hub, Place};
use crate::kiosk::{Kill, Kiosk};

/// An authority, and a certificate of it for this machine's name.
struct Made {
    authority: String,
    certificate: String,
    key: String,
}

fn made() -> Made {
    let key = || KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, key()).unwrap();
    let own = key();
    let params = CertificateParams::new(vec!["localhost".into()]).unwrap();
    let certificate = params.signed_by(&own, &issuer).unwrap();
    Made { authority: issuer.pem(), certificate: certificate.pem(), key: own.serialize_pem() }
}

/// Runs the kiosk as a machine that trusts one authority alone.
fn run(kiosk: &Kiosk, arguments: &[&str], authority: &str) -> (Option<i32>, String) {
    let mut command: Command = kiosk.command(arguments);
    command.env("SSL_CERT_FILE", authority).env_remove("SSL_CERT_DIR").stdin(Stdio::null());
    let done = command.output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn a_kiosk_joins_over_tls_where_it_trusts_the_authority_and_the_name_fits() {
    let place = Place::folder();
    place.fill(20);
    let (one, other) = (made(), made());
    let file = |name: &str, content: &str| {
        let path = place.files().join(name);
        fs::write(&path, content).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let (cert, key) = (file("cert.pem", &one.certificate), file("key.pem", &one.key));
    let (authority, stranger) =
        (file("ca.pem", &one.authority), file("other.pem", &other.authority));
    let tls = ["serve", "--listen", "127.0.0.1:0", "--tls-cert", &cert, "--tls-key", &key];
    let mut command = place.command(&tls);
    command.stderr(Stdio::null());
    let hub = Hub::run(command).unwrap();
    let named = format!("https://localhost:{}", hub.port);
    let by_number = format!("https://127.0.0.1:{}", hub.port);
    let in_the_clear = format!("http://localhost:{}", hub.port);

    let kiosk = Kiosk::new("Door 1");
    let code = place.offer(&kiosk.name);
    for (address, trusts, why) in [
        (&named, &stranger, "an authority that nobody trusts"),
        (&by_number, &authority, "a certificate for another name"),
        (&in_the_clear, &authority, "no TLS at all"),
    ] {
        let (exit, said) = run(&kiosk, &["enrol", &code, "--address", address], trusts);
        assert_eq!(exit, Some(1), "{why}: {said}");
    }
    let (exit, said) = run(&kiosk, &["enrol", &code, "--address", &named], &authority);
    assert_eq!(exit, Some(0), "{said}");
    let (exit, said) = run(&kiosk, &["sync"], &authority);
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(kiosk.check_in(&people::code(3), Kill::Never), Some(VerdictName::Admitted));
    let (exit, said) = run(&kiosk, &["sync"], &stranger);
    assert_ne!(exit, Some(0), "nothing goes to who cannot prove its name: {said}");
    let (exit, said) = run(&kiosk, &["sync"], &authority);
    assert_eq!(exit, Some(0), "{said}");
    assert!(hub.end());
}
