//! Bytes that are almost right: what whoever reads them has to bear.

use super::Chance;

/// Numbers and words that those who read numbers and words seldom think of.
const ODD: [&[u8]; 14] = [
    b"0",
    b"-1",
    b"18446744073709551615",
    b"9223372036854775808",
    b"1e999",
    b"null",
    b"\"\"",
    b"[]",
    b"{}",
    b"\0",
    b"\xff\xfe",
    "\u{feff}".as_bytes(),
    b"\r\n",
    b"999999-12-31",
];

/// A copy with one to four mistakes in it: bits turned, pieces cut out, doubled or taken from
/// `others`, numbers become odd, the end cut off.
#[must_use]
pub fn mutated(chance: &mut Chance, bytes: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        mutate(chance, &mut bytes, others);
    }
    bytes
}

fn mutate(chance: &mut Chance, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
    let (from, to) = piece(chance, bytes.len());
    match chance.below(8) {
        0 | 1 => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << chance.below(8);
            }
        }
        2 => drop(bytes.drain(from..to)),
        3 => {
            let again = bytes[from..to].to_vec();
            bytes.splice(to..to, again);
        }
        4 => bytes.truncate(from),
        5 => {
            let other = others.get(chance.place(others.len()));
            let other = other.map(Vec::as_slice).unwrap_or_default();
            let (first, last) = piece(chance, other.len());
            bytes.splice(from..to, other[first..last].iter().copied());
        }
        6 => {
            let odd = ODD[chance.place(ODD.len())];
            // In the place of a whole number or word, where there is one.
            let ends = |byte: &u8| !byte.is_ascii_alphanumeric();
            let end = bytes[from..].iter().position(ends).map_or(bytes.len(), |n| from + n);
            bytes.splice(from..end, odd.iter().copied());
        }
        _ => {
            let mut noise = vec![0; chance.place(9)];
            chance.fill(&mut noise);
            bytes.splice(from..from, noise);
        }
    }
}

/// A piece of something so long; mostly a short one.
fn piece(chance: &mut Chance, length: usize) -> (usize, usize) {
    let from = chance.place(length);
    let most = match chance.one_in(4) {
        true => length - from,
        false => (length - from).min(16),
    };
    (from, from + chance.place(most + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_everything_becomes_something_else_and_again_the_same() {
        let seed = br#"{"number": 17, "word": "text"}"#;
        let made = |n: u64| mutated(&mut Chance::new(n), seed, &[b"other".to_vec()]);
        let different = (0..200).filter(|n| made(*n) != seed).count();
        assert!(different > 150, "{different}");
        assert!((0..200).all(|n| made(n) == made(n)));
        assert!(mutated(&mut Chance::new(1), b"", &[]).len() < 100);
    }
}
