//! Merkle trees of RFC 6962 over SHA-256: roots, and proofs that a leaf is in one and that one grew
//! out of another.

use sha2::{Digest, Sha256};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// More leaves than this are no tree of ours; it bounds the length of every proof.
const LEVELS_MAX: usize = 62;

/// The SHA-256 of what these pieces make, one after the other.
#[must_use]
pub fn sha256(pieces: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}

/// RFC 6962, section 2.1: a leaf is hashed behind a zero, so that no leaf passes for a node.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry])
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

/// A tree that only grows. Every full subtree's hash is kept, so that a root or a proof of any of
/// its sizes costs a logarithm of it; it takes about 64 bytes a leaf.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `levels[h][i]` is the hash of the leaves from `i << h` up to `(i + 1) << h`.
    levels: Vec<Vec<Hash>>,
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::default();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }
}

impl Tree {
    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// Adds a leaf, given by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for height in 0.. {
            if self.levels.len() == height {
                self.levels.push(Vec::new());
            }
            let level = &mut self.levels[height];
            level.push(hash);
            let [.., left, right] = level.as_slice() else {
                return;
            };
            if level.len() % 2 == 1 {
                return;
            }
            hash = node_hash(left, right);
        }
    }

    /// The root of its first `size` leaves; of none, the hash of nothing.
    ///
    /// # Panics
    /// With a size that it does not have.
    #[must_use]
    pub fn root(&self, size: usize) -> Hash {
        assert!(size <= self.size(), "the tree has fewer leaves");
        match size {
            0 => sha256(&[]),
            _ => self.range(0, size),
        }
    }

    /// RFC 9162, section 2.1.3.1: what leads from leaf `index` to the root of the first `size`
    /// leaves, from below. None without such a leaf.
    #[must_use]
    pub fn inclusion(&self, index: usize, size: usize) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut from, mut to) = (0, size);
        let mut path = Vec::new();
        while to - from > 1 {
            let middle = from + left_of(to - from);
            if index < middle {
                path.push(self.range(middle, to));
                to = middle;
            } else {
                path.push(self.range(from, middle));
                from = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// RFC 9162, section 2.1.4.1: what shows that the first `old` leaves are the beginning of the
    /// first `size`. None unless `0 < old <= size` and the tree has so many.
    #[must_use]
    pub fn consistency(&self, old: usize, size: usize) -> Option<Vec<Hash>> {
        if old == 0 || old > size || size > self.size() {
            return None;
        }
        let (mut from, mut to, mut old_end) = (0, size, old);
        let mut path = Vec::new();
        while old_end != to {
            let middle = from + left_of(to - from);
            if old_end <= middle {
                path.push(self.range(middle, to));
                to = middle;
            } else {
                path.push(self.range(from, middle));
                from = middle;
            }
            old_end = old_end.min(old);
        }
        if from != 0 {
            path.push(self.range(from, to));
        }
        path.reverse();
        Some(path)
    }

    /// The hash of the leaves in `from..to`, where `from` is a multiple of a full subtree's size.
    fn range(&self, from: usize, to: usize) -> Hash {
        let count = to - from;
        if count.is_power_of_two() {
            let height = count.trailing_zeros() as usize;
            return self.levels[height][from >> height];
        }
        let middle = from + left_of(count);
        node_hash(&self.range(from, middle), &self.range(middle, to))
    }
}

/// The left half: the largest power of two below the count, which is at least two.
fn left_of(count: usize) -> usize {
    1 << (usize::BITS - 1 - (count - 1).leading_zeros())
}

/// RFC 9162, section 2.1.3.2: whether the leaf is number `index` (from 0) of the tree of `size` leaves
/// with this root.
#[must_use]
pub fn includes(leaf: Hash, index: u64, size: u64, path: &[Hash], root: Hash) -> bool {
    if index >= size || path.len() > LEVELS_MAX {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// RFC 9162, section 2.1.4.2: whether the tree of `size` leaves with root `new` begins with the tree
/// of `old_size` leaves with root `old`.
#[must_use]
pub fn grew(old_size: u64, old: Hash, size: u64, new: Hash, path: &[Hash]) -> bool {
    if old_size == 0 || old_size > size || path.len() > LEVELS_MAX {
        return false;
    }
    if old_size == size {
        return path.is_empty() && old == new;
    }
    // A full old tree is itself the first node of the way.
    let first = old_size.is_power_of_two().then_some(old);
    let mut way = first.into_iter().chain(path.iter().copied());
    let Some(start) = way.next() else {
        return false;
    };
    let (mut at, mut last) = (old_size - 1, size - 1);
    while at % 2 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (start, start);
    for node in way {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            old_hash = node_hash(&node, &old_hash);
            new_hash = node_hash(&node, &new_hash);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, &node);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == old && new_hash == new
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAVES_MAX: usize = 33;

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|at| leaf_hash(&at.to_be_bytes())).collect()
    }

    /// As RFC 6962 defines it, word for word.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => sha256(&[]),
            [one] => *one,
            _ => {
                let (left, right) = leaves.split_at(left_of(leaves.len()));
                node_hash(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn a_root_is_what_the_rfc_defines() {
        let all = leaves(LEAVES_MAX);
        let tree: Tree = all.iter().copied().collect();
        for size in 0..=LEAVES_MAX {
            assert_eq!(tree.root(size), by_definition(&all[..size]), "{size}");
        }
        assert_eq!(
            hex::encode(tree.root(0)),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn every_leaf_of_every_tree_is_shown_to_be_in_its_place_and_in_no_other() {
        let all = leaves(LEAVES_MAX);
        let tree: Tree = all.iter().copied().collect();
        for size in 1..=LEAVES_MAX {
            let root = tree.root(size);
            for index in 0..size {
                let path = tree.inclusion(index, size).unwrap();
                let (index, size) = (index as u64, size as u64);
                let leaf = all[index as usize];
                assert!(includes(leaf, index, size, &path, root));
                assert!(!includes(leaf, index + 1, size, &path, root));
                assert!(!includes(leaf_hash(b"other"), index, size, &path, root));
                assert!(!includes(leaf, index, size, &path, leaf_hash(b"other")));
                let longer = [path.as_slice(), &[root]].concat();
                assert!(!includes(leaf, index, size, &longer, root));
                if let Some((_, shorter)) = path.split_last() {
                    assert!(!includes(leaf, index, size, shorter, root));
                }
            }
            assert_eq!(tree.inclusion(size, size), None);
        }
    }

    #[test]
    fn every_tree_is_shown_to_begin_with_each_smaller_one() {
        let tree: Tree = leaves(LEAVES_MAX).into_iter().collect();
        for size in 1..=LEAVES_MAX {
            for old in 1..=size {
                let path = tree.consistency(old, size).unwrap();
                let (was, is) = (tree.root(old), tree.root(size));
                let (old, size) = (old as u64, size as u64);
                assert!(grew(old, was, size, is, &path), "{old} of {size}");
                assert!(!grew(old, leaf_hash(b"other"), size, is, &path));
                assert!(!grew(old, was, size, leaf_hash(b"other"), &path));
                let longer = [path.as_slice(), &[is]].concat();
                assert!(!grew(old, was, size, is, &longer));
            }
        }
        assert_eq!(tree.consistency(0, 3), None);
        assert_eq!(tree.consistency(4, 3), None);
    }
}
