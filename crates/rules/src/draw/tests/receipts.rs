//! Receipts against the published proof.

use super::super::canonical;
use super::super::receipt::{self, Entry, Finding, Receipt, ReceiptProblem};
use super::super::verify::verify;
use super::proofs::{PUBLISHED, key, pseudonym_of, public};

const PUBLISHED_RECEIPT: &[u8] = include_bytes!("../../../vectors/draw/receipt.json");

fn receipt(draw_id: &str, entrant: u8, weight: u64) -> Receipt {
    let entry = Entry {
        at_ms: 1_694_700_000_000,
        draw_id: draw_id.into(),
        format: receipt::FORMAT.into(),
        key: public(&key(2)),
        pseudonym: pseudonym_of(draw_id, entrant),
        weight,
    };
    let signature = key(2).sign(&entry.bytes()).as_ref().to_vec();
    entry.signed(signature)
}

#[test]
fn a_receipt_shows_what_became_of_its_entry() {
    let proof = verify(PUBLISHED).unwrap().proof;
    let finding = |entrant, weight| {
        receipt(&proof.draw_id, entrant, weight)
            .find_in(&proof)
            .unwrap()
    };
    // Entrant 7 has weight 4 in the list.
    assert_eq!(finding(7, 4), Finding::InList);
    assert_eq!(finding(7, 3), Finding::InList);
    assert_eq!(finding(7, 5), Finding::Lowered);
    assert_eq!(finding(1, 3), Finding::Stated);
    assert_eq!(finding(101, 1), Finding::Stated);
    assert_eq!(finding(77, 1), Finding::Missing);
    let other = receipt("42:0", 7, 4).find_in(&proof);
    assert!(matches!(other, Err(ReceiptProblem::OtherDraw)));
    let other = Receipt {
        key: [9; 32],
        ..receipt(&proof.draw_id, 7, 4)
    };
    assert!(matches!(
        other.find_in(&proof),
        Err(ReceiptProblem::OtherKey)
    ));
}

#[test]
fn the_published_receipt_opens_and_no_other_like_it() {
    let proof = verify(PUBLISHED).unwrap().proof;
    let bytes = canonical::write(&receipt(&proof.draw_id, 7, 4));
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        String::from_utf8_lossy(PUBLISHED_RECEIPT)
    );
    assert!(Receipt::open(PUBLISHED_RECEIPT).is_ok());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(Receipt::open(&changed).is_err(), "byte {at}");
    }
}
