//! `parvis board-plan`: how large a board has to be to be read, and how it is hung.

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, bail};
use parvis_domain::legibility::{ATKINSON, Illegible, Panel, Plan, floor_mm, goal_mm};
use parvis_kiosk::board::Board;

use super::arguments::BoardPlan;

/// The lower edge of a screen in a hall, in millimetres above the floor: over the heads of whoever
/// stands right before it.
const OVER_HEADS_MM: f64 = 1_900.0;
/// The middle of a screen at a door: between the eyes of those who sit and of those who stand.
const AT_EYES_MM: f64 = 1_400.0;
/// The highest that somebody who sits in a wheelchair reaches (EN 301 549, 8.3.2), and how much of
/// the programme to touch is above all that is touched.
const REACH_MM: f64 = 1_220.0;
const UNTOUCHED: f64 = 0.2;
/// How high eyes are: of somebody who sits in a wheelchair, and of somebody who stands.
const EYES_MM: [f64; 2] = [1_150.0, 1_650.0];
/// How far up people can look for long, in degrees.
const UP_DEGREES: f64 = 30.0;

/// A line of a sheet: what, and how much.
type Line = (&'static str, String);

/// Says how the board is set, or why it cannot be read.
pub(super) fn run(wanted: &BoardPlan, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let pixels = (wanted.pixels.width, wanted.pixels.height);
    let panel = Panel::of_diagonal(wanted.inches, pixels)?;
    let plan = match wanted.board.plan(&panel, wanted.metres) {
        Ok(plan) => plan,
        Err(illegible) => bail!("{}", refusal(wanted, &illegible)),
    };
    let lines = lines(wanted, &panel, &plan);
    for (what, how_much) in &lines {
        writeln!(out, "{what:<18} {how_much}")?;
    }
    if let Some(file) = &wanted.sheet {
        let html = sheet(&lines, &plan);
        std::fs::write(file, html).with_context(|| file.display().to_string())?;
        writeln!(out, "{:<18} {}", "sheet to print", file.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lines(wanted: &BoardPlan, panel: &Panel, plan: &Plan) -> Vec<Line> {
    let (width, height) = panel.pixels();
    let rule = if plan.goal {
        "as EN 301 549, 5.1.4 asks, for people with low vision, too"
    } else {
        "above the floor of ASR A6; fewer rows, a larger screen or less distance would let people \
         with low vision read it, too"
    };
    let height_mm = panel.pitch_mm() * f64::from(height);
    let lower_mm = match wanted.board {
        Board::Room(_) => (AT_EYES_MM - height_mm / 2.0).max(0.0),
        Board::Programme(_) => (REACH_MM - height_mm * (1.0 - UNTOUCHED)).max(0.0),
        Board::Lobby(_) | Board::Week | Board::Online => OVER_HEADS_MM,
    };
    let upper_mm = lower_mm + height_mm;
    let nearest = nearest_m(upper_mm);
    let goal_m = plan.cap_height_mm / goal_mm(1.0);
    let floor_m = plan.cap_height_mm / floor_mm(1.0);
    vec![
        ("board", wanted.board.to_string()),
        ("screen", format!("{} inches, {width} × {height} pixels", wanted.inches)),
        ("read from", format!("{} m", wanted.metres)),
        ("capital letters", format!("{:.1} mm high, {rule}", plan.cap_height_mm)),
        ("type", format!("{} pixels", plan.type_px)),
        ("rows", format!("{} at a time; more come in blocks", plan.rows)),
        ("read at all from", format!("up to {floor_m:.1} m; with low vision up to {goal_m:.1} m")),
        ("lower edge", format!("{:.2} m above the floor", lower_mm / 1_000.0)),
        ("upper edge", format!("{:.2} m above the floor", upper_mm / 1_000.0)),
        ("nearest place", format!("{nearest:.1} m before it, sitting: nearer, the head tires")),
    ]
}

/// From where the upper edge is not too far up, for eyes at either height.
fn nearest_m(upper_edge_mm: f64) -> f64 {
    let up = UP_DEGREES.to_radians().tan();
    EYES_MM.iter().map(|eyes| (upper_edge_mm - eyes) / up / 1_000.0).fold(0.0, f64::max)
}

fn refusal(wanted: &BoardPlan, illegible: &Illegible) -> String {
    let Illegible::TooSmall { nearer_m, diagonal_inches, rows } = illegible else {
        return illegible.to_string();
    };
    let mut ways = Vec::new();
    ways.extend(nearer_m.map(|m| format!("read it from {m} m")));
    ways.extend(diagonal_inches.map(|inches| format!("take a screen of {inches} inches")));
    if *rows > 0 {
        ways.push(format!("show a board that needs no more than {rows} rows"));
    }
    format!(
        "the board {} on {} inches cannot be read from {} m; {}",
        wanted.board,
        wanted.inches,
        wanted.metres,
        if ways.is_empty() { "nothing would help".to_owned() } else { ways.join(", or ") }
    )
}

/// A page of A4 in millimetres: what to do, and letters of the very size to hold against the screen.
fn sheet(lines: &[Line], plan: &Plan) -> String {
    let mut rows = String::new();
    for (what, how_much) in lines {
        // Writing to a String cannot fail.
        let _ = write!(rows, "<tr><th scope=\"row\">{what}</th><td>{how_much}</td></tr>");
    }
    let cap_mm = plan.cap_height_mm;
    let type_mm = cap_mm / ATKINSON.cap_height;
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Board plan</title>\
         <style>@page{{size:A4 landscape;margin:12mm}}body{{font:11pt sans-serif}}\
         th{{text-align:left;padding-right:8mm}}th,td{{vertical-align:top;padding-bottom:1mm}}\
         .test{{display:flex;align-items:flex-end;gap:6mm;margin-top:8mm}}\
         .bar{{width:4mm;height:{cap_mm:.2}mm;background:#000}}\
         .letters{{font-family:'Atkinson Hyperlegible',sans-serif;font-size:{type_mm:.2}mm;\
         line-height:1;white-space:nowrap;overflow:hidden}}</style>\
         <h1>Board plan</h1><table>{rows}</table>\
         <p>Print without scaling. Hold the bar against a capital H of the board: both are as high \
         ({cap_mm:.1} mm). Then stand where it is to be read, and read the letters.</p>\
         <div class=\"test\"><div class=\"bar\"></div><div class=\"letters\">HEgx 08:55</div></div>\
         </html>\n"
    )
}
