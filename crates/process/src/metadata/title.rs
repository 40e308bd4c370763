//! The title: what several places agree on; the visible heading wins ties.

use super::{
    head::Head,
    headings::{
        Candidate, HEADLINE_WEIGHT, MAIN_WEIGHT, MAX_KICKER_BYTES, MIN_KEY_BYTES, add_headings,
    },
    structured::{Structured, text_of},
    wording::{key_of, tidy, without_outlet},
};
use crate::extract::outline::Outline;
use onrecord_model::article::{Field, Place};
use std::cmp::Reverse;

/// Meta tags that hold a title, most trusted first.
const METAS: &[&str] = &[
    "og:title",
    "twitter:title",
    "headline",
    "title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "hdl",
    "fb_title",
    "article:title",
    "cxenseparse:title",
    "citation_title",
];

/// The title of a page; `names` are what the outlet calls itself.
#[must_use]
pub fn title(
    head: &Head,
    structured: &Structured,
    outline: &Outline,
    names: &[String],
) -> Option<Field<String>> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |value: &str, place: Place, weight: u32| {
        let value = tidy(value);
        let key = key_of(&value);
        if !key.is_empty() && !names.iter().any(|name| key_of(name) == key) {
            let is_whole = weight == HEADLINE_WEIGHT || place == Place::Meta("headline".to_owned());
            found.push(Candidate { value, place, weight, key, is_whole, is_main: false });
        }
    };
    if let Some(article) = structured.article() {
        let kind = structured.article_type();
        for (key, weight) in
            [("headline", HEADLINE_WEIGHT), ("name", 8), ("alternativeHeadline", 2)]
        {
            if let Some(value) = text_of(article, key) {
                let place = Place::StructuredData(format!("{kind}.{key}"));
                add(without_outlet(&tidy(value), names), place, weight);
            }
        }
    }
    for (idx, (name, content)) in head.all(METAS).enumerate() {
        let weight = match name {
            "og:title" => 25,
            _ if idx < 2 => 10,
            _ => 6,
        };
        add(without_outlet(&tidy(content), names), Place::Meta(name.to_owned()), weight);
    }
    let page_title = head.title.as_deref().unwrap_or_default();
    if !page_title.is_empty() {
        add(without_outlet(&tidy(page_title), names), Place::PageTitle, 11);
    }
    add_headings(outline, page_title, names, &mut found);
    choose(found)
}

fn choose(found: Vec<Candidate>) -> Option<Field<String>> {
    let votes = |candidate: &Candidate| -> u32 {
        found.iter().filter(|other| is_said_by(candidate, other)).map(|other| other.weight).sum()
    };
    let all: Vec<u32> = found.iter().map(votes).collect();
    // Of equals the first: the visible heading.
    let best = (0..found.len()).max_by_key(|&idx| (all[idx], Reverse(idx)))?;
    let best = with_kicker(best, &found).unwrap_or(best);
    let mut rest: Vec<usize> = (0..found.len()).filter(|&idx| idx != best).collect();
    rest.sort_by_key(|&idx| (Reverse(all[idx]), idx));
    let other = |idx: usize| (found[idx].value.clone(), found[idx].place.clone());
    let others = rest.into_iter().map(other).collect();
    Some(Field { value: found[best].value.clone(), place: found[best].place.clone(), others })
}

/// The heading that a title was made from, where it says less than the title.
#[must_use]
pub fn heading(title: &Field<String>) -> Option<&str> {
    let key = key_of(&title.value);
    let shown = title.others.iter().filter(|(_, place)| matches!(place, Place::Element(_)));
    let mut parts = shown.filter(|(value, _)| {
        let part = key_of(value);
        part.len() * 3 >= key.len() && key.ends_with(&part)
    });
    parts.next().map(|(value, _)| value.as_str())
}

