//! Type that can be read from where people stand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

use std::num::NonZeroU32;

use parvis_domain::legibility::{
    ATKINSON, FLOOR_RATIO, GOAL_DEGREES, Illegible, Panel, Plan, Rows, floor_mm, goal_mm, plan,
};
use proptest::prelude::*;

const LANDSCAPE: (u32, u32) = (1920, 1080);

fn rows(least: u32, lines: u32) -> Rows {
    let number = |n| NonZeroU32::new(n).unwrap();
    Rows { least: number(least), lines: number(lines), gap: 0.0, besides: 1.2, width: 0.0 }
}

fn of_55_inches(distance_m: f64, rows: &Rows) -> Result<Plan, Illegible> {
    plan(&Panel::of_diagonal(55.0, LANDSCAPE).unwrap(), distance_m, &ATKINSON, rows)
}

#[test]
fn the_formulas_are_those_of_the_rules() {
    // EN 301 549: 7.3 mm at 0.6 m, 12.2 mm a metre. ASR A6: 6.5 mm a metre.
    assert_eq!(format!("{:.1} {:.1}", goal_mm(0.6), goal_mm(1.0)), "7.3 12.2");
    assert_eq!(format!("{:.1} {:.1}", floor_mm(1.0), floor_mm(5.0)), "6.5 32.3");
}

#[test]
fn a_diagonal_gives_the_size_of_a_picture() {
    let panel = Panel::of_diagonal(55.0, LANDSCAPE).unwrap();
    assert_eq!(format!("{:.4}", panel.pitch_mm()), "0.6342");
    assert_eq!(format!("{:.3}", panel.diagonal_inches()), "55.000");
    let portrait = Panel::of_diagonal(55.0, (1080, 1920)).unwrap();
    assert_eq!(format!("{:.4}", portrait.pitch_mm()), "0.6342");
}

/// 0.634 mm a pixel: at 5 m a capital of 61.1 mm is 96.3 px, of type of 144.2.
#[test]
fn the_goal_where_the_rows_fit_and_else_as_large_as_they_allow() {
    let five = of_55_inches(5.0, &rows(5, 1)).unwrap();
    assert_eq!((five.goal, five.type_px, five.row_px, five.rows), (true, 145, 174, 5));
    assert_eq!(format!("{:.1}", five.cap_height_mm), "61.4");
    let six = of_55_inches(5.0, &rows(6, 1)).unwrap();
    assert_eq!((six.goal, six.type_px, six.rows), (false, 128, 6));
    // Ten one-line rows at 5 m is what the floor lets through, and five at 10 m is too many.
    let ten = of_55_inches(5.0, &rows(10, 1)).unwrap();
    assert_eq!((ten.goal, ten.type_px, ten.row_px, ten.rows), (false, 81, 98, 10));
    assert!(of_55_inches(10.0, &rows(4, 1)).is_ok());
}

#[test]
fn what_cannot_be_read_is_refused_with_what_would_work() {
    let refused = of_55_inches(10.0, &rows(10, 1)).unwrap_err();
    let expected = Illegible::TooSmall { nearer_m: Some(5.3), diagonal_inches: Some(104), rows: 4 };
    assert_eq!(refused, expected);
    // More rows than there are pixels: nothing but fewer of them helps.
    let refused = of_55_inches(5.0, &rows(2_000, 1)).unwrap_err();
    assert_eq!(refused, Illegible::TooSmall { nearer_m: None, diagonal_inches: None, rows: 10 });
    // A telephone at the end of a hall.
    let phone = Panel::of_diagonal(6.0, LANDSCAPE).unwrap();
    let refused = plan(&phone, 20.0, &ATKINSON, &rows(1, 1)).unwrap_err();
    assert!(matches!(refused, Illegible::TooSmall { rows: 0, .. }), "{refused:?}");
}

#[test]
fn measures_that_nothing_has_are_refused() {
    for (mm, px) in [
        ((0.0, 600.0), LANDSCAPE),
        ((1000.0, -1.0), LANDSCAPE),
        ((f64::NAN, 600.0), LANDSCAPE),
        ((1000.0, f64::INFINITY), LANDSCAPE),
        ((1000.0, 600.0), (1920, 0)),
    ] {
        assert_eq!(Panel::new(mm, px), Err(Illegible::Measures), "{mm:?} {px:?}");
    }
    assert_eq!(Panel::of_diagonal(55.0, (0, 0)), Err(Illegible::Measures));
    for distance in [0.0, -5.0, f64::NAN, f64::INFINITY] {
        assert_eq!(of_55_inches(distance, &rows(5, 1)), Err(Illegible::Measures));
    }
    let gap = Rows { gap: -1.0, ..rows(5, 1) };
    assert_eq!(of_55_inches(5.0, &gap), Err(Illegible::Measures));
}

