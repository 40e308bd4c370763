//! JSON-LD of a page: read leniently, bounded, with the article in it found.

use crate::dom::{Dom, ROOT};
use html5ever::local_name;
use onrecord_model::problem::{Problem, ProblemKind};
use serde_json::{Map, Value};

/// How much JSON-LD of one page is read, in bytes. Live blogs repeat themselves there by the
/// megabyte; one such page took a peer 46 s and 9 GB.
pub const MAX_BYTES: usize = 4 << 20;

/// How many objects are looked at.
const MAX_OBJECTS: usize = 20_000;

/// The objects of a page's JSON-LD.
#[derive(Debug, Default)]
pub struct Structured {
    objects: Vec<Map<String, Value>>,
    /// The article among them.
    article: Option<usize>,
}

impl Structured {
    /// Reads what stands in a page; what cannot be read becomes a problem.
    #[must_use]
    pub fn read(dom: &Dom, problems: &mut Vec<Problem>) -> Self {
        let (mut found, mut n_bytes) = (Self::default(), 0);
        for text in scripts(dom) {
            n_bytes += text.len();
            if n_bytes > MAX_BYTES {
                let detail =
                    format!("structured data after the first {MAX_BYTES} bytes is not read");
                problems.push(Problem::new(ProblemKind::TooLarge, detail));
                break;
            }
            match parse(&text) {
                Ok(value) => found.collect(value, 0),
                Err(error) => {
                    problems.push(Problem::new(
                        ProblemKind::MetadataBroken,
                        format!("JSON-LD: {error}"),
                    ));
                }
            }
        }
        found.article = found.find_article();
        found
    }

    /// The article's object.
    #[must_use]
    pub fn article(&self) -> Option<&Map<String, Value>> {
        Some(&self.objects[self.article?])
    }

    /// The article's type, such as `NewsArticle`.
    #[must_use]
    pub fn article_type(&self) -> &str {
        self.article().map_or("", |article| types(article).next().unwrap_or_default())
    }

    /// All objects in their order.
    #[must_use]
    pub fn objects(&self) -> &[Map<String, Value>] {
        &self.objects
    }

    /// The object that a value is or refers to by `@id`.
    #[must_use]
    pub fn resolve<'v>(&'v self, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object()?;
        if object.len() > 1 {
            return Some(object);
        }
        let id = object.get("@id")?.as_str()?;
        self.objects
            .iter()
            .find(|other| other.len() > 1 && other.get("@id").and_then(Value::as_str) == Some(id))
    }

    /// The texts of the article: `articleBody`, or the entries of a live blog.
    #[must_use]
    pub fn bodies(&self) -> Vec<&str> {
        let Some(article) = self.article() else { return Vec::new() };
        let mut bodies: Vec<&str> = text_of(article, "articleBody").into_iter().collect();
        if let Some(Value::Array(updates)) = article.get("liveBlogUpdate") {
            let entries = updates.iter().filter_map(Value::as_object);
            bodies.extend(entries.filter_map(|entry| text_of(entry, "articleBody")));
        }
        bodies
    }

    fn collect(&mut self, value: Value, depth: usize) {
        if self.objects.len() >= MAX_OBJECTS || depth > 4 {
            return;
        }
        match value {
            Value::Array(values) => {
                values.into_iter().for_each(|value| self.collect(value, depth + 1));
            }
            Value::Object(mut object) => {
                if let Some(graph) = object.remove("@graph") {
                    self.collect(graph, depth + 1);
                }
                for key in ["mainEntity", "mainEntityOfPage"] {
                    let is_article =
                        object.get(key).and_then(Value::as_object).is_some_and(is_article);
                    if is_article && let Some(entity) = object.remove(key) {
                        self.collect(entity, depth + 1);
                    }
                }
                self.objects.push(object);
            }
            _ => (),
        }
    }

    /// The first article with a headline, else the first article.
    fn find_article(&self) -> Option<usize> {
        let articles = || self.objects.iter().enumerate().filter(|(_, object)| is_article(object));
        let with_headline = articles().find(|(_, object)| object.contains_key("headline"));
        with_headline.or_else(|| articles().next()).map(|(idx, _)| idx)
    }
}

