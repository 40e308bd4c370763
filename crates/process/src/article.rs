//! A capture becomes an article: decode, extract, describe, date, name the language.

use crate::{
    EXTRACTOR,
    date::{DateField, Input, date, is_dated, is_front_page},
    dom::{Dom, MAX_DEPTH, MAX_NODES, ROOT},
    extract::{
        body::Stated,
        compose::{Composed, Layout, compose_stated, stated_text},
        dump,
        outline::Outline,
        scripted,
    },
    metadata::{
        authors::{Clues, authors},
        credits::{credits, own_lead},
        dates::{Frame, date_fields},
        dump as of_dump,
        head::Head,
        outlet::{self, names, outlet},
        place, related,
        structured::{Structured, parse, scripts},
        title::{self, title},
        wording::{key_of, tidy},
    },
    reading::{Form, read},
};
use jiff::tz::TimeZone;
use onrecord_model::{
    address::site,
    article::{Article, Field, Place, Related, ZoneKind},
    capture::Capture,
    outlet::Outlet,
    problem::{Problem, ProblemKind},
};
use onrecord_text::language;
use serde_json::Value;

/// A body in structured data replaces one on the page that is less than half as long and it itself
/// at least this long, in bytes: the page's own is scripted away.
const MIN_STATED_BYTES: usize = 400;

/// A text shorter than this under the title of an error page is none, in bytes.
const MIN_ARTICLE_BYTES: usize = 600;

/// Makes an article of a capture. A bad page is no error: it gives an article with its problems.
#[must_use]
pub fn process(capture: &Capture) -> Article {
    let mut problems = Vec::new();
    let read = if capture.is_gone() { None } else { read(capture, &mut problems) };
    let parts = match read {
        None if capture.is_gone() => gone(capture),
        Some((text, Form::Page)) => of_page(capture, &text, &mut problems),
        Some((text, Form::Text)) => of_text(capture, &text),
        None => Parts::default(),
    };
    let text = parts.composed.text;
    let zones = parts.composed.zones;
    let language = language::detect(&text, parts.declared.as_deref()).map(|language| language.code);
    let mut credits = credits(&text, &zones);
    let site = capture.address.as_deref().and_then(site);
    let outlet = parts.outlet.or_else(|| of_dump::outlet(&text, &zones, &credits, site));
    let own_credit = outlet.as_ref().and_then(|it| own_lead(&text, &zones, &it.value.name));
    credits.extend(own_credit);
    let own = parts.address.as_ref().map(|address| address.value.as_str());
    let addresses = [capture.address.as_deref(), own];
    let captured_on = capture.captured_at.to_zoned(TimeZone::UTC).date();
    // Feeds and archives give other addresses than the page's own, which may hold its day.
    let dated = addresses.into_iter().flatten().find(|address| is_dated(address, captured_on));
    let (published, modified) = date(&Input {
        text: &text,
        zones: &zones,
        fields: &parts.dates,
        address: dated.or(addresses[0]).or(own),
        headers: &capture.headers,
        related: &parts.related,
        language: language.as_deref(),
        captured_on,
    });
    let id = capture.id();
    let mut article = Article {
        id: Article::make_id(id, EXTRACTOR, &text),
        capture: id,
        extractor: EXTRACTOR,
        address: parts.address,
        text,
        zones,
        title: parts.title,
        authors: parts.authors,
        outlet,
        credits,
        section: parts.section,
        language,
        published,
        modified,
        related: parts.related,
        problems,
    };
    place_title(&mut article);
    name_problems(capture, &mut article);
    article
}

/// What an answer that the page is gone gives: its address, and none of its words.
fn gone(capture: &Capture) -> Parts {
    let address = capture.address.clone().map(|address| Field::new(address, Place::Address));
    Parts { address, ..Parts::default() }
}

/// The article of a capture that could not be read at all: empty, with why.
#[must_use]
pub fn unread(capture: &Capture, why: Problem) -> Article {
    Article { problems: vec![why], ..Article::bare(capture.id(), EXTRACTOR, String::new()) }
}

