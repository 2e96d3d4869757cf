//! Pages of the feed over notes in memory.

use std::collections::HashSet;
use std::sync::Arc;

use rules::feed::{HALF_LIFE_MS, Love, SPONSORED_APART, SPONSORED_EVERY};

use super::compose::page;
use super::{Cursor, Listing, PAGE_NOTES, Tab, Taste};
use crate::ids::{AccountId, CommunityId, NoteId};
use crate::notes::{CityNotes, Entry};
use crate::social::Viewer;

const NOW_MS: i64 = 1_795_348_800_000;

fn id(id: i64) -> NoteId {
    NoteId::from(id)
}

fn account(id: i64) -> AccountId {
    AccountId::from(id)
}

/// A note an hour younger than the one before, each by another of seven authors.
fn entry(n: i64) -> Entry {
    Entry::new(
        account(100 + n % 7),
        NOW_MS + n * HALF_LIFE_MS / 24,
        Love {
            likes: u32::try_from(n * 37 % 11).unwrap(),
            ..Love::default()
        },
    )
}

fn city(notes: i64) -> CityNotes {
    let mut city = CityNotes::default();
    for n in 1..=notes {
        city.set(id(n), Some(entry(n)));
    }
    city
}

/// All pages after another, while `meanwhile` happens between them.
fn read_through(
    city: &mut CityNotes,
    tab: Tab,
    taste: &Taste,
    mut meanwhile: impl FnMut(&mut CityNotes, usize),
) -> Vec<NoteId> {
    let (mut read, mut after) = (Vec::new(), None);
    for round in 0..1_000 {
        let Listing { notes, next, .. } = page(city, tab, taste, after);
        assert!(
            notes.len() == PAGE_NOTES || next.is_none(),
            "only the last page is short"
        );
        read.extend(notes);
        // A cursor goes through an address.
        after = next.map(|next: Cursor| next.to_string().parse().unwrap());
        if after.is_none() {
            return read;
        }
        meanwhile(city, round);
    }
    panic!("the feed has no end");
}

fn follows(accounts: impl IntoIterator<Item = AccountId>) -> Taste {
    Taste {
        viewer: Arc::new(Viewer {
            followed: accounts.into_iter().collect(),
            ..Viewer::default()
        }),
        ..Taste::default()
    }
}

#[test]
fn every_tab_shows_each_note_once_while_notes_arrive() {
    for tab in [Tab::ForYou, Tab::Latest] {
        for taste in [Taste::default(), follows([account(103)])] {
            let mut notes = city(1_000);
            let read = read_through(&mut notes, tab, &taste, |city, round| {
                let n = 2_000 + i64::try_from(round).unwrap();
                city.set(id(n), Some(entry(n)));
            });
            let distinct: HashSet<_> = read.iter().collect();
            assert_eq!(distinct.len(), read.len(), "{tab:?}: nothing twice");
            assert_eq!(read.len(), 1_000, "{tab:?}: nothing left out");
        }
    }
}

