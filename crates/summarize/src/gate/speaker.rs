//! Who speaks, and by which other forms of the name a rewording may speak of them.

use super::words::{is_group, is_role};
use onrecord_model::id::Id;

/// Most words of a name; more are a sentence.
const MAX_NAME_WORDS: usize = 5;

/// A speaker as a sentence names them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Speaker {
    /// The words of the sentence, role included.
    pub full: String,
    /// The name alone, where there is one.
    pub name: Option<String>,
    /// The role, where one is told.
    pub role: Option<String>,
    /// Whether the sentence has the role behind the name.
    is_behind: bool,
    /// The article that the sentence rests on.
    article: Id,
}

/// A form of a speaker's name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Form {
    /// The words.
    pub words: String,
    /// Whether it needs the whole name before it in the same rewording.
    pub is_short: bool,
}

impl Speaker {
    /// Reads the words by which a sentence names its speaker.
    #[must_use]
    pub fn read(words: &str, article: Id) -> Self {
        let full = words.trim().trim_end_matches(',').to_owned();
        let mut speaker =
            Self { full: full.clone(), name: None, role: None, is_behind: false, article };
        if let Some((name, role)) = full.split_once(", ") {
            if is_name(name) {
                speaker.name = Some(name.to_owned());
                speaker.role = Some(role.to_owned());
                speaker.is_behind = true;
            }
            return speaker;
        }
        let all: Vec<&str> = full.split_whitespace().collect();
        let is_part = |word: &&&str| word.starts_with(char::is_uppercase) && !is_role(word);
        let n_name = all.iter().rev().take_while(is_part).count();
        let (role, name) = all.split_at(all.len() - n_name);
        let (role, name) = (role.join(" "), name.join(" "));
        let is_described = ["the", "a", "an", "one"]
            .contains(&all.first().map(|word| word.to_lowercase()).unwrap_or_default().as_str());
        if is_name(&name) && !is_described && (role.is_empty() || ends_in_noun(&role)) {
            speaker.name = Some(name);
            speaker.role = Some(role).filter(|role| !role.is_empty());
        }
        speaker
    }

    /// Whether two sentences speak of the same person: the same full name without another role, or,
    /// for a speaker without a name, the same words in the same article.
    #[must_use]
    pub fn is_same(&self, other: &Speaker) -> bool {
        match (&self.name, &other.name) {
            (Some(one), Some(two)) => {
                let has_surname = one.contains(' ');
                let is_role_same = match (&self.role, &other.role) {
                    (Some(one), Some(two)) => one.to_lowercase() == two.to_lowercase(),
                    _ => true,
                };
                one == two && is_role_same && (has_surname || self.article == other.article)
            }
            (None, None) => self.full == other.full && self.article == other.article,
            _ => false,
        }
    }

    /// The last word of the name.
    #[must_use]
    pub fn surname(&self) -> Option<&str> {
        let (_, last) = self.name.as_deref()?.rsplit_once(' ')?;
        let is_family = !is_group(last) && !is_role(last) && !last.contains('.');
        (is_family && last.chars().count() > 1).then_some(last)
    }

    /// The forms of the name that a rewording may use.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let mut forms = Vec::new();
        let mut add = |words: String, is_short: bool| {
            forms.push(Form { words: format!("{words},"), is_short });
            forms.push(Form { words, is_short });
        };
        add(self.full.clone(), false);
        let Some(name) = &self.name else { return forms };
        add(name.clone(), false);
        if let Some(role) = &self.role {
            let article =
                if self.is_behind { ["", "the ", "a ", "an "] } else { ["", "the ", "", ""] };
            for article in article {
                add(format!("{name}, {article}{role}"), false);
                add(format!("{name}, {article}{}", lowered(role)), false);
                add(format!("{name}, {article}{}", role.to_lowercase()), false);
            }
            if !self.is_behind || !role.contains(' ') {
                add(format!("{role} {name}"), false);
            }
        }
        let Some(surname) = self.surname() else { return forms };
        add(surname.to_owned(), true);
        if let Some(role) = self.role.as_deref().filter(|_| !self.is_behind) {
            let last = role.rsplit(' ').next().unwrap_or(role);
            for title in [role, last] {
                add(format!("{title} {surname}"), true);
                add(format!("the {}", lowered(title)), true);
                add(format!("the {}", title.to_lowercase()), true);
                add(format!("the {title}"), true);
            }
        }
        forms
    }
}

fn is_name(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    (1..=MAX_NAME_WORDS).contains(&all.len())
        && all.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether words before a name can be a role: they end in no particle of the name and no preposition.
fn ends_in_noun(words: &str) -> bool {
    const NO_NOUNS: [&str; 30] = [
        "al", "and", "as", "at", "bin", "by", "da", "de", "del", "den", "der", "di", "du", "el",
        "for", "from", "ibn", "in", "la", "le", "of", "on", "or", "ter", "the", "to", "van", "von",
        "with", "zu",
    ];
    words.rsplit(' ').next().is_some_and(|last| !NO_NOUNS.contains(&last.to_lowercase().as_str()))
}

/// Words with a small first letter, as a title behind a name has it.
fn lowered(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
