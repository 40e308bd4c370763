//! Answers of other extractors for the pages of a gold file, with the CPU time that they took.
//!
//! `onrecord-peers TOOL GOLD PAGES OUT`, where TOOL is `dom_smoothie`, `rs-trafilatura` or `html5ever`
//! (the parser alone: the floor of all three). One thread; reading and decoding a page are not counted.

use anyhow::{Context, Result, bail};
use dom_smoothie::{Config, Readability, TextMode};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::RcDom;
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Map, Value, json};
use std::{fs, path::Path, time::Duration};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, tool, gold, pages, out] = args.as_slice() else {
        bail!("usage: onrecord-peers dom_smoothie|rs-trafilatura|html5ever GOLD PAGES OUT");
    };
    let answer: fn(&str, Option<&str>) -> Value = match tool.as_str() {
        "dom_smoothie" => dom_smoothie,
        "rs-trafilatura" => rs_trafilatura,
        "html5ever" => html5ever_alone,
        _ => bail!("no tool is called {tool}"),
    };
    let entries: Map<String, Value> = serde_json::from_slice(&fs::read(gold)?)?;
    let mut answers = Map::new();
    let mut spent = Duration::ZERO;
    for (page, entry) in &entries {
        let path = Path::new(pages).join(entry["file"].as_str().context("a page without a file")?);
        let html = decoded(&fs::read(&path).with_context(|| path.display().to_string())?);
        let before = cpu_time();
        let answer = answer(&html, entry["url"].as_str());
        spent += cpu_time() - before;
        answers.insert(page.clone(), answer);
    }
    let meta = json!({ "tool": tool, "pages": entries.len(), "cpu_seconds": spent.as_secs_f64() });
    answers.insert("_meta".to_owned(), meta);
    fs::write(out, serde_json::to_string(&answers)?)?;
    Ok(())
}

/// UTF-8, or the label of a `charset=` in the first bytes, or windows-1252.
fn decoded(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).unwrap_or_default();
    let label = label.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c));
    let label = &label[..end.unwrap_or(label.len())];
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes).0.into_owned()
}

fn dom_smoothie(html: &str, address: Option<&str>) -> Value {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let parsed = Readability::new(html, address, Some(config)).and_then(|mut it| it.parse());
    match parsed {
        Ok(article) => json!({
            "text": &*article.text_content,
            "title": article.title,
            "authors": article.byline.into_iter().collect::<Vec<_>>(),
            "date": article.published_time,
            "sitename": article.site_name,
        }),
        Err(_) => json!({}),
    }
}

fn rs_trafilatura(html: &str, address: Option<&str>) -> Value {
    let options = rs_trafilatura::Options {
        url: address.map(str::to_owned),
        ..rs_trafilatura::Options::default()
    };
    match rs_trafilatura::extract_with_options(html, &options) {
        Ok(result) => json!({
            "text": result.content_text,
            "title": result.metadata.title,
            "authors": names(result.metadata.author.as_deref()),
            "date": result.metadata.date.map(|date| date.format("%Y-%m-%d").to_string()),
            "sitename": result.metadata.sitename,
        }),
        Err(_) => json!({}),
    }
}

fn names(joined: Option<&str>) -> Vec<&str> {
    joined.into_iter().flat_map(|names| names.split("; ")).collect()
}

fn html5ever_alone(html: &str, _: Option<&str>) -> Value {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    json!({ "n_problems": dom.errors.borrow().len() })
}

fn cpu_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}
