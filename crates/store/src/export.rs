//! Records as JSON Lines and CSV, each row with its passage and exact text.

use crate::{error::Error, filter::Filter, open::Store, tables::word};
use onrecord_model::{
    article::Article,
    capture::Capture,
    copy::Copy,
    figure::{Amount, Figure},
    findings::Findings,
    id::Id,
    passage::Passage,
    quotation::{Quotation, Speaker},
    wire::json,
};
use onrecord_text::Span;
use std::{collections::BTreeSet, io::Write, path::Path};

/// What can be exported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rows {
    /// One row a capture.
    Captures,
    /// One row an article.
    Articles,
    /// One row a quotation.
    Quotations,
    /// One row a figure.
    Figures,
    /// One row a pair of articles that share text.
    Copies,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// One JSON object a line; its key `record` holds the whole record.
    JsonLines,
    /// CSV with a header line (RFC 4180). Cells that a spreadsheet would take for a formula start
    /// with an apostrophe.
    Csv,
}

/// One cell of a row.
enum Cell {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<String>),
    /// JSON as it stands; not in CSV.
    Record(String),
    Absent,
}

/// A row: its columns in order, with their names, which are the same for all rows of a kind.
type Row = Vec<(&'static str, Cell)>;

impl Store {
    /// Writes every row of the articles that a filter wants, in the order of [`Store::find`], and
    /// returns how many. Rows are written one by one, however many there are.
    ///
    /// # Errors
    ///
    /// When the center cannot be read or `out` cannot be written.
    pub fn export(
        &self,
        rows: Rows,
        form: Form,
        filter: &Filter,
        out: &mut dyn Write,
    ) -> Result<u64, Error> {
        let mut sink = Sink::new(form, out);
        if let (Rows::Captures, true) = (rows, *filter == Filter::default()) {
            for id in self.capture_ids()? {
                sink.row(capture_row(id, self.capture(id)?))?;
            }
            return sink.end();
        }
        let ids = self.find(filter)?;
        if rows == Rows::Copies {
            for copy in self.copies_among(&ids)? {
                sink.row(self.copy_row(&copy)?)?;
            }
            return sink.end();
        }
        let mut captures = BTreeSet::new();
        for id in &ids {
            let (article, findings) = self.articles(&[*id])?.remove(0);
            match rows {
                Rows::Captures if captures.insert(article.capture) => {
                    sink.row(capture_row(article.capture, self.capture(article.capture)?))?;
                }
                Rows::Articles => sink.row(article_row(&article))?,
                Rows::Quotations => quotation_rows(&article, &findings, &mut sink)?,
                Rows::Figures => figure_rows(&article, &findings, &mut sink)?,
                Rows::Captures | Rows::Copies => (),
            }
        }
        sink.end()
    }

    fn copy_row(&self, copy: &Copy) -> Result<Row, Error> {
        let both = self.articles(&[copy.a, copy.b])?;
        let (a, b) = (&both[0].0, &both[1].0);
        let passages = |article: &Article, spans: &mut dyn Iterator<Item = Span>| {
            Cell::List(spans.map(|span| link(article.id, span)).collect())
        };
        let exact = copy.shared.iter().filter_map(|pair| pair.0.get(&a.text)).map(str::to_owned);
        Ok(vec![
            ("a", Cell::Text(copy.a.to_string())),
            ("b", Cell::Text(copy.b.to_string())),
            ("kind", Cell::Text(word(&copy.kind))),
            ("direction", Cell::Text(word(&copy.direction))),
            ("a_in_b", Cell::Number(copy.a_in_b.into())),
            ("b_in_a", Cell::Number(copy.b_in_a.into())),
            ("a_outlet", outlet(a)),
            ("b_outlet", outlet(b)),
            ("a_published", day(a.published.best)),
            ("b_published", day(b.published.best)),
            ("a_title", Cell::Text(a.title_or_start().to_owned())),
            ("b_title", Cell::Text(b.title_or_start().to_owned())),
            ("a_passages", passages(a, &mut copy.shared.iter().map(|pair| pair.0))),
            ("b_passages", passages(b, &mut copy.shared.iter().map(|pair| pair.1))),
            ("exact", Cell::List(exact.collect())),
            ("reasons", Cell::List(copy.reasons.clone())),
            ("record", Cell::Record(json(copy))),
        ])
    }
}

fn capture_row(id: Id, capture: Option<Capture>) -> Row {
    let Some(capture) = capture else { return vec![("capture", Cell::Text(id.to_string()))] };
    let media_type = capture.media_type();
    let problems = capture.problems.iter().map(ToString::to_string).collect();
    vec![
        ("capture", Cell::Text(id.to_string())),
        ("address", text(capture.address)),
        ("name", Cell::Text(capture.name)),
        ("captured_at", Cell::Text(capture.captured_at.to_string())),
        ("status", capture.status.map_or(Cell::Absent, |status| Cell::Number(status.into()))),
        ("media_type", text(media_type)),
        ("n_bytes", Cell::Number(i64::try_from(capture.body.len()).unwrap_or(i64::MAX))),
        ("problems", Cell::List(problems)),
    ]
}

/// The columns that every row of an article starts with.
fn common(article: &Article, span: Span) -> Row {
    vec![
        ("passage", Cell::Text(link(article.id, span))),
        ("article", Cell::Text(article.id.to_string())),
        ("capture", Cell::Text(article.capture.to_string())),
        ("outlet", outlet(article)),
        ("published", day(article.published.best)),
        ("not_before", day(article.published.not_before)),
        ("not_after", day(article.published.not_after)),
        ("dated", Cell::Text(article.published.label())),
        ("language", text(article.language.clone())),
        ("title", Cell::Text(article.title_or_start().to_owned())),
        ("address", text(article.address.as_ref().map(|address| address.value.clone()))),
    ]
}

fn article_row(article: &Article) -> Row {
    let mut row = common(article, Span::new(0, article.text.len()));
    let credits = article.credits.iter().map(|credit| credit.name.clone());
    row.extend([
        ("site", text(article.outlet.as_ref().and_then(|outlet| outlet.value.site.clone()))),
        ("section", text(article.section.as_ref().map(|section| section.value.clone()))),
        ("authors", Cell::List(article.authors.iter().map(|it| it.value.clone()).collect())),
        ("credits", Cell::List(credits.collect())),
        ("problems", Cell::List(article.problems.iter().map(ToString::to_string).collect())),
        ("exact", Cell::Text(article.text.clone())),
        ("record", Cell::Record(json(article))),
    ]);
    row
}

fn quotation_rows(article: &Article, findings: &Findings, sink: &mut Sink) -> Result<(), Error> {
    for quotation in &findings.quotations {
        let Quotation { content, cue, source, speaker, .. } = quotation;
        let words = |spans: &[Span]| {
            let words = spans.iter().filter_map(|span| span.get(&article.text));
            Cell::List(words.map(str::to_owned).collect())
        };
        let mut row = common(article, quotation.cover());
        row.extend([
            ("speaker", text(speaker.name().map(str::to_owned))),
            ("speaker_kind", speaker_kind(speaker)),
            ("source", of(article, *source)),
            ("cue", of(article, *cue)),
            ("via", words(&quotation.via)),
            ("mode", Cell::Text(word(&quotation.mode))),
            ("is_negated", Cell::Flag(quotation.is_negated)),
            ("hedges", words(&quotation.hedges)),
            ("confidence", Cell::Number(quotation.confidence.into())),
            ("content", words(content)),
            ("exact", of(article, Some(quotation.cover()))),
            ("sentence", of(article, Some(quotation.passage))),
            ("record", Cell::Record(json(quotation))),
        ]);
        sink.row(row)?;
    }
    Ok(())
}

fn figure_rows(article: &Article, findings: &Findings, sink: &mut Sink) -> Result<(), Error> {
    let amount = |amount: Option<Amount>| text(amount.map(|amount| amount.to_string()));
    for figure in &findings.figures {
        let Figure { value, low, high, modifier, unit, counted, relation, place, .. } = figure;
        let mut row = common(article, figure.span);
        row.extend([
            ("modifier", Cell::Text(modifier.name().to_owned())),
            ("value", amount(*value)),
            ("low", amount(*low)),
            ("high", amount(*high)),
            ("unit", Cell::Text(unit.clone())),
            ("counted", of(article, *counted)),
            ("of", of(article, figure.of)),
            ("relation", of(article, *relation)),
            ("place", of(article, *place)),
            ("time", of(article, figure.time)),
            ("source", text(figure.source.name().map(str::to_owned))),
            ("source_words", of(article, figure.source_at)),
            ("mode", text(figure.mode.as_ref().map(word))),
            ("is_vague", Cell::Flag(figure.is_vague)),
            ("is_negated", Cell::Flag(figure.is_negated)),
            ("exact", of(article, Some(figure.span))),
            ("sentence", of(article, Some(figure.passage))),
            ("record", Cell::Record(json(figure))),
        ]);
        sink.row(row)?;
    }
    Ok(())
}

/// `<article>/<start>-<end>`: what `show` opens, with the whole identifier.
fn link(article: Id, span: Span) -> String {
    format!("{article}/{span}")
}

fn text(text: Option<String>) -> Cell {
    text.map_or(Cell::Absent, Cell::Text)
}

fn day(day: Option<jiff::civil::Date>) -> Cell {
    text(day.map(|day| day.to_string()))
}

fn outlet(article: &Article) -> Cell {
    text(article.outlet.as_ref().map(|outlet| outlet.value.name.clone()))
}

/// The exact words of a span; only what a passage can be made of is shown.
fn of(article: &Article, span: Option<Span>) -> Cell {
    text(span.and_then(|span| Some(Passage::of(article, span)?.exact().to_owned())))
}

fn speaker_kind(speaker: &Speaker) -> Cell {
    Cell::Text(match speaker {
        Speaker::Established { kind, .. } => word(kind),
        Speaker::Unnamed { .. } => "unnamed".to_owned(),
        Speaker::NotEstablished { .. } => "not_established".to_owned(),
    })
}

/// Where rows go.
struct Sink<'o> {
    form: Sheet<'o>,
    n_rows: u64,
}

