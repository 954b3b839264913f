//! TLS between the hub and a real PostgreSQL server.

use std::path::PathBuf;

use parvis_hub::store::{DatabaseAddress, PostgresStore, Store, StoreError};
use parvis_protocol::change::Cursor;
use parvis_testkit::postgres::Cluster;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::ground::birth;
use crate::people::{at, device, hall};

type Authority = CertifiedIssuer<'static, KeyPair>;

/// An authority of somebody's own.
fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server with a certificate for a name, its database `hub`, and files for its authority and for
/// another one.
struct Ground {
    cluster: Cluster,
    socket: String,
    folder: tempfile::TempDir,
}

impl Ground {
    fn new(name: &str) -> Self {
        let (own, other) = (authority(), authority());
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &own).unwrap();
        let cluster = Cluster::start_with_tls(&certificate.pem(), &key.serialize_pem()).unwrap();
        let socket = cluster.create_database("hub").unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (file, authority) in [("own.pem", &own), ("other.pem", &other)] {
            std::fs::write(folder.path().join(file), authority.pem()).unwrap();
        }
        Self { cluster, socket, folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self, options: &str) -> String {
        self.cluster.url_by_tcp("localhost", "hub").unwrap() + options
    }

    async fn open(&self, options: &str, authority: Option<&str>) -> Result<Hub, StoreError> {
        let mut address = DatabaseAddress::new(&self.url(options));
        if let Some(authority) = authority {
            address = address.trusting(self.file(authority));
        }
        PostgresStore::open_at(&address, birth(false)).await
    }
}

type Hub = PostgresStore;

/// The innermost reason.
fn reason(error: &StoreError) -> String {
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason.to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_a_hub_says_to_its_database_is_encrypted() {
    let ground = Ground::new("localhost");
    let certificate = ground.file("own.pem").display().to_string().replace('/', "%2F");
    let named = format!("?sslmode=verify-full&sslrootcert={certificate}");
    let one = ground.open(&named, None).await.unwrap();
    let two = ground.open("?sslmode=require", Some("own.pem")).await.unwrap();
    // By the connection that listens: who only asks learns of it after 15 seconds.
    let mut told = two.changed();
    let lease =
        parvis_domain::fact::Fact::SeatsLeased { scope: hall(), device: device(1), seats: 1 };
    one.append(lease, at(1)).await.unwrap();
    let told = told.wait_for(|cursor| *cursor == Cursor(1));
    tokio::time::timeout(std::time::Duration::from_secs(8), told).await.unwrap().unwrap();
    // The server says so itself.
    let (client, connection) =
        tokio_postgres::connect(&ground.socket, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let sql = "SELECT count(*), count(*) FILTER (WHERE ssl), \
               count(*) FILTER (WHERE query LIKE 'LISTEN%' OR query LIKE '%FROM counter') \
               FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
               WHERE application_name = 'parvis-hub'";
    let row = client.query_one(sql, &[]).await.unwrap();
    let [all, encrypted, listening] = [0, 1, 2].map(|column| row.get::<_, i64>(column));
    assert_eq!(all, encrypted);
    assert!(all >= 4 && listening >= 2, "{all}, of which {listening} listen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_cannot_prove_to_be_the_database_is_told_nothing() {
    let ground = Ground::new("localhost");
    // Another authority's, and none that the system knows.
    for authority in [Some("other.pem"), None] {
        let refused = ground.open("?sslmode=verify-full", authority).await.unwrap_err();
        assert!(matches!(refused, StoreError::Untrusted { .. }), "{refused:?}");
        assert!(!refused.is_transient(), "waiting does not mend it");
        assert!(refused.to_string().contains("--database-ca"), "{refused}");
        assert!(reason(&refused).contains("invalid peer cert"), "{}", reason(&refused));
    }
    // Encryption alone, without asking who is there, is not offered.
    let refused = ground.open("?sslmode=require", None).await.unwrap_err();
    assert!(matches!(refused, StoreError::Untrusted { .. }), "{refused:?}");
    let refused = ground.open("", Some("missing.pem")).await.unwrap_err();
    assert!(refused.to_string().contains("missing.pem"), "{refused}");
    std::fs::write(ground.file("empty.pem"), "no certificate").unwrap();
    let refused = ground.open("", Some("empty.pem")).await.unwrap_err();
    assert!(refused.to_string().contains("no certificate in PEM"), "{refused}");
    let elsewhere = Ground::new("elsewhere.example");
    let refused = elsewhere.open("?sslmode=verify-full", Some("own.pem")).await.unwrap_err();
    assert!(matches!(refused, StoreError::Untrusted { .. }), "{refused:?}");
    assert!(reason(&refused).contains("elsewhere.example"), "{}", reason(&refused));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_connection_is_refused_where_others_could_listen() {
    // Nobody is asked: 192.0.2.0/24 is for documents alone.
    let address = DatabaseAddress::new("postgres://parvis@192.0.2.1/hub");
    let refused = PostgresStore::open_at(&address, birth(false)).await.unwrap_err();
    assert!(matches!(refused, StoreError::Unencrypted { .. }), "{refused:?}");
    for words in ["192.0.2.1", "sslmode=verify-full", "--database-ca", "--database-without-tls"] {
        assert!(refused.to_string().contains(words), "{refused}");
    }
    // A server that wants TLS takes nothing else, and one that has none is not taken for one.
    let ground = Ground::new("localhost");
    let refused = ground.open("?sslmode=disable", None).await.unwrap_err();
    assert!(reason(&refused).contains("no encryption"), "{}", reason(&refused));
    let silent = plain_server();
    let url = format!("postgres://parvis@{silent}/hub?sslmode=verify-full");
    let refused = PostgresStore::open(&url, birth(false)).await.unwrap_err();
    assert!(matches!(refused, StoreError::NoTls), "{refused:?}");
}

/// Something that answers a request for TLS as PostgreSQL does that has none.
fn plain_server() -> std::net::SocketAddr {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 8]);
            let _ = stream.write_all(b"N");
        }
    });
    address
}
