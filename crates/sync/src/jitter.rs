//! Chance enough to keep many from doing the same thing in the same moment.

/// Numbers that follow from a seed, by Marsaglia's xorshift. Nobody's secret may rest on them.
#[derive(Debug, Clone)]
pub(crate) struct Jitter(u64);

impl Jitter {
    /// Numbers that all follow from a seed.
    pub(crate) fn new(seed: u64) -> Self {
        // From nothing but zeros only zeros would follow.
        Self(seed | 1)
    }

    /// A number below an end, which must not be 0.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(end)).unwrap_or(0)
    }
}