/// The title that says the heading with its kicker, `Harbor: Mill closes`: when the headline of the
/// structured data and the title given for sharing both do, or when the heading is the kicker alone.
fn with_kicker(best: usize, found: &[Candidate]) -> Option<usize> {
    let heading = &found[best];
    let is_longer = |other: &&Candidate| {
        let before = other.value.strip_suffix(heading.value.as_str());
        let before = before.and_then(|before| before.trim_end().strip_suffix(':'));
        let has_kicker = before.is_some_and(|kicker| kicker.len() <= MAX_KICKER_BYTES);
        let after = other.value.strip_prefix(heading.value.as_str());
        let n_words = heading.value.split_whitespace().count();
        let is_kicker = after.is_some_and(|after| after.starts_with(": ")) && n_words <= 4;
        is_kicker || has_kicker && found.iter().any(|one| one.is_headline() && one.key == other.key)
    };
    let is_shared = |other: &&Candidate| other.place == Place::Meta("og:title".to_owned());
    let longer = found.iter().find(|other| is_shared(other) && is_longer(other))?;
    let is_same = |other: &&Candidate| other.key == longer.key;
    let n_places = found.iter().filter(is_same).count();
    let idx = found.iter().position(|other| other.key == longer.key);
    idx.filter(|_| heading.weight >= MAIN_WEIGHT && n_places >= 2)
}

/// Whether `other` says the same, perhaps with an outlet's name or a section before or after it.
fn is_said_by(candidate: &Candidate, other: &Candidate) -> bool {
    let (key, longer) = (&candidate.key, &other.key);
    key == longer
        || candidate.is_whole
            && !other.is_whole
            && key.len() >= MIN_KEY_BYTES
            && key.len() * 5 >= longer.len() * 3
            && (longer.starts_with(key.as_str()) || longer.ends_with(key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::Dom;

    fn check(head: &str, body: &str, expected: &str) {
        let page = format!("<html><head>{head}</head><body>{body}<p>Text.</p></body></html>");
        let dom = Dom::parse(&page);
        let (outline, structured) = (Outline::of(&dom), Structured::read(&dom, &mut Vec::new()));
        let names = ["Brenmark Courier".to_owned(), "getbrenmark".to_owned()];
        let title = title(&Head::of(&dom), &structured, &outline, &names);
        assert_eq!(title.map(|title| title.value).as_deref(), Some(expected), "{head} {body}");
    }

    const SHARED: &str = "<meta property='og:title' content='Harbor: Old mill closes in May'>";

    #[test]
    fn a_kicker_belongs_to_the_title_where_the_page_says_so() {
        let stated = r#"<script type="application/ld+json">
            {"@type": "NewsArticle", "headline": "Harbor: Old mill closes in May"}</script>"#;
        let both = format!("{SHARED}{stated}");
        check(&both, "<h1>Old mill closes in May</h1>", "Harbor: Old mill closes in May");
        check(SHARED, "<h1>Old mill closes in May</h1>", "Old mill closes in May");
        // The kicker alone is a heading; kicker and title run together in one.
        let titled = format!("{SHARED}<title>Harbor: Old mill closes in May</title>");
        check(&titled, "<h1>Harbor</h1>", "Harbor: Old mill closes in May");
        let short = "<meta property='og:title' content='Old mill closes in May'>";
        check(short, "<h1>Harbor Old mill closes in May</h1>", "Old mill closes in May");
    }

    #[test]
    fn the_main_heading_outweighs_what_is_not_shown() {
        let lure = "<meta property='og:title' content='You will not believe this about mills'>
            <title>You will not believe this about mills - Brenmark</title>";
        check(
            lure,
            "<h1>The last grain went through on Friday night</h1>",
            "The last grain went through on Friday night",
        );
        check(lure, "<h1>Economy</h1>", "You will not believe this about mills");
        let masthead = "<meta property='og:title' content='Old mill closes in May'>
            <title>Notes from the North: Old mill closes in May</title>";
        check(
            masthead,
            "<h1>Notes from the North</h1><h3>Old mill closes in May</h3>",
            "Old mill closes in May",
        );
    }
}
