//! Builds what Tauri needs, and lists the commands a window may be allowed to call: what is not
//! listed here and granted in `capabilities/` no page can call.

/// Every command of `commands.rs`, `commands/staff.rs` and `commands/sticks.rs`.
const COMMANDS: &[&str] = &[
    "board_view",
    "door_view",
    "open_board",
    "painted",
    "paints",
    "preview",
    "preview_shown",
    "programme",
    "samples",
    "show_code",
    "staff_add",
    "staff_begin",
    "staff_day",
    "staff_doubles",
    "staff_join",
    "staff_leave",
    "staff_pad",
    "staff_say",
    "staff_remove",
    "staff_screen_shows",
    "staff_screens",
    "staff_settings",
    "staff_sign_in",
    "staff_stand_at",
    "staff_stick_take",
    "staff_stick_write",
    "staff_sticks",
    "staff_touch",
    "stand_at",
    "touched",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo:rustc-env=PARVIS_MADE={}", made()?);
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)?;
    Ok(())
}

/// When this is made, in seconds since 1970: as <https://reproducible-builds.org> has it said, or by
/// this machine's clock. A kiosk whose clock reads less knows that it is wrong.
fn made() -> Result<u64, Box<dyn std::error::Error>> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(said) => Ok(said.parse()?),
        Err(_) => Ok(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs()),
    }
}
