//! Builds what Tauri needs, and lists the commands a window may be allowed to call: what is not
//! listed here and granted in `capabilities/` no page can call.

/// Every command of `commands.rs`.
const COMMANDS: &[&str] = &[
    "board_view",
    "door_view",
    "open_board",
    "painted",
    "preview",
    "preview_shown",
    "samples",
    "show_code",
    "stand_at",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes)?;
    Ok(())
}
