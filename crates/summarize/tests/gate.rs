//! The gate before a language model: lies of every kind are refused, honest rewordings mostly pass.

mod fiction;

use fiction::{Fiction, article, on};
use onrecord_model::{
    brief::{Brief, Part, Sentence},
    copy::Origins,
};
use onrecord_summarize::{
    brief::brief,
    gate::{Reworded, Statement, judge},
    length::Length,
};
use std::{collections::BTreeMap, fs, path::Path};

/// A rewording of some sentences, and whether it is honest.
struct Trial {
    file: String,
    /// What is wrong with it; nothing for an honest one.
    lie: Option<String>,
    words: String,
    statements: Vec<Statement>,
}

/// A brief of fictional articles with rewordings of its sentences, as the files of `lies/` hold it.
fn trials(name: &str, file: &str) -> Vec<Trial> {
    let (articles, cases) =
        file.split_once("\n\n").expect("a blank line between articles and cases");
    let fiction = fiction(articles);
    let brief = brief(&fiction.corpus(), Length::Long);
    let (mut chosen, mut found) = (Vec::new(), Vec::new());
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (mark, rest) = line.split_at(1);
        let rest = rest.trim_start();
        let lie = match mark {
            "@" => {
                chosen = rest.split(" + ").map(|key| statement(&brief, key)).collect();
                continue;
            }
            "=" => None,
            "!" => Some(rest.split_once(": ").expect("a kind of lie").0.to_owned()),
            _ => panic!("{name}: {line}"),
        };
        let words = if lie.is_some() { rest.split_once(": ").unwrap().1 } else { rest };
        let (file, words) = (name.to_owned(), words.to_owned());
        found.push(Trial { file, lie, words, statements: chosen.clone() });
    }
    found
}

fn fiction(articles: &str) -> Fiction {
    let mut made = Vec::new();
    for one in articles.split("\noutlet ").skip(1) {
        let (head, lines) = one.split_once('\n').expect("lines of an article");
        let (outlet, day) = head.split_once(" | ").expect("outlet and day");
        let day: jiff::civil::Date = day.parse().expect("a day");
        made.push(article(outlet, on(day.year(), day.month(), day.day()), lines));
    }
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    Fiction { query: String::new(), articles: made, claims: vec![], origins }
}

/// The sentence of the brief that shows these words, taken apart.
fn statement(brief: &Brief, key: &str) -> Statement {
    let sentences = brief.sections.iter().flat_map(|section| &section.sentences);
    let shows = |sentence: &&Sentence| {
        sentence.parts.iter().any(|part| match part {
            Part::Direct(passage) | Part::Retold(passage) => passage.exact().contains(key),
            _ => false,
        })
    };
    let found = sentences.clone().find(shows);
    let found = found.unwrap_or_else(|| panic!("no sentence shows `{key}`: {:#?}", lines(brief)));
    Statement::read(found, &brief.sources).unwrap_or_else(|| panic!("`{}`", text(found)))
}

fn lines(brief: &Brief) -> Vec<String> {
    brief.sections.iter().flat_map(|section| &section.sentences).map(text).collect()
}

fn text(sentence: &Sentence) -> String {
    let show = |part: &Part| match part {
        Part::Ours(words) => words.clone(),
        Part::Direct(passage) => format!("“{}”", passage.exact()),
        Part::Retold(passage) => format!("‹{}›", passage.exact()),
        Part::Hedge(passage) => passage.exact().to_owned(),
        Part::Proof(_) => String::new(),
    };
    sentence.parts.iter().map(show).collect()
}

fn all() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lies");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        trials(&path.file_stem().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap())
    };
    files.iter().flat_map(read).collect()
}

#[test]
fn no_lie_passes() {
    let trials = all();
    let lies: Vec<&Trial> = trials.iter().filter(|trial| trial.lie.is_some()).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for trial in &lies {
        *kinds.entry(trial.lie.as_deref().unwrap_or_default()).or_default() += 1;
        if let Err(refusal) = judge(&trial.statements, &trial.words) {
            println!(
                "{}: {}: {refusal}\n    {}",
                trial.file,
                trial.lie.as_ref().unwrap(),
                trial.words
            );
        }
    }
    let passed = lies.iter().filter(|trial| judge(&trial.statements, &trial.words).is_ok());
    let passed: Vec<String> =
        passed.map(|trial| format!("{}: {}", trial.lie.as_ref().unwrap(), trial.words)).collect();
    println!("{} lies of {} kinds", lies.len(), kinds.len());
    assert!(passed.is_empty(), "{} lies pass:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn honest_rewordings_mostly_pass() {
    let trials = all();
    let honest: Vec<&Trial> = trials.iter().filter(|trial| trial.lie.is_none()).collect();
    let mut n_passed = 0;
    for trial in &honest {
        match judge(&trial.statements, &trial.words) {
            Ok(reworded) => {
                n_passed += 1;
                check_kept(trial, &reworded);
            }
            Err(refusal) => println!("{}: {refusal}\n    {}", trial.file, trial.words),
        }
    }
    println!("{n_passed} of {} honest rewordings pass", honest.len());
    assert!(n_passed * 100 >= honest.len() * 75, "{n_passed} of {}", honest.len());
}

/// Every passage, and every word that follows a statement, is kept.
fn check_kept(trial: &Trial, reworded: &[Reworded]) {
    for statement in &trial.statements {
        let passages =
            statement.proofs.iter().chain(statement.tail.iter().filter_map(Part::passage));
        for passage in passages {
            let is_kept =
                reworded.iter().flat_map(|one| one.sentence.passages()).any(|p| p == passage);
            assert!(is_kept, "{passage} is lost in {}", trial.words);
        }
    }
}