enum Sheet<'o> {
    Lines(&'o mut dyn Write),
    Csv(Box<csv::Writer<&'o mut dyn Write>>),
}

impl<'o> Sink<'o> {
    fn new(form: Form, out: &'o mut dyn Write) -> Self {
        let form = match form {
            Form::JsonLines => Sheet::Lines(out),
            Form::Csv => Sheet::Csv(Box::new(csv::Writer::from_writer(out))),
        };
        Self { form, n_rows: 0 }
    }

    fn row(&mut self, row: Row) -> Result<(), Error> {
        let written = match &mut self.form {
            Sheet::Lines(out) => out.write_all(line(&row).as_bytes()),
            Sheet::Csv(csv) => {
                let cells: Vec<_> =
                    row.iter().filter_map(|(name, cell)| Some((*name, plain(cell)?))).collect();
                let header = match self.n_rows {
                    0 => csv.write_record(cells.iter().map(|cell| cell.0)),
                    _ => Ok(()),
                };
                let written =
                    header.and_then(|()| csv.write_record(cells.iter().map(|cell| &cell.1)));
                written.map_err(std::io::Error::other)
            }
        };
        self.n_rows += 1;
        written.map_err(Error::io("write to", Path::new("the export")))
    }

    fn end(self) -> Result<u64, Error> {
        let flushed = match self.form {
            Sheet::Lines(out) => out.flush(),
            Sheet::Csv(mut csv) => csv.flush(),
        };
        flushed.map_err(Error::io("write to", Path::new("the export")))?;
        Ok(self.n_rows)
    }
}

fn line(row: &Row) -> String {
    let mut out = String::from("{");
    for (name, cell) in row {
        let before = out.len();
        if before > 1 {
            out.push(',');
        }
        json::string(&mut out, name);
        out.push(':');
        match cell {
            Cell::Text(text) => json::string(&mut out, text),
            Cell::Number(number) => out.push_str(&number.to_string()),
            Cell::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Cell::List(list) => out.push_str(&json(list)),
            Cell::Record(record) => out.push_str(record),
            Cell::Absent => out.push_str("null"),
        }
    }
    out.push_str("}\n");
    out
}

/// A cell as CSV has it; `None` for what CSV leaves out.
fn plain(cell: &Cell) -> Option<String> {
    Some(match cell {
        Cell::Text(text) => guarded(text.clone()),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::List(list) => guarded(list.join(" | ")),
        Cell::Absent => String::new(),
        Cell::Record(_) => return None,
    })
}

/// Spreadsheets run a cell that starts with one of these as a formula, whoever wrote the page it
/// came from (OWASP, "CSV Injection"). A plain number is left as it is.
fn guarded(text: String) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula && Amount::parse(&text).is_none() { format!("'{text}") } else { text }
}
