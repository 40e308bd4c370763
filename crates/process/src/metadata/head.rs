//! What stands in the head of a page: meta tags, `<title>`, links, the language of `<html>`.

use crate::dom::{Dom, ROOT};
use html5ever::local_name;

/// How many meta tags are read; real pages have up to 200.
const MAX_METAS: usize = 2_000;

/// The head of a page.
#[derive(Debug, Default)]
pub struct Head<'d> {
    /// Meta tags in their order: the name in lower case, the content trimmed and not empty.
    pub metas: Vec<(String, &'d str)>,
    /// The `<title>`, white space folded.
    pub title: Option<String>,
    /// `rel=canonical`.
    pub canonical: Option<&'d str>,
    /// The `lang` of `<html>`.
    pub language: Option<&'d str>,
}

impl<'d> Head<'d> {
    /// Reads a page.
    #[must_use]
    pub fn of(dom: &'d Dom) -> Self {
        let mut head = Self::default();
        for node in dom.descendants(ROOT) {
            match dom.tag(node) {
                Some(&local_name!("meta")) if head.metas.len() < MAX_METAS => {
                    let keys = ["property", "name", "itemprop", "http-equiv"];
                    let name = keys.iter().find_map(|key| dom.attribute(node, key));
                    let content = dom.attribute(node, "content").map(str::trim);
                    if let (Some(name), Some(content)) = (name, content)
                        && !content.is_empty()
                    {
                        head.metas.push((name.trim().to_lowercase(), content));
                    }
                }
                Some(&local_name!("title")) if head.title.is_none() => {
                    let title = dom.text_content(node);
                    head.title = Some(title.replace('\n', " ")).filter(|title| !title.is_empty());
                }
                Some(&local_name!("link")) if head.canonical.is_none() => {
                    let is_canonical = dom
                        .attribute(node, "rel")
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                    if is_canonical {
                        head.canonical = dom.attribute(node, "href").map(str::trim);
                    }
                }
                Some(&local_name!("html")) if head.language.is_none() => {
                    let lang =
                        dom.attribute(node, "lang").or_else(|| dom.attribute(node, "xml:lang"));
                    head.language = lang.map(str::trim).filter(|lang| !lang.is_empty());
                }
                _ => (),
            }
        }
        head
    }

    /// The contents of the meta tags of these names, in the order of the names.
    pub fn all<'n>(&'n self, names: &'n [&'n str]) -> impl Iterator<Item = (&'n str, &'d str)> {
        names.iter().flat_map(move |name| {
            let found = self.metas.iter().filter(move |(key, _)| key == name);
            found.map(move |(_, content)| (*name, *content))
        })
    }

    /// The first of these.
    #[must_use]
    pub fn first<'n>(&'n self, names: &'n [&'n str]) -> Option<(&'n str, &'d str)> {
        self.all(names).next()
    }
}
