//! A brief as one self-contained HTML file: no script, no other file, no network.

use super::{
    reader::{self, escaped},
    recall, words,
};
use crate::cite::Notes;
use onrecord_model::{
    article::Article,
    brief::{Brief, Part, Section, SectionKind, Sentence, Source},
    id::Id,
    passage::Passage,
};
use std::collections::{BTreeMap, BTreeSet};

/// The whole style sheet.
const STYLE: &str = include_str!("brief.css");

/// Nothing may be loaded or run, whatever a page that is quoted may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
                      form-action 'none'";

/// A brief as an HTML file that opens anywhere. Each note opens its passage in the reader, which
/// holds the text of every cited article that is among `articles`.
#[must_use]
pub fn html(brief: &Brief, articles: &[&Article]) -> String {
    let notes = Notes::of(brief);
    let page = Page {
        brief,
        notes: &notes,
        cited: reader::by_article(&notes),
        sources: brief.sources.iter().map(|s| (s.title.article(), s)).collect(),
        articles: articles.iter().map(|article| (article.id, *article)).collect(),
        first_marks: BTreeSet::new(),
        out: String::new(),
    };
    page.write()
}

struct Page<'p> {
    brief: &'p Brief,
    notes: &'p Notes<'p>,
    cited: BTreeMap<Id, Vec<(onrecord_text::Span, usize)>>,
    sources: BTreeMap<Id, &'p Source>,
    articles: BTreeMap<Id, &'p Article>,
    /// Notes whose first mark is written; only it has an identifier to come back to.
    first_marks: BTreeSet<usize>,
    out: String,
}