/// The types of an object, without the namespace.
pub fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("@type") {
        Some(Value::String(name)) => (Some(name.as_str()), None),
        Some(Value::Array(names)) => (None, Some(names)),
        _ => (None, None),
    };
    let many = many.into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name))
}

fn is_article(object: &Map<String, Value>) -> bool {
    types(object).any(|name| {
        name.ends_with("Article") || name.ends_with("Posting") || name.ends_with("Report")
    })
}

/// A string of an object, trimmed; `None` when it is empty or no string.
#[must_use]
pub fn text_of<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    let value = match object.get(key)? {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let text = match value {
        Value::Object(inner) => inner.get("@value")?.as_str()?,
        value => value.as_str()?,
    };
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The contents of the page's JSON-LD scripts.
pub fn scripts(dom: &Dom) -> impl Iterator<Item = String> {
    dom.elements(ROOT, local_name!("script")).filter_map(|script| {
        let kind = dom.attribute(script, "type")?;
        let is_data = kind.trim().to_ascii_lowercase().starts_with("application/ld+json");
        is_data.then(|| dom.children(script).filter_map(|node| dom.text(node)).collect())
    })
}

/// Parses JSON as written, and else as meant: pages leave raw line breaks in strings, commas before
/// a closing bracket, comment marks around the whole and a semicolon after it.
///
/// # Errors
///
/// When it cannot be read even so; the message is the parser's for the mended text.
pub fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&mend(text)))
}

fn mend(text: &str) -> String {
    let text = text.split_once("CDATA[").map_or(text, |(_, inner)| inner);
    let text = text.rsplit_once("]]>").map_or(text, |(inner, _)| inner);
    let start = text.find(['{', '[']).unwrap_or(0);
    let end = text.rfind(['}', ']']).map_or(text.len(), |at| at + 1);
    let body = text.get(start..end).unwrap_or_default();
    let mut mended = String::with_capacity(body.len());
    let (mut in_string, mut is_escaped) = (false, false);
    for c in body.chars() {
        let c = if c.is_control() { ' ' } else { c };
        if in_string {
            in_string = is_escaped || c != '"';
            is_escaped = !is_escaped && c == '\\';
        } else {
            if matches!(c, '}' | ']') {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            in_string = c == '"';
        }
        mended.push(c);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flawed_json_is_read_as_meant() {
        for (text, headline) in [
            ("{\"@type\":\"NewsArticle\",\"headline\":\"A\"}", "A"),
            ("<!-- {\"@type\":[\"Report\"],\n\"headline\":\"A\nB\",} -->", "A B"),
            (
                "//<![CDATA[\n[{\"@graph\":[{\"@type\":\"BlogPosting\",\"headline\":\" A \"}]}];\n//]]>",
                "A",
            ),
            (
                "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"A\\\"]\"}}",
                "A\"]",
            ),
        ] {
            let page = format!("<script type='application/ld+json'>{text}</script>");
            let (dom, mut problems) = (Dom::parse(&page), Vec::new());
            let structured = Structured::read(&dom, &mut problems);
            assert_eq!(text_of(structured.article().unwrap(), "headline"), Some(headline));
            assert!(problems.is_empty());
        }
    }

    #[test]
    fn what_cannot_be_read_is_a_problem() {
        let dom = Dom::parse("<script type='application/ld+json'>{\"a\":nope}</script>");
        let mut problems = Vec::new();
        assert!(Structured::read(&dom, &mut problems).article().is_none());
        assert_eq!(problems[0].kind, ProblemKind::MetadataBroken);
    }
}
