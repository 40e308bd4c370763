//! An answer as a row of named cells: one struct for JSON Lines and for CSV.

use onrecord_model::wire::{json, shape::Wire};

/// One line of an answer: named cells in a fixed order.
///
/// Every row of a kind has the same keys in CSV, so that the columns line up; in JSON a key whose
/// cell is absent is left out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    cells: Vec<(&'static str, Cell)>,
}

/// The value of a cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cell {
    /// Nothing is known: an empty cell, no key.
    Absent,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Several words; in CSV joined by ` | `.
    List(Vec<String>),
    /// A noun in its wire form; in CSV its JSON text.
    Noun(String),
}

impl Row {
    /// The row with one more cell.
    #[must_use]
    pub fn with(mut self, key: &'static str, cell: impl Into<Cell>) -> Self {
        self.cells.push((key, cell.into()));
        self
    }

    /// The row with a noun in its wire form.
    #[must_use]
    pub fn with_noun(self, key: &'static str, noun: &impl Wire) -> Self {
        let cell = if noun.is_absent() { Cell::Absent } else { Cell::Noun(json(noun)) };
        self.with(key, cell)
    }

    /// The row as one JSON object, without a line break.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = String::from("{");
        for (key, cell) in &self.cells {
            if *cell == Cell::Absent {
                continue;
            }
            if out.len() > 1 {
                out.push(',');
            }
            json::string(&mut out, key);
            out.push(':');
            match cell {
                Cell::Absent => (),
                Cell::Text(text) => json::string(&mut out, text),
                Cell::Number(number) => out.push_str(&number.to_string()),
                Cell::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
                Cell::List(words) => words.write(&mut out),
                Cell::Noun(noun) => out.push_str(noun),
            }
        }
        out.push('}');
        out
    }

    /// The names of the cells, for the first line of a CSV file.
    #[must_use]
    pub fn csv_header(&self) -> String {
        let keys: Vec<_> = self.cells.iter().map(|(key, _)| (*key).to_owned()).collect();
        csv_line(&keys)
    }

    /// The row as a line of CSV (RFC 4180), without a line break.
    #[must_use]
    pub fn csv(&self) -> String {
        let values: Vec<_> = self.cells.iter().map(|(_, cell)| cell.csv()).collect();
        csv_line(&values)
    }
}

impl Cell {
    fn csv(&self) -> String {
        match self {
            Cell::Absent => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Noun(noun) => noun.clone(),
            Cell::Text(text) => guarded(text),
            Cell::List(words) => guarded(&words.join(" | ")),
        }
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises
/// ("CSV Injection"): titles come from strangers.
fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn csv_line(values: &[String]) -> String {
    let quoted = values.iter().map(|value| {
        if value.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", value.replace('"', "\"\""))
        } else {
            value.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Self {
        Cell::Number(number.into())
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl From<Vec<String>> for Cell {
    fn from(words: Vec<String>) -> Self {
        Cell::List(words)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Absent, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_gives_json_and_csv() {
        let row = Row::default()
            .with("title", "=SUM(\"a\", b)")
            .with("outlet", None::<String>)
            .with("n_articles", 3usize)
            .with("hedges", vec!["about".to_owned(), "perhaps".to_owned()]);
        assert_eq!(
            row.json(),
            r#"{"title":"=SUM(\"a\", b)","n_articles":3,"hedges":["about","perhaps"]}"#
        );
        assert_eq!(row.csv_header(), "title,outlet,n_articles,hedges");
        assert_eq!(row.csv(), r#""'=SUM(""a"", b)",,3,about | perhaps"#);
    }
}
