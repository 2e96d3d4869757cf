//! Selection by weight without replacement, in integers alone.

use super::{Entrant, List, word, words};
use crate::merkle::Hash;

/// The numbers of the winners in the list (from 0), in the order in which they were drawn: at most
/// `winners`, and at most as many as there are entrants.
#[must_use]
pub fn select(list: &List, seed: Hash, winners: usize) -> Vec<usize> {
    Selection::new(list).draw(seed, winners)
}

/// A list made ready to be drawn from again and again.
#[derive(Debug, Clone)]
pub struct Selection {
    weights: Fenwick,
    total: u64,
}

impl Selection {
    #[must_use]
    pub fn new(list: &List) -> Self {
        Self {
            weights: Fenwick::of(list.entrants()),
            total: list.total_weight(),
        }
    }

    /// As [`select`], for one seed.
    #[must_use]
    pub fn draw(&self, seed: Hash, winners: usize) -> Vec<usize> {
        let words = words(seed);
        let mut left = self.weights.clone();
        let (mut total, mut counter) = (self.total, 0_u64);
        let mut chosen = Vec::with_capacity(winners.min(left.count()));
        while total > 0 && chosen.len() < winners {
            // The words at and above the largest multiple of the total would favour the first points.
            let limit = (1_u128 << 64) / u128::from(total) * u128::from(total);
            let value = loop {
                let value = word(&words, counter);
                counter += 1;
                if u128::from(value) < limit {
                    break value;
                }
            };
            let (at, weight) = left.take(value % total);
            chosen.push(at);
            total -= weight;
        }
        chosen
    }
}

/// Sums of the weights before each entrant (P. M. Fenwick, "A new data structure for cumulative
/// frequency tables", 1994): finding one and taking it out cost a logarithm.
#[derive(Debug, Clone)]
struct Fenwick {
    /// `sums[i]` is of the weights in `i - lowest_bit(i)..i`; `sums[0]` is not used.
    sums: Vec<u64>,
    weights: Vec<u64>,
}

impl Fenwick {
    fn of(entrants: &[Entrant]) -> Self {
        let weights: Vec<u64> = entrants.iter().map(|entrant| entrant.weight).collect();
        let mut sums = [&[0], weights.as_slice()].concat();
        for at in 1..sums.len() {
            let above = at + lowest_bit(at);
            if above < sums.len() {
                sums[above] += sums[at];
            }
        }
        Self { sums, weights }
    }

    fn count(&self) -> usize {
        self.weights.len()
    }

    /// Takes out the entrant on whom the point falls, who is the first whose weights up to and with
    /// their own exceed it; answers with the number and the weight.
    fn take(&mut self, point: u64) -> (usize, u64) {
        let (mut at, mut point) = (0, point);
        let mut step = self.sums.len().next_power_of_two() / 2;
        while step > 0 {
            if let Some(&sum) = self.sums.get(at + step)
                && sum <= point
            {
                at += step;
                point -= sum;
            }
            step /= 2;
        }
        let weight = self.weights[at];
        let mut above = at + 1;
        while above < self.sums.len() {
            self.sums[above] -= weight;
            above += lowest_bit(above);
        }
        (at, weight)
    }
}

fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}
