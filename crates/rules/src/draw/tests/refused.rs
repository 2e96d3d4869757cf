//! What the TypeScript verifier refuses at a step is refused here at the same one: both read one file.

use ring::signature::KeyPair;
use serde::Deserialize;
use serde_json::Value;

use super::super::canonical::{self, INTEGER_MAX};
use super::super::receipt::{Receipt, ReceiptProblem};
use super::super::verify::{Step, verify};
use super::proofs::{PUBLISHED, key};

const REFUSED: &[u8] = include_bytes!("../../../vectors/draw/refused.json");
const RECEIPT: &[u8] = include_bytes!("../../../vectors/draw/receipt.json");

#[derive(Deserialize)]
struct Refused {
    proof: Vec<Case>,
    receipt: Vec<Case>,
}

/// A value in the place of one of the published document.
#[derive(Deserialize)]
struct Case {
    at: Vec<Value>,
    value: Option<Value>,
    /// A list of so many of the same.
    repeat: Option<(Value, usize)>,
    step: Option<String>,
}

impl Case {
    fn applied(&self, document: &mut Value) {
        let mut place = document;
        for part in &self.at {
            place = match part.as_u64() {
                Some(at) => &mut place[at as usize],
                None => &mut place[part.as_str().unwrap()],
            };
        }
        *place = match (&self.value, &self.repeat) {
            (Some(value), _) => value.clone(),
            (None, Some((item, n))) => vec![item.clone(); *n].into(),
            (None, None) => panic!("nothing in its place: {:?}", self.at),
        };
    }
}

fn cases() -> Refused {
    serde_json::from_slice(REFUSED).unwrap()
}

#[test]
fn both_verifiers_name_the_same_step() {
    for case in cases().proof {
        let mut proof: Value = serde_json::from_slice(PUBLISHED).unwrap();
        case.applied(&mut proof);
        let step = verify(&canonical::write(&proof)).map(|_| ()).unwrap_err();
        let expected = case.step.as_deref().unwrap();
        assert_eq!(step.id(), expected, "{:?} {:?}", case.at, case.value);
    }
}

#[test]
fn weights_beyond_every_total_are_a_wrong_list() {
    let mut proof: Value = serde_json::from_slice(PUBLISHED).unwrap();
    let entrants = (0..2_000).map(|n| (format!("{n:032x}"), INTEGER_MAX));
    proof["entrants"] = serde_json::to_value(entrants.collect::<Vec<_>>()).unwrap();
    proof["left_out"] = Value::Array(Vec::new());
    assert_eq!(verify(&canonical::write(&proof)).unwrap_err(), Step::List);
}

#[test]
fn a_receipt_without_its_form_is_none_whoever_signed_it() {
    let form = |bytes: &[u8]| match Receipt::open(bytes) {
        Err(ReceiptProblem::Form(_) | ReceiptProblem::Format) => true,
        Err(_) | Ok(_) => false,
    };
    for case in cases().receipt {
        let mut receipt: Value = serde_json::from_slice(RECEIPT).unwrap();
        case.applied(&mut receipt);
        // Signed as it is, unless the signature itself is what is wrong.
        if case.at[0] != "signature" && case.at[0] != "key" {
            let mut entry = receipt.clone();
            entry.as_object_mut().unwrap().remove("signature");
            let signature = key(2).sign(&canonical::write(&entry));
            receipt["signature"] = hex::encode(signature.as_ref()).into();
            assert_eq!(receipt["key"], hex::encode(key(2).public_key().as_ref()));
        }
        let bytes = canonical::write(&receipt);
        assert!(form(&bytes), "{:?} {:?}", case.at, case.value);
    }
    assert!(!form(RECEIPT));
}
