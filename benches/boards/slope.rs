//! Whether something grows.

/// A straight line through samples, by least squares.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// By how much it rises for each unit.
    pub(crate) slope: f64,
    /// How far the samples lie from it, as a standard deviation.
    pub(crate) spread: f64,
}

impl Line {
    pub(crate) fn through(samples: &[(f64, f64)]) -> Self {
        let count = f64::from(u32::try_from(samples.len()).unwrap());
        let mean = |of: fn(&(f64, f64)) -> f64| samples.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|(x, _)| *x), mean(|(_, y)| *y));
        let along: f64 = samples.iter().map(|(at, _)| (at - x).powi(2)).sum();
        let slope = samples.iter().map(|(at, is)| (at - x) * (is - y)).sum::<f64>() / along;
        let off: f64 = samples.iter().map(|(at, is)| (is - y - slope * (at - x)).powi(2)).sum();
        Self { slope, spread: (off / (count - 2.0)).sqrt() }
    }
}
