//! The people named as authors: structured data, meta tags, the byline.

use super::{
    byline::{by_elements, by_labels, by_lines, by_signature},
    head::Head,
    people::{Found, Outlets, is_full_name, people},
    structured::{Structured, text_of, types},
    wording::{key_of, tidy},
};
use crate::{dom::Dom, extract::outline::Outline};
use onrecord_model::{
    address::site,
    article::{Field, Place},
};
use serde_json::Value;
use std::{collections::BTreeSet, ops::Range};

/// Meta tags that name authors, most trusted first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "authors",
    "citation_author",
    "creator",
    "dc.creator.author",
    "cxenseparse:author",
    "article.author",
    "twitter:data1",
    "og:article:author",
    "rbauthors",
    "byline",
];

/// How many authors are kept.
const MAX_AUTHORS: usize = 20;

/// Where authors are looked for.
#[derive(Debug)]
pub struct Clues<'p> {
    /// The parsed page.
    pub dom: &'p Dom,
    /// Its head.
    pub head: &'p Head<'p>,
    /// Its structured data.
    pub structured: &'p Structured,
    /// Its lines.
    pub outline: &'p Outline,
    /// The lines between the title and the text.
    pub header: Range<usize>,
    /// The first line after the text.
    pub end: usize,
    /// What the outlet calls itself.
    pub names: &'p [String],
    /// The address of the page.
    pub address: Option<&'p str>,
}

/// The authors of a page.
#[must_use]
pub fn authors(clues: Clues) -> Vec<Field<String>> {
    let Clues { dom, head, structured, outline, header, end, names, address } = clues;
    let site = address.and_then(site);
    let label = site.as_deref().and_then(|site| site.split('.').next());
    let mut outlets = Outlets::of(names, label);
    let groups = named(structured, is_group);
    outlets.add(groups.iter().filter(|name| !is_full_name(name)).map(key_of));
    outlets.allow(&owners(structured, names));
    let kept = |found: Found| Some(people(found, &outlets)).filter(|found| !found.is_empty());
    let stated: Vec<Found> = std::iter::once(by_structured(structured))
        .chain(METAS.iter().map(|name| by_meta(head, name)))
        .filter_map(kept)
        .collect();
    let (lines, is_explicit) = by_lines(outline, header.clone());
    let lines = kept(lines);
    let elements = kept(by_elements(dom, outline, header.clone()));
    let labels = kept(by_labels(outline, header));
    let signed = kept(by_signature(dom, outline, end));
    let is_agreed = lines.as_ref().zip(elements.as_ref()).is_some_and(|(a, b)| keys(a) == keys(b));
    // The line that says so goes before markup, which may name editors and others as well.
    let shown: Vec<Found> = match is_explicit {
        true => [lines, elements],
        false => [elements, lines],
    }
    .into_iter()
    .flatten()
    .collect();
    let is_shown_first = stated.first().is_none_or(|stated| {
        shown.first().is_some_and(|shown| is_better(shown, stated, is_agreed, outline))
    });
    let sources = match is_shown_first {
        true => shown.into_iter().chain(stated),
        false => stated.into_iter().chain(shown),
    };
    join(sources.chain(labels).chain(signed))
}

/// Whether the shown authors go before those stated in the page's head: when the page shows none of
/// the stated ones (a site's owner, an account), or when markup and line agree on others or on more.
fn is_better(shown: &Found, stated: &Found, is_agreed: bool, outline: &Outline) -> bool {
    if !shown.iter().all(|(name, _)| is_full_name(name)) {
        return false;
    }
    let (shown, own) = (keys(shown), keys(stated));
    let is_other = |key: &String| !shown.iter().any(|one| one.contains(key) || key.contains(one));
    if !own.iter().all(is_other) {
        return is_agreed && own.is_subset(&shown);
    }
    let text = key_of(&outline.text);
    is_agreed || !own.iter().any(|key| text.contains(key))
}

fn keys(found: &Found) -> BTreeSet<String> {
    found.iter().map(|(name, _)| key_of(name)).collect()
}

/// The first source gives the authors, the others their losing candidates.
fn join(mut sources: impl Iterator<Item = Found>) -> Vec<Field<String>> {
    let first = sources.next().unwrap_or_default();
    let mut authors: Vec<Field<String>> =
        first.into_iter().map(|(name, place)| Field::new(name, place)).collect();
    for (name, place) in sources.flatten() {
        let key = key_of(&name);
        if let Some(same) = authors.iter_mut().find(|author| key_of(&author.value) == key) {
            same.others.push((name, place));
        } else if let Some(first) = authors.first_mut() {
            first.others.push((name, place));
        }
    }
    authors.truncate(MAX_AUTHORS);
    authors
}

/// Whom the structured data names, by the kinds it gives them.
fn named(structured: &Structured, is: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let of = |key: &str| structured.article().and_then(|article| article.get(key));
    let of_article = ["publisher", "author"].into_iter().filter_map(of);
    let of_article = of_article.filter_map(|value| structured.resolve(value));
    let all = structured.objects().iter().chain(of_article);
    let named = all.filter(|object| types(object).any(&is));
    named.filter_map(|object| text_of(object, "name")).map(tidy).collect()
}

/// The owners of a personal site: people that the structured data names as the outlet is named.
/// Personal sites call their owner both a person and an organization, in one object.
fn owners(structured: &Structured, names: &[String]) -> Vec<String> {
    let full = names.iter().filter(|name| is_full_name(name)).map(key_of);
    let keys = |found: BTreeSet<String>| found.iter().map(key_of).collect::<BTreeSet<_>>();
    let people = keys(named(structured, |kind| kind == "Person"));
    let groups = keys(named(structured, is_group));
    let is_both = |key: &String| {
        structured.objects().iter().any(|object| {
            types(object).any(|kind| kind == "Person")
                && types(object).any(is_group)
                && text_of(object, "name").map(key_of).as_ref() == Some(key)
        })
    };
    full.filter(|key| people.contains(key) && (!groups.contains(key) || is_both(key))).collect()
}

