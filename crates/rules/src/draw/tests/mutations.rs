//! Every single change of a decoded value of a proof is noticed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::verify::{Step, verify};
use super::proofs::PUBLISHED;

/// Other values in the place of this one.
fn instead_of(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => other_texts(text).into_iter().map(Value::String).collect(),
        Value::Number(number) => {
            let number = number.as_u64().unwrap();
            let others = [
                number + 1,
                number.wrapping_sub(1) & ((1 << 53) - 1),
                0,
                1,
                number * 2,
                (1 << 53) - 1,
            ];
            let others = others.into_iter().filter(|&other| other != number);
            others.map(|other| json!(other)).collect()
        }
        Value::Array(items) => other_lists(items).into_iter().map(Value::Array).collect(),
        Value::Object(_) => vec![json!({}), json!("")],
        Value::Null | Value::Bool(_) => panic!("proofs have none: {value}"),
    }
}

/// At the beginning, in the middle and at the end, another character of the same kind, one less, one more.
fn other_texts(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut others = vec![
        String::new(),
        format!("{text}0"),
        text.to_uppercase(),
        format!("{text} "),
    ];
    for at in [0, chars.len() / 2, chars.len().saturating_sub(1)] {
        let Some(&old) = chars.get(at) else { continue };
        let mut changed = chars.clone();
        changed[at] = if old == '1' { '2' } else { '1' };
        others.push(changed.iter().collect());
        changed.remove(at);
        others.push(changed.into_iter().collect());
    }
    others.retain(|other| other != text);
    others
}

fn other_lists(items: &[Value]) -> Vec<Vec<Value>> {
    let mut others = vec![vec![]];
    for at in 0..items.len() {
        let mut dropped = items.to_vec();
        let item = dropped.remove(at);
        others.push(dropped);
        let mut doubled = items.to_vec();
        doubled.insert(at, item);
        others.push(doubled);
        if at > 0 {
            let mut swapped = items.to_vec();
            swapped.swap(at - 1, at);
            others.push(swapped);
        }
    }
    others.retain(|other| other != items);
    others
}

/// Every document that differs from this one in one value at any depth, and where.
fn mutations(value: &Value, path: &str) -> Vec<(String, Value)> {
    let mut all: Vec<_> = instead_of(value)
        .into_iter()
        .map(|other| (path.to_owned(), other))
        .collect();
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let mut without = fields.clone();
                without.remove(name);
                all.push((format!("{path}.{name} dropped"), Value::Object(without)));
                for (path, other) in mutations(field, &format!("{path}.{name}")) {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), other);
                    all.push((path, Value::Object(fields)));
                }
            }
            let mut with = fields.clone();
            with.insert("more".into(), json!(1));
            all.push((format!("{path}.more"), Value::Object(with)));
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                for (path, other) in mutations(item, &format!("{path}[{at}]")) {
                    let mut items = items.clone();
                    items[at] = other;
                    all.push((path, Value::Array(items)));
                }
            }
        }
        _ => {}
    }
    all
}

#[test]
fn every_change_of_a_proof_is_noticed() {
    let proof: Value = serde_json::from_slice(PUBLISHED).unwrap();
    assert_eq!(serde_json::to_vec(&proof).unwrap(), PUBLISHED);
    let mutations = mutations(&proof, "proof");
    assert!(mutations.len() >= 500, "only {}", mutations.len());
    let mut failed: BTreeMap<Step, usize> = BTreeMap::new();
    for (path, mutation) in &mutations {
        let bytes = serde_json::to_vec(mutation).unwrap();
        match verify(&bytes) {
            Err(step) => *failed.entry(step).or_default() += 1,
            Ok(_) => panic!("{path} was changed, and nobody noticed: {mutation}"),
        }
    }
    println!("{} changes noticed: {failed:?}", mutations.len());
    for step in [
        Step::Form,
        Step::Announcement,
        Step::List,
        Step::Chain,
        Step::Commitment,
        Step::Log,
        Step::Seed,
        Step::Winners,
    ] {
        assert!(failed.contains_key(&step), "no change fails at {step:?}");
    }
}
