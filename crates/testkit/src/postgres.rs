//! A real PostgreSQL server of a test's own: an empty cluster in a temporary folder, reached over a
//! socket in it. It flushes to disk as a server does (`fsync` is on), can be stopped, killed and
//! started again, and is gone when it is dropped or the test program ends, however it ends.
//!
//! The machine's `postgresql` package is needed, of version 13 or later. Started by root, the server
//! runs as the account `postgres` or `nobody`: it refuses to run as root.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a server may take to start or stop.
const PATIENCE: Duration = Duration::from_secs(60);

/// The port that a socket is named after when none is asked for.
const USUAL_PORT: u16 = 5432;

/// A server and its data.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    account: Option<(u32, u32)>,
    /// Where it listens besides its socket, with TLS alone.
    port: Option<u16>,
    /// Stops the server and removes its folder when its input ends: also when this process is
    /// killed.
    keeper: Child,
}

impl Cluster {
    /// Makes a cluster and starts its server.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start; with what it said.
    pub fn start() -> io::Result<Self> {
        let cluster = Self::make()?;
        cluster.start_again()?;
        Ok(cluster)
    }

    /// Makes a cluster that listens on a port of 127.0.0.1, too, and speaks TLS alone there.
    /// Certificate and key are given in PEM.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with_tls(certificate: &str, key: &str) -> io::Result<Self> {
        let mut cluster = Self::make()?;
        let allowed = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";
        for (name, content) in
            [("server.crt", certificate), ("server.key", key), ("pg_hba.conf", allowed)]
        {
            let file = cluster.data().join(name);
            fs::write(&file, content)?;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
            if let Some((user, group)) = cluster.account {
                chown(&file, Some(user), Some(group))?;
            }
        }
        // Free now, and in all likelihood a moment later.
        let free = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        cluster.port = Some(free.port());
        cluster.start_again()?;
        Ok(cluster)
    }

    /// Makes a cluster, and does not start it.
    fn make() -> io::Result<Self> {
        let programs = programs()?;
        let account = account()?;
        let folder = new_folder(account)?;
        let keeper = keeper(&folder, &programs, account)?;
        let cluster = Self { folder, programs, account, port: None, keeper };
        let data = cluster.data();
        let arguments = ["-U", "parvis", "-A", "trust", "-E", "UTF8", "--no-locale", "-N", "-D"];
        cluster.run("initdb", &arguments, &[&data])?;
        Ok(cluster)
    }

    /// Makes an empty database and gives the address to reach it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create_database(&self, name: &str) -> io::Result<String> {
        let sql = format!("CREATE DATABASE {name}");
        let port = self.port.unwrap_or(USUAL_PORT).to_string();
        let arguments =
            ["-U", "parvis", "-d", "postgres", "-p", &port, "-X", "-q", "-c", &sql, "-h"];
        self.run("psql", &arguments, &[&self.folder])?;
        Ok(self.url(name))
    }

    /// The address of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.to_string_lossy().replace('%', "%25").replace('/', "%2F");
        let port = self.port.unwrap_or(USUAL_PORT);
        format!("postgres://parvis@{folder}:{port}/{database}")
    }

    /// The address of a database by TCP, where it was started so.
    #[must_use]
    pub fn url_by_tcp(&self, host: &str, database: &str) -> Option<String> {
        self.port.map(|port| format!("postgres://parvis@{host}:{port}/{database}"))
    }

    /// Starts the server after it was stopped or killed, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(&self) -> io::Result<()> {
        let (data, log) = (self.data(), self.folder.join("log"));
        let socket = match self.port {
            None => format!("-k {} -c listen_addresses=", self.folder.display()),
            Some(port) => format!(
                "-k {} -c listen_addresses=127.0.0.1 -p {port} -c ssl=on",
                self.folder.display()
            ),
        };
        let begun = Instant::now();
        loop {
            // After a kill, what the server before left behind takes a moment to go away.
            let arguments = ["-w", "-s", "start", "-o", &socket, "-D"];
            let started = self.run("pg_ctl", &arguments, &[&data, Path::new("-l"), &log]);
            match started {
                Err(_) if begun.elapsed() < PATIENCE / 4 => {
                    thread::sleep(Duration::from_millis(200));
                }
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Stops the server in good order, without waiting for those who are connected.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn stop(&self) -> io::Result<()> {
        self.run("pg_ctl", &["-w", "-s", "-m", "fast", "stop", "-D"], &[&self.data()]).map(drop)
    }

    /// Kills the server with all that belongs to it, as if the machine were gone but for its disk.
    ///
    /// # Errors
    /// When it cannot be found.
    pub fn kill(&self) -> io::Result<()> {
        let told = fs::read_to_string(self.data().join("postmaster.pid"))?;
        let id = told.lines().next().unwrap_or_default().trim();
        let killed = Command::new("kill").args(["-9", id]).status()?;
        let begun = Instant::now();
        while Path::new("/proc").join(id).exists() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(20));
        }
        if killed.success() { Ok(()) } else { Err(io::Error::other("the server is not there")) }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn run(&self, program: &str, arguments: &[&str], paths: &[&Path]) -> io::Result<Output> {
        let mut command = Command::new(self.programs.join(program));
        command.args(arguments).args(paths).current_dir(&self.folder);
        // A server that is started would hold on to a pipe.
        let said = self.folder.join("said");
        let said = fs::File::create(said)?;
        command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);
        as_account(&mut command, self.account);
        let output = command.output()?;
        if output.status.success() {
            return Ok(output);
        }
        let said = fs::read_to_string(self.folder.join("said")).unwrap_or_default();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(io::Error::other(format!("{program} failed: {said}\n{log}")))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing can be done about a keeper that fails, and the folder is a temporary one.
        let _ = self.keeper.wait();
    }
}