impl Page<'_> {
    fn write(mut self) -> String {
        self.head();
        self.out.push_str("<main><article class=\"sheet\">\n");
        self.opening();
        for section in &self.brief.sections {
            self.section(section);
        }
        self.missing();
        self.note_list();
        self.source_list();
        self.out.push_str("</article>\n");
        self.reader();
        self.out.push_str("</main>\n");
        self.out.push_str(&recall::script(self.brief));
        self.out.push_str("\n</body>\n</html>\n");
        self.out
    }

    fn head(&mut self) {
        let title = self.brief.title.iter().map(plain).collect::<String>();
        let title = if title.is_empty() { words::plain_title(self.brief) } else { title };
        self.out.push_str(&format!(
            "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{} · Onrecord</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n",
            escaped(&title),
            self.target_rules(),
        ));
    }

    /// The passage that was opened, in the one color that means so. A passage may be cut in pieces
    /// by line breaks and by other passages; every piece has its class.
    fn target_rules(&self) -> String {
        let rule = |number: usize| {
            format!(
                "body:has(#p{number}:target) .p{number},#p{number}:target+mark{{background:var(--cite)}}\n"
            )
        };
        (1..=self.notes.list.len()).map(rule).collect()
    }

    fn opening(&mut self) {
        let query = escaped(&words::clean(&self.brief.query));
        let query = if query.is_empty() { query } else { format!(" · <bdi>{query}</bdi>") };
        let title: String = self.brief.title.iter().map(part).collect();
        let title = if title.is_empty() { escaped(&words::plain_title(self.brief)) } else { title };
        self.out.push_str(&format!(
            "<p class=\"kick\">Brief{query}</p>\n<h1>{title}</h1>\n<p class=\"meta\">{}<br>{}</p>\n",
            escaped(&words::basis(self.brief)),
            dated(words::DATES),
        ));
        if let Some(told) = words::rephrased(self.brief) {
            self.out.push_str(&format!("<p class=\"meta\">{}</p>\n", escaped(&told)));
        }
    }

    fn section(&mut self, section: &Section) {
        self.out.push_str(&format!("<h2>{}</h2>\n", words::heading(section.kind)));
        if section.kind == SectionKind::Differs {
            self.out.push_str("<table class=\"stack\"><tbody>\n");
            section.sentences.iter().for_each(|sentence| self.row(sentence));
            self.out.push_str("</tbody></table>\n");
            return;
        }
        for (place, sentence) in section.sentences.iter().enumerate() {
            let group = words::begun(&section.sentences, place);
            if place > 0 && group.is_some() {
                self.out.push_str("</ol>\n");
            }
            if let Some(group) = group {
                self.out.push_str(&format!("<h3><bdi>{}</bdi></h3>\n", escaped(group)));
            }
            if place == 0 || group.is_some() {
                self.out.push_str("<ol class=\"say\">\n");
            }
            let line: String = sentence.parts.iter().map(part).collect();
            let marks = self.marks(sentence);
            let when = if words::is_dated(section.kind) {
                format!("<span class=\"when\">{}</span>", dated(&sentence.when.label()))
            } else {
                String::new()
            };
            let reworded = match self.brief.original(section.kind, place) {
                Some(was) => format!(" {}", reworded(was)),
                None => String::new(),
            };
            let class = if when.is_empty() { " class=\"whole\"" } else { "" };
            self.out
                .push_str(&format!("<li{class}>{when}<span>{line}{reworded}{marks}</span></li>\n"));
        }
        self.out.push_str("</ol>\n");
    }

    /// Two statements and what is said of them, each in a cell: cut after the first words of each.
    fn row(&mut self, sentence: &Sentence) {
        let mut cells = [String::new(), String::new(), String::new()];
        let mut cell = 0;
        for one in &sentence.parts {
            match one {
                Part::Ours(words) if words == "; " && cell == 0 => cell = 1,
                Part::Ours(words) if words.starts_with(". ") && cell == 1 => {
                    cell = 2;
                    cells[2].push_str(&dated(words.trim_start_matches(". ")));
                }
                Part::Ours(words) if cell < 2 && cells[cell].is_empty() => {
                    cells[cell].push_str(&format!("<span class=\"lab\">{}</span> ", dated(words)));
                }
                _ => cells[cell].push_str(&part(one)),
            }
        }
        let marks = self.marks(sentence);
        let [from, to, verdict] = cells;
        self.out.push_str(&format!(
            "<tr><td>{from}</td><td>{to}</td><td class=\"small\">{verdict}{marks}</td></tr>\n"
        ));
    }

    /// The note marks of a sentence, each once, in order.
    fn marks(&mut self, sentence: &Sentence) -> String {
        let numbers: BTreeSet<usize> =
            sentence.passages().filter_map(|passage| self.notes.number(passage)).collect();
        let mut marks = String::new();
        for number in numbers {
            let id = match self.first_marks.insert(number) {
                true => format!(" id=\"r{number}\""),
                false => String::new(),
            };
            marks.push_str(&format!(
                "<a class=\"fn\"{id} href=\"#{}\" aria-label=\"note {number}\">{number}</a> ",
                self.place(number)
            ));
        }
        marks.truncate(marks.trim_end().len());
        marks
    }

    /// Where a note's number leads: into the reader where the article is there, else to the note.
    fn place(&self, number: usize) -> String {
        let article = self.notes.list[number - 1].article();
        let letter = if self.articles.contains_key(&article) { 'p' } else { 'n' };
        format!("{letter}{number}")
    }

    fn missing(&mut self) {
        if self.brief.missing.is_empty() {
            return;
        }
        self.out.push_str(&format!("<h2>{}</h2>\n<ul class=\"miss\">\n", words::MISSING));
        for line in &self.brief.missing {
            self.out.push_str(&format!("<li>{}</li>\n", dated(line)));
        }
        self.out.push_str("</ul>\n");
    }

    fn note_list(&mut self) {
        if self.notes.list.is_empty() {
            return;
        }
        self.out.push_str("<h2>Notes</h2>\n<ol class=\"notes\">\n");
        for (idx, passage) in self.notes.list.iter().enumerate() {
            let note = self.note(idx + 1, passage);
            self.out.push_str(&note);
        }
        self.out.push_str("</ol>\n");
    }

    fn note(&self, number: usize, passage: &Passage) -> String {
        let from = self.sources.get(&passage.article()).map_or_else(String::new, |source| {
            format!(
                "<bdi>{}</bdi>, {}. ",
                escaped(&source.outlet),
                dated(&source.published.label())
            )
        });
        let open = match self.articles.contains_key(&passage.article()) {
            true => format!(" <a href=\"#p{number}\">open</a>"),
            false => String::new(),
        };
        format!(
            "<li id=\"n{number}\"><span class=\"no\">{number}</span><span><bdi class=\"w\">{}</bdi> \
             {from}<span class=\"id\">{passage}</span>{open} <a href=\"#r{number}\" \
             aria-label=\"back to sentence {number}\">back</a></span></li>\n",
            escaped(passage.exact())
        )
    }

    fn source_list(&mut self) {
        if self.brief.sources.is_empty() {
            return;
        }
        self.out.push_str("<h2>Sources</h2>\n<ul class=\"src\">\n");
        for source in &self.brief.sources {
            let title = format!("<bdi class=\"w\">{}</bdi>", escaped(source.title.exact()));
            let credited = source
                .credited
                .as_deref()
                .map_or_else(String::new, |name| format!(", credits <bdi>{}</bdi>", escaped(name)));
            self.out.push_str(&format!(
                "<li>{title} <bdi>{}</bdi>{credited}, {}. {} <span class=\"id\">{:#}</span></li>\n",
                escaped(&source.outlet),
                dated(&source.published.label()),
                link(source),
                source.title.article(),
            ));
        }
        self.out.push_str("</ul>\n");
    }

    fn reader(&mut self) {
        let ids: Vec<Id> = self.brief.sources.iter().map(|s| s.title.article()).collect();
        let shown = ids.iter().filter_map(|id| self.articles.get(id).copied());
        let shown: Vec<&Article> = shown.filter(|a| self.cited.contains_key(&a.id)).collect();
        if shown.is_empty() {
            return;
        }
        self.out.push_str(
            "<aside class=\"reader\" aria-label=\"The cited articles\" tabindex=\"0\">\n\
             <h2>The articles <span class=\"aside\">a number in the brief opens its passage here\
             </span></h2>\n",
        );
        for article in shown {
            let language = article.language.as_deref().filter(|code| is_code(code));
            let language = language.map_or_else(String::new, |code| format!(" lang=\"{code}\""));
            let text = reader::text(article, &self.cited[&article.id]);
            self.out.push_str(&format!(
                "<div class=\"page\" id=\"a{:#}\"><p class=\"from\"><bdi>{}</bdi>, {} \
                 <span class=\"id\">{:#}</span></p>\n<div class=\"text\"{language}>\n{text}</div></div>\n",
                article.id,
                escaped(article.outlet_name()),
                dated(&article.published.label()),
                article.id,
            ));
        }
        self.out.push_str("</aside>\n");
    }
}

