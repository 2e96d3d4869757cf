//! A sorted list of keys that knows the best account of every part of itself: a B+ tree.
//!
//! The best of any range, in order, is found without looking at the range: from a part that lies
//! wholly inside, only its best counts until that one is taken.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::slots::{Rank, Slots};

/// Entries of a leaf, and children of a node, at most.
const FAN_OUT: usize = 32;

/// One key of one account: the part of its text that begins at `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) slot: u32,
    pub(super) at: u16,
}

/// Which keys are asked for.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'k> {
    Exactly(&'k str),
    BeginningWith(&'k str),
}

impl Wanted<'_> {
    /// Whether the key stands before all that are wanted.
    fn is_after(self, key: &str) -> bool {
        let (Self::Exactly(wanted) | Self::BeginningWith(wanted)) = self;
        key < wanted
    }

    /// Whether the key stands after all that are wanted.
    fn is_before(self, key: &str) -> bool {
        match self {
            Self::Exactly(wanted) => key > wanted,
            Self::BeginningWith(wanted) => key > wanted && !key.starts_with(wanted),
        }
    }
}

#[derive(Default)]
pub(super) struct Index(Option<Node>);

struct Node {
    first: Entry,
    best: Entry,
    parts: Parts,
}

enum Parts {
    Leaf(Vec<Entry>),
    Inner(Vec<Node>),
}

fn order(slots: &Slots, a: Entry, b: Entry) -> Ordering {
    slots
        .key(a)
        .cmp(slots.key(b))
        .then_with(|| (a.slot, a.at).cmp(&(b.slot, b.at)))
}

/// The first eight bytes of the key, in an order that agrees with the key's.
fn beginning(key: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, of_key) in bytes.iter_mut().zip(key.bytes()) {
        *byte = of_key;
    }
    u64::from_be_bytes(bytes)
}

impl Index {
    /// All entries at once, in any order.
    pub(super) fn of(slots: &Slots, mut entries: Vec<Entry>) -> Self {
        // Most keys differ in their first bytes; those are compared without going for the text.
        let mut begun: Vec<(u64, Entry)> = entries
            .drain(..)
            .map(|entry| (beginning(slots.key(entry)), entry))
            .collect();
        begun.sort_unstable_by(|(a_begins, a), (b_begins, b)| {
            (a_begins.cmp(b_begins)).then_with(|| order(slots, *a, *b))
        });
        let leaf = |entries: &[(u64, Entry)]| {
            let entries = entries.iter().map(|(_, entry)| *entry);
            Node::new(slots, Parts::Leaf(entries.collect()))
        };
        let mut nodes: Vec<Node> = begun.chunks(FAN_OUT).filter_map(leaf).collect();
        while nodes.len() > 1 {
            let mut above = Vec::with_capacity(nodes.len().div_ceil(FAN_OUT));
            let mut rest = nodes.into_iter().peekable();
            while rest.peek().is_some() {
                let parts = rest.by_ref().take(FAN_OUT).collect();
                above.extend(Node::new(slots, Parts::Inner(parts)));
            }
            nodes = above;
        }
        Self(nodes.pop())
    }

    pub(super) fn insert(&mut self, slots: &Slots, entry: Entry) {
        let Some(root) = &mut self.0 else {
            self.0 = Node::new(slots, Parts::Leaf(vec![entry]));
            return;
        };
        if let Some(right) = root.insert(slots, entry)
            && let Some(left) = self.0.take()
        {
            self.0 = Node::new(slots, Parts::Inner(vec![left, right]));
        }
    }

    /// Takes the entry out; its account's text must still be the one it was put in with.
    pub(super) fn remove(&mut self, slots: &Slots, entry: Entry) {
        if let Some(root) = &mut self.0
            && !root.remove(slots, entry)
        {
            self.0 = None;
        }
    }

    /// The rank of the entry's account changed.
    pub(super) fn rank_changed(&mut self, slots: &Slots, entry: Entry) {
        if let Some(root) = &mut self.0 {
            root.rank_changed(slots, entry);
        }
    }

    /// The slots whose keys are wanted, the best first; one with several such keys several times.
    pub(super) fn best<'s>(&'s self, slots: &'s Slots, wanted: Wanted<'_>) -> Best<'s> {
        let mut best = Best::nothing(slots);
        if let Some(root) = &self.0 {
            best.gather(root, wanted);
        }
        best
    }
}

impl Node {
    /// None without parts.
    fn new(slots: &Slots, parts: Parts) -> Option<Self> {
        let first = match &parts {
            Parts::Leaf(entries) => *entries.first()?,
            Parts::Inner(nodes) => nodes.first()?.first,
        };
        let mut node = Self {
            first,
            best: first,
            parts,
        };
        node.look_again(slots);
        Some(node)
    }