fn is_group(kind: &str) -> bool {
    kind.ends_with("Organization")
}

fn by_structured(structured: &Structured) -> Found {
    let Some(article) = structured.article() else { return Vec::new() };
    let kind = structured.article_type();
    let mut found = Vec::new();
    for key in ["author", "creator"] {
        let values = match article.get(key) {
            Some(Value::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => continue,
        };
        for value in values {
            let name = match value {
                Value::String(name) => Some(name.as_str()),
                value => structured.resolve(value).and_then(|author| {
                    let is_group =
                        types(author).any(is_group) && !types(author).any(|kind| kind == "Person");
                    text_of(author, "name").filter(|_| !is_group)
                }),
            };
            if let Some(name) = name {
                found.push((tidy(name), Place::StructuredData(format!("{kind}.{key}"))));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn by_meta(head: &Head, name: &str) -> Found {
    let mut found: Found = Vec::new();
    // `Written by` is a label of this card; others are `Reading time`.
    let is_label = |name: &str| {
        let low = name.to_lowercase();
        !low.contains("time") && !low.contains("zeit") && !low.contains("temps")
    };
    if name == "twitter:data1"
        && !head.first(&["twitter:label1"]).is_none_or(|(_, label)| is_label(label))
    {
        return found;
    }
    for (_, content) in head.all(&[name]) {
        let place = Place::Meta(name.to_owned());
        let mut value = tidy(content);
        // Libraries write `Ruiz, Ana`, one to a tag.
        if name == "citation_author"
            && let Some((last, first)) = value.split_once(", ")
            && !first.contains(',')
        {
            value = format!("{first} {last}");
        }
        if !value.starts_with("http") {
            found.push((value, place));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the authors of a page whose text is told by one long paragraph.
    fn check(head: &str, before: &str, after: &str, expected: &[&str]) {
        let text = "The mill by the harbor closes for good. ".repeat(9);
        let page = format!(
            "<html><head>{head}</head><body><h1>Old mill closes</h1>{before}\
             <p>{text}</p>{after}</body></html>"
        );
        let dom = Dom::parse(&page);
        let structured = Structured::read(&dom, &mut Vec::new());
        let outline = Outline::of(&dom);
        let first = (0..outline.lines.len()).find(|idx| outline.line(*idx).starts_with("The mill"));
        let first = first.expect("the paragraph");
        let authors = authors(Clues {
            dom: &dom,
            head: &Head::of(&dom),
            structured: &structured,
            outline: &outline,
            header: 1..first,
            end: first + 1,
            names: &["Brenmark Courier".to_owned()],
            address: Some("https://www.courier.example/mill"),
        });
        let names: Vec<&str> = authors.iter().map(|author| author.value.as_str()).collect();
        assert_eq!(names, expected, "{head} {before} {after}");
    }

    #[test]
    fn the_shown_author_goes_before_a_sites_owner() {
        let owner = "<meta name=author content='Jan Weiß'>";
        check(owner, "<p>By Ana Ruiz</p>", "", &["Ana Ruiz"]);
        check(owner, "<p>By Ana Ruiz</p>", "<p>Jan Weiß edits this site.</p>", &["Jan Weiß"]);
        check(owner, "", "", &["Jan Weiß"]);
        let group = "<meta name=author content='Brenmark Courier'>\
                     <meta name=parsely-author content='Ana Ruiz'>";
        check(group, "", "", &["Ana Ruiz"]);
    }

    #[test]
    fn markup_and_line_together_name_all_authors() {
        let one = r#"<script type="application/ld+json">{"@type": "NewsArticle",
            "headline": "Old mill closes", "author": {"@type": "Person", "name": "Ana Ruiz"}}
            </script>"#;
        let both =
            "<div class=byline><div><span>Ana Ruiz</span><span>Tom Okafor</span></div></div>";
        check("", both, "", &["Ana Ruiz", "Tom Okafor"]);
        let linked = "<p>By <a rel=author>Ana Ruiz</a> and <a rel=author>Tom Okafor</a></p>";
        check(one, linked, "", &["Ana Ruiz", "Tom Okafor"]);
    }

    #[test]
    fn bylines_stand_in_other_places_too() {
        check("", "<p>3 March 2021 | Ana Ruiz</p>", "", &["Ana Ruiz"]);
        check("", "<p>3 March 2021 | Harbor</p>", "", &[]);
        check("", "", "<p>Author: Ana Ruiz</p>", &["Ana Ruiz"]);
        check("", "", "<p align=right>Ana Ruiz</p>", &["Ana Ruiz"]);
        check("", "", "<p>Ana Ruiz</p>", &[]);
    }

    #[test]
    fn the_owner_of_a_site_may_bear_its_name() {
        let page = |kinds: &str| {
            format!(
                r#"<script type="application/ld+json">{{"@graph": [{{"@type": "Article",
                "headline": "Old mill closes", "author": {{"@id": "x"}}}},
                {{"@type": {kinds}, "@id": "x", "name": "Lena Ott"}}]}}</script>"#
            )
        };
        check(&page("[\"Person\", \"Organization\"]"), "", "", &["Lena Ott"]);
        check(&page("\"Organization\""), "", "", &[]);
        check(&page("\"Person\""), "", "", &["Lena Ott"]);
    }
}
