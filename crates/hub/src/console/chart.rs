//! Arrivals by quarter of an hour, drawn.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::words::Words;

/// A quarter of an hour, in seconds.
const QUARTER: i64 = 15 * 60;
/// How many quarters are drawn at most: a day and a half, for one that runs into the night.
const MOST_QUARTERS: i64 = 144;

/// The room that is drawn into, in units of a pixel at usual size.
const HEIGHT: u64 = 240;
const NARROWEST: u64 = 18;
const WIDEST: u64 = 52;
/// The width that few quarters share.
const WIDTH: u64 = 900;
const LEFT: u64 = 52;
const ABOVE: u64 = 24;
const BELOW: u64 = 36;

/// How many came in which quarter, gaps filled with zeros.
pub(super) struct Chart {
    quarters: Vec<(Timestamp, u64)>,
}

impl Chart {
    /// Of quarters in their order; those of one quarter are put together.
    pub(super) fn of(arrivals: impl IntoIterator<Item = (Timestamp, u64)>) -> Self {
        let sums = arrivals.into_iter().fold(
            std::collections::BTreeMap::<Timestamp, u64>::new(),
            |mut sums, (quarter, count)| {
                *sums.entry(quarter).or_default() += count;
                sums
            },
        );
        let (Some((first, _)), Some((last, _))) = (sums.first_key_value(), sums.last_key_value())
        else {
            return Self { quarters: Vec::new() };
        };
        let many = (last.as_second() - first.as_second()) / QUARTER + 1;
        let at = |number: i64| {
            first.saturating_add(SignedDuration::from_secs(QUARTER * number)).unwrap_or(*first)
        };
        let counted = |at: Timestamp| (at, sums.get(&at).copied().unwrap_or_default());
        Self { quarters: (0..many.min(MOST_QUARTERS)).map(|number| counted(at(number))).collect() }
    }

    /// Whether nobody came.
    pub(super) fn is_empty(&self) -> bool {
        self.quarters.is_empty()
    }

    fn most(&self) -> u64 {
        self.quarters.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1)
    }

    /// The drawing, and the same as a table.
    pub(super) fn draw(&self, words: &Words, zone: &TimeZone) -> Markup {
        let clock = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
        html! {
            figure .chart {
                figcaption #arrivals-caption { (words.say("arrivals-caption")) }
                div .wide tabindex="0" role="region" aria-labelledby="arrivals-caption" {
                    (self.svg(words, &clock))
                }
                details #arrivals-table {
                    summary { (words.say("as-table")) }
                    table {
                        caption .unseen { (words.say("arrivals-caption")) }
                        thead { tr {
                            th scope="col" { (words.say("quarter")) }
                            th .number scope="col" { (words.say("came")) }
                        } }
                        tbody {
                            @for (at, count) in self.quarters.iter().filter(|(_, count)| *count > 0) {
                                tr {
                                    th scope="row" { time datetime=(at) { (clock(*at)) } }
                                    td .number { (super::parts::figure(*count)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn svg(&self, words: &Words, clock: &impl Fn(Timestamp) -> String) -> Markup {
        let step = step(self.most());
        let top = self.most().div_ceil(step) * step;
        let many = self.quarters.len().max(1) as u64;
        let bar = (WIDTH / many).clamp(NARROWEST, WIDEST);
        // Where there is room, each quarter has its time and its number.
        let roomy = bar == WIDEST;
        let width = LEFT + bar * many + bar / 2;
        let (full, floor) = (ABOVE + HEIGHT + BELOW, ABOVE + HEIGHT);
        let y = |count: u64| floor - count * HEIGHT / top;
        let numbered = || (0_u64..).zip(&self.quarters);
        html! {
            svg width=(width) height=(full) viewBox={ "0 0 " (width) " " (full) } role="img" aria-label=(self.said(words, clock)) {
                @for line in (0..=top / step).map(|n| n * step) {
                    line .grid x1=(LEFT) x2=(width) y1=(y(line)) y2=(y(line)) {}
                    text .scale x=(LEFT - 8) y=(y(line) + 5) text-anchor="end" { (super::parts::figure(line)) }
                }
                @for (number, (at, count)) in numbered() {
                    @let x = LEFT + bar * number;
                    @let on_hour = at.as_second().rem_euclid(3_600) == 0;
                    @if on_hour || roomy {
                        line .tick x1=(x) x2=(x) y1=(floor) y2=(floor + 6) {}
                    }
                    @if on_hour || roomy {
                        text .scale x=(x) y=(floor + 24) text-anchor="middle" { (clock(*at)) }
                    }
                    @if *count > 0 {
                        rect .bar x=(x + 2) y=(y(*count)) width=(bar - 4) height=(floor - y(*count)) {
                            title { (clock(*at)) ": " (super::parts::figure(*count)) }
                        }
                        @if roomy {
                            text .scale x=(x + bar / 2) y=(y(*count) - 5) text-anchor="middle" { (super::parts::figure(*count)) }
                        }
                    }
                }
            }
        }
    }

    /// What the drawing shows, for who does not see it: the table has the rest.
    fn said(&self, words: &Words, clock: &impl Fn(Timestamp) -> String) -> String {
        let most = self.quarters.iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
        let Some((at, count)) = most else { return String::new() };
        let time = clock(*at);
        let args = [
            ("time", super::words::Filling::Text(&time)),
            ("count", super::words::Filling::Count(*count)),
        ];
        words.with("arrivals-said", &args)
    }
}

/// How far the lines of the scale are apart, so that there are about four: 1, 2, 5, 10, 20, 50…
fn step(most: u64) -> u64 {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        if most <= step * 4 {
            return step;
        }
        // 1, 2, 5 and then ten times as much.
        step = match factor {
            2 => step * 2,
            5 => step / 2 * 5,
            _ => step * 2,
        };
    }
    step
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails that way")]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_about_four_round_lines() {
        let steps = [1, 4, 5, 9, 21, 41, 90, 400, 401, 999].map(step);
        assert_eq!(steps, [1, 1, 2, 5, 10, 20, 50, 100, 200, 500]);
    }

    #[test]
    fn quarters_without_anybody_are_gaps_and_no_end_of_them() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (eight, nine) = (at("2023-11-16T08:00:00Z"), at("2023-11-16T09:00:00Z"));
        let chart = Chart::of([(nine, 2), (eight, 3), (nine, 1)]);
        assert_eq!(chart.quarters.len(), 5);
        assert_eq!((chart.quarters[0].1, chart.quarters[1].1, chart.quarters[4].1), (3, 0, 3));
        assert!(Chart::of([]).is_empty());
        let late = Chart::of([(eight, 1), (at("2099-01-01T00:00:00Z"), 1)]);
        assert_eq!(late.quarters.len(), 144);
    }
}