#[test]
fn following_holds_their_notes_by_time() {
    let taste = follows([account(101), account(105)]);
    let read = read_through(&mut city(400), Tab::Following, &taste, |_, _| {});
    let expected: Vec<_> = (1..=400)
        .rev()
        .filter(|n| [1, 5].contains(&(n % 7)))
        .map(id)
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn nobody_sees_a_note_of_those_whom_they_hide() {
    let hidden = account(102);
    let viewers = [
        Viewer {
            blocked: [hidden].into_iter().collect(),
            ..Viewer::default()
        },
        Viewer {
            blocked_by: [hidden].into_iter().collect(),
            ..Viewer::default()
        },
        Viewer {
            muted: [hidden].into_iter().collect(),
            followed: [hidden].into_iter().collect(),
            ..Viewer::default()
        },
    ];
    for viewer in viewers {
        let taste = Taste {
            viewer: Arc::new(viewer),
            ..Taste::default()
        };
        for tab in [Tab::ForYou, Tab::Following, Tab::Latest] {
            let read = read_through(&mut city(700), tab, &taste, |_, _| {});
            assert!(read.iter().all(|note| note.get() % 7 != 2), "{tab:?}");
        }
    }
}

#[test]
fn an_old_note_of_a_friend_comes_up_and_a_community_s_counts() {
    let mut notes = city(1_000);
    let friend = Entry::new(account(9), NOW_MS, Love::default());
    notes.set(id(1_001), Some(friend));
    let first = |taste: &Taste, notes: &CityNotes| page(notes, Tab::ForYou, taste, None).notes;
    assert!(!first(&Taste::default(), &notes).contains(&id(1_001)));
    let mut all = notes;
    let read = read_through(&mut all, Tab::ForYou, &follows([account(9)]), |_, _| {});
    let place = read.iter().position(|note| *note == id(1_001)).unwrap();
    assert!(place < 300, "in the first window, not at the end: {place}");

    let food = CommunityId::from(5);
    let mut notes = city(30);
    let about_food = Entry {
        communities: Box::from([food]),
        ..entry(20)
    };
    notes.set(id(20), Some(about_food));
    let rank = |taste: &Taste| first(taste, &notes).iter().position(|note| *note == id(20));
    let joined = Taste {
        joined: HashSet::from([food]),
        ..Taste::default()
    };
    assert!(rank(&joined) < rank(&Taste::default()));
}

/// Every third note is sponsored, and the newest six are.
fn is_sponsored(note: NoteId) -> bool {
    note.get() % 3 == 0 || note.get() > 594
}

fn sponsored_city() -> CityNotes {
    let mut city = city(600);
    for note in (1..=600).map(id).filter(|note| is_sponsored(*note)) {
        let entry = Entry {
            sponsored: true,
            ..city.get(note).unwrap().clone()
        };
        city.set(note, Some(entry));
    }
    city
}

#[test]
fn sponsored_notes_are_few_and_apart_in_every_tab_across_its_pages() {
    let everybody = || follows((100..107).map(account));
    for (tab, taste) in [
        (Tab::ForYou, Taste::default()),
        (Tab::ForYou, everybody()),
        (Tab::Latest, Taste::default()),
        (Tab::Following, everybody()),
    ] {
        let mut notes = sponsored_city();
        let read = read_through(&mut notes, tab, &taste, |city, round| {
            let n = 2_000 + i64::try_from(round).unwrap();
            let sponsored = round % 2 == 0;
            city.set(
                id(n),
                Some(Entry {
                    sponsored,
                    ..entry(n)
                }),
            );
        });
        let distinct: HashSet<_> = read.iter().collect();
        assert_eq!(distinct.len(), read.len(), "{tab:?}: nothing twice");
        let others = read.iter().filter(|note| !is_sponsored(**note)).count();
        let all = (1..=600)
            .map(id)
            .filter(|note| !is_sponsored(*note))
            .count();
        assert_eq!(others, all, "{tab:?}: nothing else is left out");
        let (mut count, mut since) = (0, SPONSORED_APART);
        for (place, note) in read.iter().enumerate() {
            since += 1;
            if is_sponsored(*note) {
                count += 1;
                assert!(count * SPONSORED_EVERY <= place + 1, "{tab:?} at {place}");
                assert!(since > SPONSORED_APART, "{tab:?} at {place}");
                since = 0;
            }
        }
        assert!(count > read.len() / PAGE_NOTES, "{tab:?}: {count}");
    }
}

#[test]
fn in_the_order_of_time_a_sponsored_note_waits_and_is_not_lost() {
    for (tab, taste) in [
        (Tab::Latest, Taste::default()),
        (Tab::Following, follows((100..107).map(account))),
    ] {
        let mut notes = city(200);
        // Newer than everything that the first page shows.
        for n in 196..=200 {
            let sponsored = true;
            notes.set(
                id(n),
                Some(Entry {
                    sponsored,
                    ..entry(n)
                }),
            );
        }
        let read = read_through(&mut notes, tab, &taste, |_, _| {});
        assert_eq!(read.len(), 200, "{tab:?}");
        let waited = read.iter().filter(|note| note.get() >= 196);
        let waited: Vec<i64> = waited.map(|note| note.get()).collect();
        assert_eq!(
            waited,
            [200, 199, 198, 197, 196],
            "{tab:?}: the newest first"
        );
        let third = read.iter().position(|note| *note == id(198)).unwrap();
        assert!(third > PAGE_NOTES, "it stands on the second page");
    }
}

#[test]
fn a_note_that_is_sponsored_is_counted_and_one_that_is_not_leaves_no_trace() {
    let mut notes = sponsored_city();
    let listing = page(&notes, Tab::Latest, &Taste::default(), None);
    let shown = listing.notes.iter().filter(|note| is_sponsored(**note));
    assert_eq!(listing.sponsored, shown.count());
    assert_eq!(listing.sponsored, 2);
    for note in (1..=600).map(id) {
        let entry = entry(note.get());
        notes.set(note, Some(entry));
    }
    let listing = page(&notes, Tab::Latest, &Taste::default(), None);
    assert_eq!((listing.sponsored, listing.notes[0]), (0, id(600)));
}
