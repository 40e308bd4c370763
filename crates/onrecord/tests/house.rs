//! The house plan, kept true: who may import whom, and one line per file on what it holds.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Which rooms each room may import. No verb imports another verb.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("archive", &[]),
    ("model", &["text"]),
    ("collect", &["model", "text", "archive"]),
    ("process", &["model", "text"]),
    ("analyze", &["model", "text"]),
    ("summarize", &["model", "text"]),
    ("store", &["model", "text", "archive"]),
    ("center", &["text", "model", "collect", "process", "analyze", "summarize", "store"]),
    ("onrecord", &["center", "model"]),
];

#[test]
fn rooms_import_only_what_the_plan_allows() {
    let mut problems = Vec::new();
    for (room, allowed) in MAY_IMPORT {
        let manifest = fs::read_to_string(crates().join(room).join("Cargo.toml")).unwrap();
        for (other, _) in MAY_IMPORT {
            if manifest.contains(&format!("\"../{other}\"")) && !allowed.contains(other) {
                problems.push(format!("{room} must not import {other}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn files_import_only_files_listed_above_them() {
    let mut problems = Vec::new();
    for (room, _) in MAY_IMPORT {
        let src = crates().join(room).join("src");
        let root =
            ["lib.rs", "main.rs"].map(|name| src.join(name)).into_iter().find(|p| p.is_file());
        check_order(&root.unwrap(), &src, "crate::", &mut problems);
        for file in rust_files(&src).iter().filter(|file| file.ends_with("mod.rs")) {
            let folder = file.parent().unwrap();
            let inside = format!("crate::{}::", folder.file_name().unwrap().display());
            check_order(file, folder, &inside, &mut problems);
            check_order(file, folder, "super::", &mut problems);
        }
    }
    assert!(problems.is_empty(), "imports of a file listed below:\n{}", problems.join("\n"));
}

/// Finds imports that start with `prefix` and name a module listed below the importing one.
fn check_order(list: &Path, folder: &Path, prefix: &str, problems: &mut Vec<String>) {
    let order = modules(list);
    let position = |name: &str| order.iter().position(|module| module == name);
    for file in rust_files(folder) {
        let inner = file.strip_prefix(folder).unwrap();
        let depth = inner.components().count();
        let own = inner.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own_idx) = position(own) else {
            continue;
        };
        if prefix == "super::" && depth > 1 {
            continue;
        }
        for name in imported(&fs::read_to_string(&file).unwrap(), prefix) {
            if position(&name).is_some_and(|idx| own_idx < idx) {
                let place = file.strip_prefix(crates()).unwrap().display();
                problems.push(format!("{place} imports {prefix}{name}"));
            }
        }
    }
}

/// The names right after `prefix`, those in braces included: `crate::{a::B, c}` gives a and c.
fn imported(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let (mut depth, mut name) = (0, String::new());
        let mut taking = true;
        for c in code[at + prefix.len()..].chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => taking = true,
                c if c.is_alphanumeric() || c == '_' => {
                    if taking {
                        name.push(c);
                    }
                    continue;
                }
                _ => (),
            }
            if !name.is_empty() {
                names.push(std::mem::take(&mut name));
                taking = c == ',' && depth == 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

#[test]
fn imports_are_read_with_and_without_braces() {
    let code =
        "use crate::{brief::Brief, id, story::{self, Story}};\nlet x = crate::wire::read(b);";
    assert_eq!(imported(code, "crate::"), ["brief", "id", "story", "wire"]);
}

#[test]
fn the_architecture_lists_the_files_of_each_room_in_order() {
    let page = fs::read_to_string(crates().join("../ARCHITECTURE.md")).unwrap();
    for (room, _) in MAY_IMPORT.iter().filter(|(room, _)| *room != "onrecord") {
        let files = modules(&crates().join(room).join("src/lib.rs"));
        let files: Vec<_> = files.into_iter().filter(|file| file != "testing").collect();
        let row = page.lines().find(|line| line.starts_with(&format!("| `{room}` |"))).unwrap();
        let listed = row.split('|').nth(3).unwrap().trim();
        if room == &"model" {
            continue; // told as a list of nouns, with the wire form last
        }
        assert_eq!(listed, files.join(", "), "{room}");
    }
}

#[test]
fn every_link_of_the_pages_at_the_root_leads_somewhere() {
    let root = crates().join("..");
    let mut dead = Vec::new();
    for page in ["README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            if !link.contains("://") && !file.is_empty() && !root.join(file).exists() {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn every_file_says_what_it_holds() {
    let mut silent = Vec::new();
    for file in rust_files(&crates()) {
        if !fs::read_to_string(&file).unwrap().starts_with("//! ") {
            silent.push(file.strip_prefix(crates()).unwrap().display().to_string());
        }
    }
    assert!(silent.is_empty(), "no `//!` on the first line:\n{}", silent.join("\n"));
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn modules(root: &Path) -> Vec<String> {
    let text = fs::read_to_string(root).unwrap();
    let names = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
