//! What a query asks for: people and words, as far as sentences can be held against them.

/// What a query asks for, in lower case.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Names of `who:`.
    pub people: Vec<String>,
    /// The other words, without the ending that their other forms change.
    pub words: Vec<String>,
}

impl Asked {
    /// Reads a query as the user wrote it.
    #[must_use]
    pub fn of(query: &str) -> Self {
        let mut asked = Self::default();
        for term in query.split_whitespace() {
            let term = term.to_lowercase();
            if let Some(name) = term.strip_prefix("who:") {
                asked.people.push(name.trim_matches('"').to_owned());
            } else if !term.starts_with('-') && !term.contains(':') && term != "undated" {
                let word = term.trim_matches(|c: char| !c.is_alphanumeric());
                asked.words.extend((word.chars().count() > 2).then(|| stem(word).to_owned()));
            }
        }
        asked
    }

    /// How many of the words a text in lower case holds, each once.
    #[must_use]
    pub fn n_held(&self, low: &str) -> usize {
        let words = || low.split(|c: char| !c.is_alphanumeric());
        let holds = |asked: &&String| words().any(|word| word.starts_with(asked.as_str()));
        self.words.iter().filter(holds).count()
    }

    /// Whether a statement is about what was asked: its sentence holds a word or a name of the query.
    /// Everything is where the query has neither.
    #[must_use]
    pub fn is_about(&self, speaker: Option<&str>, sentence: &str) -> bool {
        if self.words.is_empty() && self.people.is_empty() {
            return true;
        }
        let low = sentence.to_lowercase();
        let speaker = speaker.unwrap_or_default().to_lowercase();
        let is_named =
            |name: &String| speaker.contains(name.as_str()) || low.contains(name.as_str());
        self.people.iter().any(is_named)
            || self.words.iter().any(|word| speaker.contains(word.as_str()))
            || self.n_held(&low) > 0
    }
}

/// A word without the ending that its other forms change: enough to find them by their start.
fn stem(word: &str) -> &str {
    let endings = ["ies", "es", "s", "y"];
    let found = endings.iter().find_map(|ending| word.strip_suffix(ending));
    found.filter(|stem| stem.chars().count() > 3).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_by_its_people_and_words() {
        let asked = Asked::of("who:Ruiz floods -toll from:2019 of");
        assert_eq!(
            (asked.people.clone(), asked.words.clone()),
            (vec!["ruiz".to_owned()], vec!["flood".to_owned()])
        );
        assert_eq!(asked.n_held("the flooding of the floodplain"), 1);
        assert_eq!(asked.n_held("the dam"), 0);
    }
}