#[test]
fn what_is_too_wide_is_set_smaller_or_refused_and_fewer_rows_do_not_help_then() {
    let panel = Panel::of_diagonal(55.0, (1080, 1920)).unwrap();
    let wide = |width| Rows { width, ..rows(2, 2) };
    let as_asked = plan(&panel, 4.0, &ATKINSON, &wide(5.0)).unwrap();
    let smaller = plan(&panel, 4.0, &ATKINSON, &wide(16.0)).unwrap();
    assert!(as_asked.goal && !smaller.goal, "{as_asked:?} {smaller:?}");
    assert_eq!(smaller.type_px, 1080 / 16);
    let refused = plan(&panel, 4.0, &ATKINSON, &wide(40.0));
    assert!(matches!(refused, Err(Illegible::TooSmall { rows: 0, .. })), "{refused:?}");
}

/// A screen from a tablet to a wall, either way round.
fn screens() -> impl Strategy<Value = (f64, (u32, u32))> {
    let px = prop::sample::select(vec![(1280, 720), (1080, 1920), (1920, 1080), (3840, 2160)]);
    (7.0..120.0_f64, px)
}

fn boards() -> impl Strategy<Value = Rows> {
    (1..40_u32, 1..4_u32, 0.0..2.0_f64, 0.0..6.0_f64)
        .prop_map(|(least, lines, gap, besides)| Rows { gap, besides, ..rows(least, lines) })
}

proptest! {
    #[test]
    fn a_plan_can_be_read_and_fits(
        (inches, px) in screens(), board in boards(), distance in 0.3..30.0_f64,
    ) {
        let panel = Panel::of_diagonal(inches, px).unwrap();
        let Ok(plan) = plan(&panel, distance, &ATKINSON, &board) else { return Ok(()) };
        prop_assert!(plan.rows >= board.least.get());
        // What a ruler and a protractor would say, in other words than the code's.
        let cap_height = f64::from(plan.type_px) * 0.668 * panel.pitch_mm();
        prop_assert!((plan.cap_height_mm - cap_height).abs() < 1e-9);
        let degrees = 180.0 * cap_height / (std::f64::consts::PI * distance * 1000.0);
        prop_assert!(distance * 1000.0 / cap_height <= FLOOR_RATIO * (1.0 + 1e-12));
        prop_assert_eq!(plan.goal, degrees >= GOAL_DEGREES * (1.0 - 1e-12));
        let lines = f64::from(board.lines.get());
        let row = f64::from(plan.type_px) * (1.2 * lines + board.gap);
        let height = f64::from(plan.rows) * row + f64::from(plan.type_px) * board.besides;
        prop_assert!(height <= f64::from(px.1) + 1e-6);
        prop_assert!(f64::from(plan.row_px) >= row);
    }

    #[test]
    fn what_a_refusal_proposes_works(
        (inches, px) in screens(), board in boards(), distance in 0.3..30.0_f64,
    ) {
        let panel = Panel::of_diagonal(inches, px).unwrap();
        let Err(refused) = plan(&panel, distance, &ATKINSON, &board) else { return Ok(()) };
        let Illegible::TooSmall { nearer_m, diagonal_inches, rows } = refused else {
            panic!("{refused:?}");
        };
        if let Some(nearer) = nearer_m {
            prop_assert!(nearer < distance);
            prop_assert!(plan(&panel, nearer, &ATKINSON, &board).is_ok(), "from {nearer} m");
        }
        if let Some(diagonal) = diagonal_inches {
            prop_assert!(f64::from(diagonal) >= inches);
            let larger = Panel::of_diagonal(f64::from(diagonal), px).unwrap();
            prop_assert!(plan(&larger, distance, &ATKINSON, &board).is_ok(), "{diagonal} inches");
        }
        prop_assert!(rows < board.least.get());
        if let Some(least) = NonZeroU32::new(rows) {
            let fewer = Rows { least, ..board };
            prop_assert!(plan(&panel, distance, &ATKINSON, &fewer).is_ok(), "{rows} rows");
        }
        let more = Rows { least: NonZeroU32::new(rows + 1).unwrap(), ..board };
        prop_assert!(plan(&panel, distance, &ATKINSON, &more).is_err(), "more than {rows} rows");
    }

    #[test]
    fn who_stands_nearer_reads_no_less(
        (inches, px) in screens(), board in boards(),
        distance in 0.3..30.0_f64, part in 0.1..1.0_f64,
    ) {
        let panel = Panel::of_diagonal(inches, px).unwrap();
        let far = plan(&panel, distance, &ATKINSON, &board);
        let near = plan(&panel, distance * part, &ATKINSON, &board);
        if let Ok(far) = far {
            let near = near.unwrap();
            prop_assert!(near.goal >= far.goal && near.rows >= far.rows);
        }
    }
}
