//! Words beside a date that say what it is the day of: publication, change, filing.

use crate::date::words::fold;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

static LABELS: LazyLock<Labels> =
    LazyLock::new(|| Labels::read(include_str!("../../../../lang/date-labels.txt")));

/// The labels of all languages, folded: a page's language is known only after its dates were found,
/// and no label of one language is a word of opposite meaning in another.
#[derive(Debug)]
struct Labels {
    publication: AhoCorasick,
    change: AhoCorasick,
    filing: Vec<String>,
    alone: Vec<String>,
}

impl Labels {
    /// Reads a file of one language per line.
    fn read(file: &str) -> Self {
        let mut kinds = [const { Vec::new() }; 4];
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            for (column, kind) in line.split('\t').skip(1).zip(&mut kinds) {
                kind.extend(column.split('|').filter(|form| !form.is_empty()).map(fold));
            }
        }
        let [publication, change, filing, alone] = kinds;
        let any = |forms: Vec<String>| AhoCorasick::new(forms).expect("a list that fits in memory");
        Self { publication: any(publication), change: any(change), filing, alone }
    }
}

/// Whether the words before a date say that it is the day of publication.
#[must_use]
pub fn names_publication(label: &str) -> bool {
    LABELS.publication.is_match(&fold(label))
}

/// Whether the words before a date say that it is the day of the last change.
#[must_use]
pub fn names_change(label: &str) -> bool {
    LABELS.change.is_match(&fold(label))
}

/// Whether a line is the sentence in which a system tells when it filed a post.
#[must_use]
pub fn names_filing(line: &str) -> bool {
    let start = fold(&line[..line.floor_char_boundary(60)]);
    LABELS.filing.iter().any(|words| start.starts_with(words.as_str()))
}

/// Whether a line is nothing but the word for a date.
#[must_use]
pub fn is_label(line: &str) -> bool {
    let words = fold(line);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    LABELS.alone.iter().any(|label| label == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_columns() {
        for line in include_str!("../../../../lang/date-labels.txt").lines() {
            assert!(line.starts_with('#') || line.split('\t').count() == 5, "{line}");
        }
    }

    #[test]
    fn labels_are_known_in_many_languages() {
        for label in [
            "Published on",
            "Veröffentlicht:",
            "MIS EN LIGNE le",
            "Δημοσίευση:",
            "입력",
            "تاريخ النشر",
        ] {
            assert!(names_publication(label) && !names_change(label), "{label}");
        }
        for label in
            ["Updated", "Zuletzt geändert am", "Mise à jour :", "Обновлено", "更新：", "수정"]
        {
            assert!(names_change(label) && !names_publication(label), "{label}");
        }
        assert!(names_filing("This entry was posted on Thursday, and filed under Harbor"));
        assert!(is_label("Datum:") && is_label("DATE") && !is_label("Data protection"));
    }
}
