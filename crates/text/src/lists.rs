//! The word lists of `lang/<code>/`, loaded and checked.
//!
//! A list is a plain file: `#` starts a comment, a blank line means nothing, every other line is one
//! entry, and a tab separates an entry's word from what is said about it.

use std::collections::BTreeMap;

/// A list of words, each with an optional note, in the order of the words.
///
/// ```
/// use onrecord_text::lists::List;
/// let list = List::read("# months\nmay\t5\njune\t6\n").unwrap();
/// assert_eq!(list.get("may"), Some("5"));
/// assert!(!list.has("july"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: BTreeMap<String, String>,
}

impl List {
    /// Reads a list file.
    ///
    /// # Errors
    ///
    /// When an entry stands twice, or a line holds white space at its edges: both are slips of
    /// whoever edited the file.
    pub fn read(file: &str) -> Result<Self, String> {
        let mut entries = BTreeMap::new();
        for (idx, line) in file.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.trim() != line {
                return Err(format!("line {} has white space at its edge", idx + 1));
            }
            let (word, note) = line.split_once('\t').unwrap_or((line, ""));
            if entries.insert(word.to_owned(), note.to_owned()).is_some() {
                return Err(format!("line {} repeats `{word}`", idx + 1));
            }
        }
        Ok(Self { entries })
    }

    /// Whether the list holds `word`, as written.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.entries.contains_key(word)
    }

    /// What the list says about `word`; empty when it only names it.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<&str> {
        self.entries.get(word).map(String::as_str)
    }

    /// Every word with its note, in the order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(word, note)| (word.as_str(), note.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_a_list_are_named_with_their_line() {
        assert_eq!(List::read("a\nb \n").unwrap_err(), "line 2 has white space at its edge");
        assert_eq!(List::read("a\n\n# c\na\tx\n").unwrap_err(), "line 4 repeats `a`");
    }
}
