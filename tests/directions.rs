//! The directions of ARCHITECTURE.md: who may depend on whom, and where each library may stand.
#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each crate of the house may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("disk", &[]),
    ("codes", &[]),
    ("texts", &[]),
    ("camera", &["codes"]),
    ("protocol", &["domain"]),
    ("platforms", &["domain"]),
    ("roster", &["disk", "domain", "protocol"]),
    ("sync", &["domain", "protocol"]),
    ("hub", &["codes", "disk", "domain", "platforms", "protocol", "sync", "texts"]),
    // For tests alone: nobody may depend on it outside of them.
    ("testkit", &["disk"]),
    ("venue", &["domain", "hub", "kiosk", "platforms", "protocol", "roster", "sync", "testkit"]),
    ("kiosk", &["camera", "codes", "domain", "platforms", "protocol", "roster", "sync", "texts"]),
];

/// Libraries that only some crates may use: what they are for is hidden behind those.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["hub", "roster", "testkit"]),
    ("sqlite-plugin", &["testkit"]),
    ("tokio-postgres", &["hub"]),
    ("tokio-postgres-rustls", &["hub"]),
    ("deadpool-postgres", &["hub"]),
    ("axum", &["hub", "sync"]),
    ("reqwest", &["sync"]),
    ("ed25519-dalek", &["protocol"]),
    ("age", &["sync"]),
    ("zxing-cpp", &["codes"]),
    ("v4l", &["camera"]),
    ("calamine", &["platforms"]),
    ("fluent-bundle", &["texts"]),
    ("tauri", &["parvis"]),
    ("rodio", &["parvis"]),
];

/// What the domain may use: nothing that reads a clock, a disk or a network.
const OF_DOMAIN: &[&str] =
    &["blake3", "const-hex", "jiff", "serde", "serde_json", "thiserror", "unicode-normalization"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The dependencies that a manifest names outside of tests, by table.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let of = |table: &toml::Table| -> Vec<String> {
        let table = table.get("dependencies").and_then(toml::Value::as_table);
        table.map(|table| table.keys().cloned().collect()).unwrap_or_default()
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(|t| t.values()).filter_map(toml::Value::as_table);
    of(&manifest).into_iter().chain(targets.flat_map(of)).collect()
}

fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let folders = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap());
    let manifests = folders
        .map(|folder| (folder.file_name().into_string().unwrap(), folder.path()))
        .chain([("parvis".to_owned(), root())]);
    manifests.map(|(name, folder)| (name, dependencies(&folder.join("Cargo.toml")))).collect()
}

#[test]
fn crates_depend_only_downwards() {
    for (name, dependencies) in crates() {
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            assert_eq!(name, "parvis", "{name} has no place in ARCHITECTURE.md and in this test");
            continue;
        };
        for dependency in dependencies.iter().filter_map(|d| d.strip_prefix("parvis-")) {
            assert!(allowed.contains(&dependency), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn each_library_stands_where_it_is_hidden() {
    let crates = crates();
    for (library, places) in ONLY_IN {
        let users = crates.iter().filter(|(_, dependencies)| dependencies.contains(*library));
        let users: Vec<_> = users.map(|(name, _)| name.as_str()).collect();
        assert_eq!(users, *places, "who uses {library}");
    }
}

#[test]
fn the_domain_reads_no_clock_disk_or_network() {
    let used = &crates()["domain"];
    let strangers: Vec<_> = used.iter().filter(|d| !OF_DOMAIN.contains(&d.as_str())).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    for (file, source) in sources(&root().join("crates/domain/src"), &["rs"]) {
        for forbidden in ["std::fs", "std::net", "std::env", "Timestamp::now", "Instant::now"] {
            assert!(!source.contains(forbidden), "{forbidden} in {}", file.display());
        }
    }
}

#[test]
fn only_the_platform_folder_of_the_ui_knows_tauri() {
    let ui = root().join("ui/src");
    let mut users = BTreeSet::new();
    for (file, source) in sources(&ui, &["ts", "svelte"]) {
        if source.contains("@tauri-apps/") {
            let room = file.strip_prefix(&ui).unwrap().components().next().unwrap();
            users.insert(room.as_os_str().to_owned().into_string().unwrap());
        }
    }
    assert_eq!(users.into_iter().collect::<Vec<_>>(), ["platform"]);
}

/// Every file below a folder with one of these endings, and what is in it.
fn sources(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path, endings));
        } else if path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
            let source = fs::read_to_string(&path).unwrap();
            found.push((path, source));
        }
    }
    assert!(!found.is_empty() || !folder.ends_with("src"), "{} is empty", folder.display());
    found
}
