//! The sources of a brief for reference managers: BibTeX, RIS and CSL-JSON.
//!
//! A day that was worked out rather than stated is marked so (`note`, `N1`, `circa`), and a day that
//! nobody states is left out.

use super::words::clean;
use onrecord_model::brief::{Brief, Source};
use serde_json::{Value, json as object};

/// What a source says where its outlet is not known; see `Article::outlet_name`.
const NO_OUTLET: &str = "outlet not stated";

/// The sources as BibTeX entries.
#[must_use]
pub fn bibtex(brief: &Brief) -> String {
    let entry = |source: &Source| {
        let mut fields = vec![
            ("title", format!("{{{}}}", tex(source.title.exact()))),
            ("journal", outlet(source).map(tex).unwrap_or_default()),
        ];
        if !source.authors.is_empty() {
            let names: Vec<String> = source.authors.iter().map(|name| tex_name(name)).collect();
            fields.push(("author", names.join(" and ")));
        }
        if let Some(day) = source.published.best {
            fields.push(("year", day.year().to_string()));
            fields.push(("month", day.month().to_string()));
            fields.push(("day", day.day().to_string()));
        }
        if let Some(address) = &source.address {
            fields.push(("url", tex_address(address)));
        }
        fields.push(("note", tex(&remark(source))));
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let lines: Vec<String> =
            fields.map(|(key, value)| format!("  {key} = {{{value}}}")).collect();
        format!("@article{{onrecord-{:#},\n{}\n}}\n", source.title.article(), lines.join(",\n"))
    };
    brief.sources.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// The sources as RIS records of type `NEWS`.
#[must_use]
pub fn ris(brief: &Brief) -> String {
    let entry = |source: &Source| {
        let mut lines =
            vec!["TY  - NEWS".to_owned(), format!("TI  - {}", clean(source.title.exact()))];
        lines.extend(outlet(source).map(|outlet| format!("T2  - {}", clean(outlet))));
        lines.extend(source.authors.iter().map(|name| format!("AU  - {}", clean(name))));
        if let Some(day) = source.published.best {
            lines.push(format!("PY  - {}", day.year()));
            lines.push(format!("DA  - {}/{:02}/{:02}", day.year(), day.month(), day.day()));
        }
        lines.extend(source.address.iter().map(|address| format!("UR  - {}", clean(address))));
        lines.push(format!("N1  - {}", remark(source)));
        lines.push("ER  - ".to_owned());
        lines.join("\r\n") + "\r\n"
    };
    brief.sources.iter().map(entry).collect::<Vec<_>>().join("\r\n")
}

/// The sources as CSL-JSON items.
#[must_use]
pub fn csl_json(brief: &Brief) -> String {
    let item = |source: &Source| {
        let mut item = object!({
            "id": format!("onrecord-{:#}", source.title.article()),
            "type": "article-newspaper",
            "title": clean(source.title.exact()),
            "note": remark(source),
        });
        if let Some(outlet) = outlet(source) {
            item["container-title"] = Value::from(clean(outlet));
        }
        if !source.authors.is_empty() {
            let names = source.authors.iter().map(|name| object!({ "literal": clean(name) }));
            item["author"] = Value::from(names.collect::<Vec<_>>());
        }
        if let Some(day) = source.published.best {
            item["issued"] = object!({ "date-parts": [[day.year(), day.month(), day.day()]] });
            if is_inferred(source) {
                item["issued"]["circa"] = Value::from(true);
            }
        }
        if let Some(address) = &source.address {
            item["URL"] = Value::from(address.as_str());
        }
        item
    };
    let items: Vec<Value> = brief.sources.iter().map(item).collect();
    Value::from(items).to_string() + "\n"
}

/// The outlet, where the article states one: a reference has no field for what is not known.
fn outlet(source: &Source) -> Option<&str> {
    (source.outlet != NO_OUTLET).then_some(source.outlet.as_str())
}

fn is_inferred(source: &Source) -> bool {
    let inferred = source.published.inferred;
    inferred.year || inferred.month || inferred.day || source.published.candidates.len() > 1
}

/// The date as it is shown, whom the article credits, and where the record stands.
fn remark(source: &Source) -> String {
    let mut remarks = Vec::new();
    if is_inferred(source) || !source.published.is_dated() {
        remarks.push(format!("date: {}", source.published.label()));
    }
    remarks.extend(source.credited.iter().map(|name| format!("credits {}", clean(name))));
    remarks.push(format!("onrecord {}", source.title.article()));
    remarks.join("; ")
}

/// A name for BibTeX: one that holds a comma or an "and" is kept whole by braces, or it would be
/// taken apart.
fn tex_name(name: &str) -> String {
    let name = tex(name);
    let is_apart = name.contains(',') || name.split(' ').any(|word| word == "and");
    if is_apart { format!("{{{name}}}") } else { name }
}

/// An address for BibTeX: the marks that would end or escape the field are percent-encoded.
fn tex_address(address: &str) -> String {
    address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// Text for a BibTeX field: no brace can end it, no command can start in it.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            // BibTeX counts braces even when they are escaped.
            '{' => out.push('('),
            '}' => out.push(')'),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            _ => out.push(c),
        }
    }
    out
}