    /// Sets what is known of the parts.
    fn look_again(&mut self, slots: &Slots) {
        let better = |a: &Entry, b: &Entry| slots.rank(*a).cmp(&slots.rank(*b));
        let (first, best) = match &self.parts {
            Parts::Leaf(entries) => (
                entries.first().copied(),
                entries.iter().copied().max_by(better),
            ),
            Parts::Inner(nodes) => (
                nodes.first().map(|node| node.first),
                nodes.iter().map(|node| node.best).max_by(better),
            ),
        };
        self.first = first.unwrap_or(self.first);
        self.best = best.unwrap_or(self.best);
    }

    /// The child that holds the entry, or would.
    fn child(nodes: &[Node], slots: &Slots, entry: Entry) -> usize {
        nodes
            .partition_point(|node| order(slots, node.first, entry).is_le())
            .saturating_sub(1)
    }

    /// The right half, when the node became too large.
    fn insert(&mut self, slots: &Slots, entry: Entry) -> Option<Node> {
        let right = match &mut self.parts {
            Parts::Leaf(entries) => {
                let at = entries.partition_point(|known| order(slots, *known, entry).is_lt());
                if entries.get(at) != Some(&entry) {
                    entries.insert(at, entry);
                }
                halve(entries).map(Parts::Leaf)
            }
            Parts::Inner(nodes) => {
                let at = Self::child(nodes, slots, entry);
                if let Some(right) = nodes[at].insert(slots, entry) {
                    nodes.insert(at + 1, right);
                }
                halve(nodes).map(Parts::Inner)
            }
        };
        self.look_again(slots);
        right.and_then(|parts| Node::new(slots, parts))
    }

    /// False when nothing is left of the node.
    fn remove(&mut self, slots: &Slots, entry: Entry) -> bool {
        let left = match &mut self.parts {
            Parts::Leaf(entries) => {
                entries.retain(|known| *known != entry);
                !entries.is_empty()
            }
            Parts::Inner(nodes) => {
                let at = Self::child(nodes, slots, entry);
                if !nodes[at].remove(slots, entry) {
                    nodes.remove(at);
                }
                !nodes.is_empty()
            }
        };
        self.look_again(slots);
        left
    }

    fn rank_changed(&mut self, slots: &Slots, entry: Entry) {
        if let Parts::Inner(nodes) = &mut self.parts {
            let at = Self::child(nodes, slots, entry);
            nodes[at].rank_changed(slots, entry);
        }
        if self.best.slot == entry.slot {
            self.look_again(slots);
        } else if slots.rank(entry) > slots.rank(self.best) {
            self.best = entry;
        }
    }
}

fn halve<T>(parts: &mut Vec<T>) -> Option<Vec<T>> {
    (parts.len() > FAN_OUT).then(|| parts.split_off(FAN_OUT / 2))
}

/// What is left of a range, by rank.
pub(super) struct Best<'s> {
    slots: &'s Slots,
    heap: BinaryHeap<Ranked<'s>>,
}

struct Ranked<'s> {
    rank: Rank<'s>,
    what: What<'s>,
}

enum What<'s> {
    Part(&'s Node),
    Entry(u32),
}

impl<'s> Best<'s> {
    pub(super) fn nothing(slots: &'s Slots) -> Self {
        Self {
            slots,
            heap: BinaryHeap::new(),
        }
    }

    /// Puts in the parts of the node that are wanted, as large as they can be.
    fn gather(&mut self, node: &'s Node, wanted: Wanted<'_>) {
        let slots = self.slots;
        match &node.parts {
            Parts::Leaf(entries) => {
                let from = entries.partition_point(|entry| wanted.is_after(slots.key(*entry)));
                let wanted = entries[from..]
                    .iter()
                    .take_while(|entry| !wanted.is_before(slots.key(**entry)));
                wanted.for_each(|entry| self.push_entry(*entry));
            }
            Parts::Inner(nodes) => {
                let key = |node: &Node| slots.key(node.first);
                let from = nodes.partition_point(|node| wanted.is_after(key(node)));
                let to = nodes.partition_point(|node| !wanted.is_before(key(node)));
                let from = from.saturating_sub(1);
                for (at, node) in nodes.iter().enumerate().take(to).skip(from) {
                    // One that lies between two others that begin in the range is all in it.
                    if at > from && at + 1 < to {
                        self.push_part(node);
                    } else {
                        self.gather(node, wanted);
                    }
                }
            }
        }
    }

    fn push_part(&mut self, node: &'s Node) {
        let rank = self.slots.rank(node.best);
        let what = What::Part(node);
        self.heap.push(Ranked { rank, what });
    }

    fn push_entry(&mut self, entry: Entry) {
        let rank = self.slots.rank(entry);
        let what = What::Entry(entry.slot);
        self.heap.push(Ranked { rank, what });
    }
}

impl Iterator for Best<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        loop {
            let node = match self.heap.pop()?.what {
                What::Entry(slot) => return Some(slot),
                What::Part(node) => node,
            };
            match &node.parts {
                Parts::Leaf(entries) => entries.iter().for_each(|entry| self.push_entry(*entry)),
                Parts::Inner(nodes) => nodes.iter().for_each(|node| self.push_part(node)),
            }
        }
    }
}

impl Ord for Ranked<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl PartialOrd for Ranked<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked<'_> {}
