//! Each module of the server uses only those that stand above it in `lib.rs`.

use super::{none, root, sources};

#[test]
fn modules_use_only_those_above_them() {
    let lib = std::fs::read_to_string(root().join("crates/machi/src/lib.rs")).unwrap();
    let order: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let place = |module: &str| order.iter().position(|known| *known == module);
    let mut complaints = Vec::new();
    for source in sources("crates/machi/src", &[".rs"])
        .iter()
        .filter(|source| !source.is_test())
    {
        let inside = source.path.trim_start_matches("crates/machi/src/");
        let own = inside.split('/').next().unwrap().trim_end_matches(".rs");
        let Some(own_place) = place(own) else {
            continue;
        };
        for (number, line) in source.text.lines().enumerate() {
            for used in used_modules(line) {
                if place(&used).is_some_and(|used_place| used_place > own_place) {
                    complaints.push(format!(
                        "{}:{}: {own} uses {used}, which comes after it",
                        source.path,
                        number + 1
                    ));
                }
            }
        }
    }
    none(complaints);
}

/// The modules named by `crate::module` and `use crate::{module, …}` in a line of code.
fn used_modules(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let name = |text: &str| {
        text.chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '_')
            .collect::<String>()
    };
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(top_level(list).iter().map(|item| name(item.trim()))),
            None => used.push(name(rest)),
        }
    }
    used
}

/// The items of a `{…}` list that stand at its own level.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..at]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    items
}

#[test]
fn a_list_of_modules_is_read_at_its_own_level() {
    assert_eq!(
        used_modules("use crate::{app, text::{Lang, names}, web};"),
        ["app", "text", "web"]
    );
    assert_eq!(
        used_modules("    crate::cities::City // crate::web"),
        ["cities"]
    );
}