/// What a page or a text gives before the steps that both share.
#[derive(Default)]
struct Parts {
    composed: Composed,
    address: Option<Field<String>>,
    title: Option<Field<String>>,
    authors: Vec<Field<String>>,
    outlet: Option<Field<Outlet>>,
    section: Option<Field<String>>,
    dates: Vec<DateField>,
    related: Vec<Related>,
    /// The language that the page declares.
    declared: Option<String>,
}

fn of_page(capture: &Capture, html: &str, problems: &mut Vec<Problem>) -> Parts {
    let dom = Dom::parse(html);
    if dom.is_too_deep {
        let detail = format!("elements below {MAX_DEPTH} open ones are read as their text only");
        problems.push(Problem::new(ProblemKind::TooDeep, detail));
    }
    if dom.is_too_large {
        let detail = format!("what comes after {MAX_NODES} nodes is not read");
        problems.push(Problem::new(ProblemKind::TooLarge, detail));
    }
    let outline = Outline::of(&dom);
    let head = Head::of(&dom);
    let structured = Structured::read(&dom, problems);
    let captured = capture.address.as_deref();
    let address = place::address(&head, &structured, captured);
    let known = captured.or(address.as_ref().map(|address| address.value.as_str()));
    let names = names(&head, &structured, known);
    let title = title(&head, &structured, &outline, &names);
    let bodies = structured.bodies();
    let key = title.as_ref().map(|title| key_of(&title.value)).unwrap_or_default();
    let shown = title.as_ref().and_then(title::heading).map(key_of).unwrap_or_default();
    // The heading may hold a word or two before the title, parted by the page's own style.
    let is_title = |line: &str| {
        let line = if line.len() < 3 * key.len() + 100 { key_of(line) } else { String::new() };
        let is_whole = !line.is_empty() && (line == key || line == shown);
        is_whole || !key.is_empty() && line.len() < 2 * key.len() && line.ends_with(&key)
    };
    let layout = Layout::of(&outline, &Stated::of(&bodies), is_title);
    let mut composed = layout.as_ref().map(|layout| layout.compose(&outline)).unwrap_or_default();
    let headline = title.as_ref().map(|title| title.value.as_str());
    let n_stated: usize = bodies.iter().map(|body| body.len()).sum();
    if n_stated > 2 * composed.n_body_bytes() && n_stated >= MIN_STATED_BYTES {
        composed = compose_stated(headline, &bodies);
    }
    if composed.n_body_bytes() < MIN_STATED_BYTES {
        let found = scripted::compose(&dom, headline);
        let n_shown = composed.n_body_bytes();
        composed = found.filter(|found| found.n_body_bytes() > 2 * n_shown).unwrap_or(composed);
    }
    let header = layout.as_ref().map_or(0..0, Layout::header);
    // A person's own site often bears their name, so its domain says nothing of who is no person.
    let authors = authors(Clues {
        dom: &dom,
        head: &head,
        structured: &structured,
        outline: &outline,
        header,
        end: layout.as_ref().map_or(0, |layout| layout.end),
        names: &outlet::stated_names(&head, &structured),
        address: known,
    });
    let frame = layout.map_or(Frame::default(), |layout| Frame {
        title: layout.title,
        first: layout.first,
        end: layout.end,
    });
    // Once in the page's title, once more where a reader sees it.
    let says = |name: &str| dom.text_content(ROOT).matches(name).count() > 1;
    Parts {
        dates: date_fields(&dom, &head, &structured, &outline, frame),
        composed,
        outlet: outlet(&head, &structured, known, headline, &outline, says),
        address,
        title,
        authors,
        section: place::section(&head, &structured),
        related: related::in_page(&dom, &outline),
        declared: head.language.map(str::to_owned),
    }
}

fn of_text(capture: &Capture, text: &str) -> Parts {
    let composed = dump::compose(text);
    let (text, zones) = (&composed.text, &composed.zones);
    let address = capture.address.clone().map(|address| Field::new(address, Place::Address));
    Parts {
        address,
        title: of_dump::title(text, zones),
        authors: of_dump::bylined(text, zones),
        related: related::in_dump(text, zones),
        composed,
        ..Parts::default()
    }
}

