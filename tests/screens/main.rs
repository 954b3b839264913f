//! Pictures of every screen, for the documentation and for whoever looks after their design:
//! `make screens` writes them to `docs/screens/`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::expect_used,
    reason = "tests stop where something is wrong"
)]

#[path = "../stage/mod.rs"]
mod stage;

mod boards;
mod door;
mod platform;
mod staff;

use stage::{Stage, approved};

/// Takes a picture when the page has settled.
pub(crate) async fn take(stage: &Stage, name: &str) {
    stage.settle().await;
    let file = approved(name);
    stage.picture(&file).await;
    let kilobytes = std::fs::metadata(&file).unwrap().len() / 1_000;
    println!("{name}: {kilobytes} kB");
    assert!(kilobytes < 600, "{name} is too large to be kept: {kilobytes} kB");
}

/// What a camera in a hall might see, as far as it matters: somebody stands there.
pub(crate) fn visitor() -> Vec<u8> {
    let (width, height) = (1_280_u32, 720_u32);
    let picture = image::GrayImage::from_fn(width, height, |x, y| {
        let (x, y) = (f64::from(x), f64::from(y));
        let within = |cx: f64, cy: f64, rx: f64, ry: f64| {
            ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0
        };
        let window = (90.0..330.0).contains(&x) && (60.0..380.0).contains(&y);
        let shade = if within(640.0, 300.0, 105.0, 135.0) {
            188
        } else if within(640.0, 270.0, 130.0, 160.0) {
            62
        } else if within(640.0, 760.0, 330.0, 330.0) {
            92
        } else if window {
            228
        } else {
            168
        };
        image::Luma([shade])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

pub(crate) async fn at_the_door(stage: &Stage) {
    stage.show_camera(&visitor());
    stage.find("main[data-screen=door][data-state=watching] canvas.drawn").await;
}

pub(crate) async fn touch(stage: &Stage, text: &str) {
    for key in text.chars() {
        stage.click(&format!("[data-key='{key}']")).await;
    }
}

pub(crate) async fn tap(stage: &Stage, digits: &str) {
    for digit in digits.chars() {
        stage.click(&format!("[data-digit='{digit}']")).await;
    }
}

/// Types a new PIN twice.
pub(crate) async fn add_pin(stage: &Stage, digits: &str) {
    for _ in 0..2 {
        tap(stage, digits).await;
        stage.click("#digit-done").await;
    }
    stage.find("[data-screen=settings]").await;
}
