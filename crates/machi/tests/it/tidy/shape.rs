//! Files and functions stay short, say what they are, and carry nothing that was put off.

use super::{Source, none, root, sources};

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 60;

#[test]
fn files_and_functions_stay_short() {
    let mut complaints = Vec::new();
    for source in all() {
        let lines = source.text.lines().count();
        if lines > FILE_LINES_MAX {
            complaints.push(format!(
                "{}: {lines} lines, at most {FILE_LINES_MAX}",
                source.path
            ));
        }
        for (name, lines) in functions(&source.text) {
            if lines > FUNCTION_LINES_MAX {
                complaints.push(format!(
                    "{}: {name} has {lines} lines, at most {FUNCTION_LINES_MAX}",
                    source.path
                ));
            }
        }
    }
    none(complaints);
}

#[test]
fn each_file_says_what_it_is() {
    let silent = all()
        .into_iter()
        .filter(|source| source.path.ends_with(".rs") && !source.text.starts_with("//! "));
    none(
        silent
            .map(|source| format!("{}: opens without //!", source.path))
            .collect(),
    );
}

#[test]
fn nothing_is_put_off_or_switched_off() {
    // Written in two parts, so that this file does not find itself.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[al", "low("),
        concat!("#[ig", "nore"),
    ];
    let mut complaints = Vec::new();
    for source in all() {
        for (number, line) in source.text.lines().enumerate() {
            complaints.extend(
                words
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{}:{}: {word}", source.path, number + 1)),
            );
        }
    }
    none(complaints);
}

#[test]
fn nothing_stands_inline_in_a_page() {
    let mut complaints = Vec::new();
    for source in sources("crates/machi/src", &[".html"]) {
        for (number, line) in source.text.lines().enumerate() {
            let inline = [
                " style=\"",
                "<style",
                " onclick=",
                " onload=",
                " onchange=",
                " onsubmit=",
                "javascript:",
            ];
            let foreign = line.contains("src=\"http") || (line.contains("<script>"));
            if foreign || inline.iter().any(|inline| line.contains(inline)) {
                complaints.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none(complaints);
}

#[test]
fn every_migration_is_listed() {
    let list = std::fs::read_to_string(root().join("crates/machi/src/migrations.rs")).unwrap();
    let unlisted = sources("crates/machi/migrations", &[".sql"])
        .into_iter()
        .filter(|source| {
            let name = source
                .path
                .rsplit('/')
                .next()
                .unwrap()
                .trim_end_matches(".sql");
            !list.contains(&format!("\"{name}\""))
        });
    none(
        unlisted
            .map(|source| format!("{} is not listed", source.path))
            .collect(),
    );
}

fn all() -> Vec<Source> {
    let mut all = sources("crates", &[".rs", ".html", ".css", ".ts"]);
    all.extend(sources("web", &[".css", ".ts"]));
    all
}

/// The functions of a formatted file with their number of lines.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indent));
        if let Some(length) = lines[start..].iter().position(|line| *line == end) {
            found.push((name, length + 1));
        }
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let mut code = line.trim_start();
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        code = code.strip_prefix(word).unwrap_or(code);
    }
    let rest = code.strip_prefix("fn ")?;
    let one_line = line.trim_end().ends_with('}') || line.trim_end().ends_with(';');
    (!one_line).then(|| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    })
}
