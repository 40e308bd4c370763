//! Pages and what becomes of them: `tests/pages/<name>/source.*` and `expected.json`.
//!
//! `UPDATE_PAGES=1 cargo test -p onrecord-process --test pages` writes what the code says now; read
//! the difference. The pages, their outlets and people are invented.

use jiff::Timestamp;
use onrecord_model::{
    article::Article,
    capture::{Capture, Obtained},
    problem::ProblemKind,
};
use onrecord_process::article::{page_text, process};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Generous for a debug build on a busy machine; a quadratic step takes minutes.
const PATIENCE: Duration = Duration::from_secs(60);

fn capture(name: &str, body: Vec<u8>) -> Capture {
    Capture {
        address: None,
        name: name.to_owned(),
        captured_at: "2023-01-01T00:00:00Z".parse::<Timestamp>().unwrap(),
        obtained: Obtained::File,
        status: None,
        headers: Vec::new(),
        body,
        http: None,
        problems: Vec::new(),
    }
}

fn folders() -> Vec<PathBuf> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(pages).unwrap().map(|at| at.unwrap().path()).collect();
    folders.sort();
    folders
}

fn page(folder: &Path) -> Capture {
    let source = ["source.html", "source.txt"].map(|name| folder.join(name));
    let source = source.iter().find(|path| path.exists()).unwrap();
    capture(&source.file_name().unwrap().to_string_lossy(), fs::read(source).unwrap())
}

fn shown(article: &Article) -> Value {
    let lines: Vec<String> = article
        .zones
        .iter()
        .map(|zone| format!("{:?}/{:?}: {}", zone.kind, zone.block, zone.span.of(&article.text)))
        .collect();
    let field = |value: &Option<onrecord_model::article::Field<String>>| {
        value.as_ref().map(|field| format!("{} ({:?})", field.value, field.place))
    };
    json!({
        "address": field(&article.address),
        "title": field(&article.title),
        "authors": article.authors.iter().map(|author| &author.value).collect::<Vec<_>>(),
        "outlet": article.outlet.as_ref().map(|outlet| &outlet.value.name),
        "section": field(&article.section),
        "language": article.language,
        "published": article.published.label(),
        "modified": article.modified.label(),
        "credits": article.credits.iter().map(|credit| {
            format!("{:?} {}: {}", credit.reach, credit.name, credit.span.of(&article.text))
        }).collect::<Vec<_>>(),
        "related": article.related.iter().map(|related| json!([related.title, related.address])).collect::<Vec<_>>(),
        "problems": article.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "lines": lines,
    })
}

#[test]
fn pages_become_the_articles_expected() {
    for folder in folders() {
        let found = shown(&process(&page(&folder)));
        let path = folder.join("expected.json");
        if std::env::var_os("UPDATE_PAGES").is_some() {
            fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&found).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap(),
            "{}",
            folder.display()
        );
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_line_stands_in_the_page_and_in_one_zone() {
    for folder in folders() {
        let capture = page(&folder);
        let (article, page) = (process(&capture), words(&page_text(&capture)));
        let lines: Vec<&str> = article.text.lines().collect();
        let zones: Vec<&str> =
            article.zones.iter().map(|zone| zone.span.of(&article.text)).collect();
        assert_eq!(lines, zones);
        for line in
            lines.into_iter().chain(article.title.as_ref().map(|title| title.value.as_str()))
        {
            assert!(page.contains(&words(line)), "{}: {line}", folder.display());
        }
    }
}

fn problems(body: Vec<u8>) -> Vec<ProblemKind> {
    let start = Instant::now();
    let article = process(&capture("page.html", body));
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    article.problems.iter().map(|problem| problem.kind).collect()
}

#[test]
fn bad_input_has_named_problems() {
    use ProblemKind::*;
    let cases: [(Vec<u8>, ProblemKind); 8] = [
        (Vec::new(), Empty),
        (b" \n\t".to_vec(), Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(), NotText),
        (b"%PDF-1.7 text".to_vec(), NotText),
        (b"<meta charset=utf-8><p>caf\xe9 \xff\xfe</p>".to_vec(), Charset),
        (b"<title>404 Not Found</title><p>Nothing here.</p>".to_vec(), NotAnArticle),
        (b"<html><body><nav><a href=/>Home</a></nav></body></html>".to_vec(), NoText),
        (b"<p>A page without any title or date at all, only one sentence.</p>".to_vec(), NoDate),
    ];
    for (body, kind) in cases {
        let found = problems(body.clone());
        assert!(found.contains(&kind), "{:?}: {found:?}", String::from_utf8_lossy(&body));
    }
}

#[test]
fn a_front_page_is_no_article() {
    let of = |address: &str| {
        let mut capture = capture("page.html", b"<h1>Courier</h1><p>The bridge opens.".to_vec());
        capture.address = Some(address.to_owned());
        let problems = process(&capture).problems;
        problems.iter().any(|problem| problem.kind == ProblemKind::NotAnArticle)
    };
    assert!(of("https://courier.example/") && of("https://courier.example"));
    assert!(!of("https://courier.example/2024/bridge"));
}

#[test]
fn hostile_sizes_cost_linear_time() {
    let deep = format!("{}<p>The one sentence of this page.</p>", "<div>".repeat(100_000));
    assert!(problems(deep.into_bytes()).contains(&ProblemKind::TooDeep));
    assert!(problems("<div>".repeat(10 << 20).into_bytes()).contains(&ProblemKind::TooLarge));
    problems("<p>One of many short paragraphs.</p>".repeat(50_000).into_bytes());
    problems("</p></b></a></div></table>".repeat(30_000).into_bytes());
    problems("<li><a href=x>A link of some length</a>".repeat(30_000).into_bytes());
    problems("a short line of a text dump\n".repeat(60_000).into_bytes());
    problems("<h1>A heading among many others</h1>".repeat(20_000).into_bytes());
    problems("<span class=author>Ana Ruiz</span>".repeat(20_000).into_bytes());
    let data = format!("<script type='application/ld+json'>{}</script>", "[".repeat(200_000));
    assert!(problems(data.into_bytes()).contains(&ProblemKind::MetadataBroken));
}