/// A part as HTML. Words of others are isolated, so that their direction stays theirs.
pub(super) fn part(part: &Part) -> String {
    match part {
        Part::Ours(words) => dated(words),
        Part::Direct(passage) => {
            let (open, close) = words::marks(passage.exact());
            format!("<bdi class=\"w\">{open}{}{close}</bdi>", escaped(passage.exact()))
        }
        Part::Retold(passage) => format!("<bdi class=\"re\">{}</bdi>", escaped(passage.exact())),
        Part::Hedge(passage) => format!("<bdi class=\"hedge\">{}</bdi>", escaped(passage.exact())),
        Part::Proof(_) => String::new(),
    }
}

/// The mark of a reworded sentence; what it was shows on pointing at it.
fn reworded(was: &[Sentence]) -> String {
    let was: Vec<String> = was.iter().map(words::shown).collect();
    let was = escaped(&was.join(" "));
    format!("<small class=\"meta\" title=\"Before: {was}\">{}</small>", words::REWORDED)
}

/// A part as plain text, for the page's title.
fn plain(part: &Part) -> String {
    match part {
        Part::Ours(words) => words::clean(words) + " ",
        Part::Direct(passage) | Part::Retold(passage) => words::clean(passage.exact()),
        Part::Hedge(_) | Part::Proof(_) => String::new(),
    }
}

/// Our words, with what is inferred of a date set apart.
fn dated(label: &str) -> String {
    let show = |(is_inferred, part): (bool, &str)| match is_inferred {
        true => format!("<span class=\"brk\">{}</span>", escaped(part)),
        false => words::directed(part).into_iter().map(isolated).collect(),
    };
    words::bracketed(label).into_iter().map(show).collect()
}

fn isolated((turns, part): (bool, &str)) -> String {
    if turns { format!("<bdi>{}</bdi>", escaped(part)) } else { escaped(part) }
}

fn link(source: &Source) -> String {
    let Some(address) = &source.address else { return String::new() };
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let shown = escaped(address);
    if is_web { format!("<a href=\"{shown}\" rel=\"noreferrer\">{shown}</a>") } else { shown }
}

/// Whether a language code is one, before it goes into an attribute.
fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code.len() <= 12
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
