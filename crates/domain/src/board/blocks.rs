//! Rows in blocks, when there are more than fit: one block is shown after the other, whole.

use jiff::Timestamp;

/// Rows in as few blocks as hold at most `fit` each, and as even as can be: of eleven rows where
/// ten fit, six and five. No block is empty; a screen on which none fits shows them one by one.
#[must_use]
pub fn blocks<T>(rows: &[T], fit: usize) -> Vec<&[T]> {
    let count = rows.len().div_ceil(fit.max(1));
    let mut rest = rows;
    let mut blocks = Vec::with_capacity(count);
    for left in (1..=count).rev() {
        let (block, after) = rest.split_at(rest.len().div_ceil(left));
        blocks.push(block);
        rest = after;
    }
    blocks
}

/// Which of so many blocks is shown at an instant, when each stays so many seconds: the same one
/// on all screens that have as many. The first when there are none.
#[must_use]
pub fn block_at(blocks: usize, seconds: u32, now: Timestamp) -> usize {
    let turn = now.as_second().div_euclid(i64::from(seconds.max(1)));
    let count = i64::try_from(blocks.max(1)).unwrap_or(i64::MAX);
    usize::try_from(turn.rem_euclid(count)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_in_one_block_and_none_is_too_long(len in 0..200_usize, fit in 0..30_usize) {
            let rows: Vec<_> = (0..len).collect();
            let blocks = blocks(&rows, fit);
            prop_assert_eq!(blocks.concat(), &rows[..]);
            prop_assert_eq!(blocks.len(), len.div_ceil(fit.max(1)));
            let lengths = || blocks.iter().map(|block| block.len());
            let (shortest, longest) = (lengths().min(), lengths().max());
            prop_assert!(longest <= Some(fit.max(1)) && shortest != Some(0));
            prop_assert!(longest.unwrap_or(0) - shortest.unwrap_or(0) <= 1);
        }

        #[test]
        fn every_block_has_its_turn_and_the_same_time(
            count in 0..20_usize, seconds in 0..60_u32, start in -100_000..4_000_000_000_i64,
        ) {
            let at = |turn: i64| {
                let second = start + turn * i64::from(seconds.max(1));
                block_at(count, seconds, Timestamp::from_second(second).unwrap())
            };
            let turns = i64::try_from(count.max(1)).unwrap();
            let mut shown: Vec<_> = (0..turns).map(at).collect();
            prop_assert_eq!(at(turns), shown[0]);
            shown.sort_unstable();
            prop_assert_eq!(shown, (0..count.max(1)).collect::<Vec<_>>());
        }
    }
}