/// Waits until its input ends; then stops the server and removes the folder.
fn keeper(folder: &Path, programs: &Path, account: Option<(u32, u32)>) -> io::Result<Child> {
    let script = "cat >/dev/null; trap '' INT TERM HUP; \
                  \"$1/pg_ctl\" -w -s -m immediate stop -D \"$0/data\"; rm -rf \"$0\"";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(folder).arg(programs).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // Of its own group: a Ctrl-C at the terminal ends the tests, and not this one.
    command.process_group(0);
    as_account(&mut command, account);
    command.spawn()
}

fn as_account(command: &mut Command, account: Option<(u32, u32)>) {
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
}

/// A folder that only the server's account may enter.
fn new_folder(account: Option<(u32, u32)>) -> io::Result<PathBuf> {
    static CLUSTERS: AtomicU64 = AtomicU64::new(0);
    let number = CLUSTERS.fetch_add(1, Ordering::Relaxed);
    let name = format!("parvis-postgres-{}-{number}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder)?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    if let Some((user, group)) = account {
        chown(&folder, Some(user), Some(group))?;
    }
    Ok(folder)
}

/// Where the server's programs are: Debian has them in a folder a version, others on the path.
fn programs() -> io::Result<PathBuf> {
    let mut found = Vec::new();
    for version in fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let number = version.file_name().to_string_lossy().parse::<u32>().unwrap_or(0);
        found.push((number, version.path().join("bin")));
    }
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).collect::<Vec<_>>();
    let places = found.into_iter().rev().map(|(_, bin)| bin).chain(on_path);
    places.into_iter().find(|bin| bin.join("initdb").is_file()).ok_or_else(|| {
        io::Error::other(
            "PostgreSQL is not installed, and these tests need it: run “scripts/deps.sh test”",
        )
    })
}

/// The account that the server runs as, when this is root's: user and group.
fn account() -> io::Result<Option<(u32, u32)>> {
    let own = fs::metadata("/proc/self")?;
    if std::os::unix::fs::MetadataExt::uid(&own) != 0 {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd")?;
    let of = |name: &str| {
        let mut fields = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let fields = fields.find(|fields| fields.first() == Some(&name))?;
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    };
    let found = of("postgres").or_else(|| of("nobody"));
    found.map(Some).ok_or_else(|| io::Error::other("there is no account for a server"))
}
