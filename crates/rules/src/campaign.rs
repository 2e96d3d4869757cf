//! What weighs in the draw of a campaign's seats.

/// Nobody's chance is smaller than that of so many percent: a first-timer who failed once is not shut out.
pub const PERCENT_MIN: u32 = 10;
/// More seats than these make a chance no smaller.
pub const SEATS_COUNTED: u32 = 3;
/// So that it can be divided by one, two, three and four.
const WHOLE: u32 = 12;

/// The weight of somebody with this reliability, of 100, who had so many seats lately: in proportion to
/// the first, and divided by one more than the second.
///
/// ```
/// use rules::campaign::weight;
/// assert_eq!(weight(80, 0), 960);
/// assert_eq!(weight(80, 1), 480);
/// assert_eq!(weight(0, 0), weight(10, 0));
/// ```
#[must_use]
pub fn weight(reliability_percent: u32, recent_seats: u32) -> u32 {
    let percent = reliability_percent.clamp(PERCENT_MIN, 100);
    percent * WHOLE / (1 + recent_seats.min(SEATS_COUNTED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliability_counts_in_proportion_and_recent_seats_divide() {
        for (percent, seats, expected) in [
            (100, 0, 1_200),
            (100, 1, 600),
            (100, 2, 400),
            (100, 3, 300),
            (100, 99, 300),
            (50, 0, 600),
            (75, 2, 300),
            (9, 0, 120),
            (0, 3, 30),
            (1_000, 0, 1_200),
        ] {
            assert_eq!(weight(percent, seats), expected, "{percent} {seats}");
        }
    }
}