/// A title that stands in the text is found there.
fn place_title(article: &mut Article) {
    let shown = article.zones.iter().find(|zone| zone.kind == ZoneKind::Title);
    if let (Some(zone), Some(title)) = (shown, &mut article.title)
        && !matches!(title.place, Place::Text(_))
        && key_of(zone.span.of(&article.text)) == key_of(&title.value)
    {
        let line = zone.span.of(&article.text).to_owned();
        let before = std::mem::replace(&mut title.place, Place::Text(zone.span));
        title.others.insert(0, (std::mem::replace(&mut title.value, line), before));
    }
}

/// Titles of pages that are none.
const ERROR_TITLES: [&str; 10] = [
    "404",
    "403",
    "page not found",
    "not found",
    "access denied",
    "just a moment",
    "forbidden",
    "are you a robot",
    "error",
    "attention required",
];

fn name_problems(capture: &Capture, article: &mut Article) {
    let n_body: usize = article
        .zones
        .iter()
        .filter(|zone| zone.kind == ZoneKind::Body)
        .map(|zone| zone.span.len())
        .sum();
    let mut add = |kind, detail: String| article.problems.push(Problem::new(kind, detail));
    if let Some(status) = capture.status.filter(|_| capture.is_gone()) {
        let detail = match capture.header("location") {
            Some(_) => format!("answered with status {status}, a redirect to the front page"),
            None => format!("answered with status {status}"),
        };
        add(ProblemKind::NotAnArticle, detail);
        return;
    }
    if n_body == 0 {
        add(ProblemKind::NoText, "no block of running text".to_owned());
    }
    match &article.title {
        None => add(ProblemKind::NoTitle, "no heading, no title in the metadata".to_owned()),
        Some(title) => {
            let low = title.value.to_lowercase();
            let is_error = ERROR_TITLES.iter().any(|words| low.starts_with(words));
            if is_error && n_body < MIN_ARTICLE_BYTES {
                add(ProblemKind::NotAnArticle, format!("titled `{}`", title.value));
            }
        }
    }
    let address = article.address.as_ref().map(|address| address.value.as_str());
    if address.or(capture.address.as_deref()).is_some_and(is_front_page) {
        add(ProblemKind::NotAnArticle, "the front page of a site".to_owned());
    }
    if article.published.best.is_none() {
        add(ProblemKind::NoDate, article.published.label());
    }
    if article.published.has_conflict {
        add(ProblemKind::DateConflict, format!("taken: {}", article.published.label()));
    }
}

/// The whole text content of a captured page, made without the extractor: what `verify` checks
/// passages against. For HTML the text of all elements but scripts and styles, with the title and
/// the values of meta tags and structured data and an article inside a script; for other text the
/// decoded text.
#[must_use]
pub fn page_text(capture: &Capture) -> String {
    let Some((text, form)) = read(capture, &mut Vec::new()) else { return String::new() };
    if form == Form::Text {
        return text;
    }
    let dom = Dom::parse(&text);
    let mut content = dom.text_content(ROOT);
    if let Some(markup) = scripted::markup(&dom) {
        content.push('\n');
        content.push_str(&Dom::parse(&markup).text_content(ROOT));
    }
    for (_, value) in Head::of(&dom).metas {
        content.push('\n');
        content.push_str(&tidy(value));
    }
    for script in scripts(&dom) {
        if let Ok(value) = parse(&script) {
            push_strings(&value, &mut content);
        }
    }
    content
}

fn push_strings(value: &Value, content: &mut String) {
    match value {
        Value::String(string) => {
            content.push('\n');
            content.push_str(&stated_text(string));
        }
        Value::Array(values) => values.iter().for_each(|value| push_strings(value, content)),
        Value::Object(object) => object.values().for_each(|value| push_strings(value, content)),
        _ => (),
    }
}
