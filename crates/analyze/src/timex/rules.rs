//! The rules of each language, read from `lang/<code>/timex/` and compiled once.

use super::pattern::Net;
use onrecord_model::timex::TimexKind;
use onrecord_text::lists::List;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The rules of one language.
#[derive(Debug)]
pub struct Rules {
    /// What an expression is and says, by rule number.
    pub meanings: Vec<Meaning>,
    /// The patterns of all rules.
    pub net: Net,
    /// The classes of each word in lower case, with the value it has there.
    words: HashMap<String, Vec<(u32, String)>>,
    /// The names of weekdays, to recognize them with one slip.
    weekdays: Vec<String>,
    /// The number of the class that weekdays are in.
    weekday_class: Option<u32>,
    /// Words that set the direction of a date without a year, or of a weekday.
    pub tenses: HashMap<String, Tense>,
    /// The signs of open dates after words that set a limit: one still to come after `until`, the
    /// nearest one after `through`.
    pub limits: HashMap<String, String>,
    /// Words between two dates of one row: `to`, `and`.
    pub joiners: HashSet<String>,
}

/// What an expression is and says.
#[derive(Debug)]
pub struct Meaning {
    /// Its type; none for words that only look like an expression.
    pub kind: Option<TimexKind>,
    /// Its symbol, with the names of values in braces.
    pub symbol: String,
}

/// Which way a verb points.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tense {
    /// What was.
    Past,
    /// What will be.
    Future,
}

/// Classes that are read from the form of a token, by number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// A number in digits or words, of any length in tokens.
    Num,
    /// An ordinal, as a number.
    Ord,
    /// An ordinal from first to thirty-first, as two digits.
    OrdDay,
    /// One or two digits from 1 to 31, as two digits.
    Day,
    /// One or two digits from 1 to 12, as two digits.
    Mon,
    /// One or two digits from 0 to 24, as two digits.
    Hour,
    /// Two digits from 00 to 59.
    Min,
    /// Four digits from 1000 to 2199.
    Year,
    /// One to four digits, for years with an era.
    AnyYear,
    /// Two digits.
    Yy,
    /// `1990s`, as `199`.
    Decade,
    /// `90s`, as `199`.
    ShortDecade,
    /// `8am`, as two digits of the hour.
    HourAm,
    /// `8pm`, as two digits of the hour.
    HourPm,
    /// `30am`, as `30`.
    MinAm,
    /// `30pm`, as `30`.
    MinPm,
    /// `14T09`, `22T14`: a day and an hour with the `T` of ISO 8601 between.
    DayHour,
    /// `00Z`: two digits with a zone letter.
    MinZ,
    /// `GMT22`: a time zone and a day that a page ran together, as two digits of the day.
    ZoneDay,
    /// Four digits that are an hour and a minute: `0700` as `07:00`.
    HourMin,
    /// A word in lower case that ends like a plural.
    Plural,
    /// A word that starts with a capital.
    Capital,
}

const FORMS: &[(&str, Form)] = &[
    ("num", Form::Num),
    ("ord", Form::Ord),
    ("oday", Form::OrdDay),
    ("day", Form::Day),
    ("mon", Form::Mon),
    ("hour", Form::Hour),
    ("min", Form::Min),
    ("year", Form::Year),
    ("anyyear", Form::AnyYear),
    ("yy", Form::Yy),
    ("decade", Form::Decade),
    ("shortdecade", Form::ShortDecade),
    ("houram", Form::HourAm),
    ("hourpm", Form::HourPm),
    ("minam", Form::MinAm),
    ("minpm", Form::MinPm),
    ("dayhour", Form::DayHour),
    ("minz", Form::MinZ),
    ("zoneday", Form::ZoneDay),
    ("hhmm", Form::HourMin),
    ("plural", Form::Plural),
    ("cap", Form::Capital),
];

/// The form that a class number stands for, unless it is a class of words.
#[must_use]
pub fn form(class: u32) -> Option<Form> {
    FORMS.get(class as usize).map(|(_, form)| *form)
}

macro_rules! language {
    ($code:literal) => {
        (
            $code,
            LazyLock::new(|| {
                Rules::compile(
                    concat!($code, "/timex"),
                    &[
                        include_str!("../../../../lang/und/timex/rules.txt"),
                        include_str!(concat!("../../../../lang/", $code, "/timex/rules.txt")),
                    ],
                    include_str!(concat!("../../../../lang/", $code, "/timex/words.txt")),
                )
            }),
        )
    };
}

static LANGUAGES: [(&str, LazyLock<Rules>); 6] = [
    language!("en"),
    language!("de"),
    language!("fr"),
    language!("es"),
    language!("ru"),
    language!("ar"),
];

/// The rules for the language with this ISO 639 code; English where it is not known or has none,
/// since its rules hold the numeric dates too.
#[must_use]
pub fn rules(language: Option<&str>) -> &'static Rules {
    let known = LANGUAGES.iter().find(|(code, _)| Some(*code) == language);
    &known.unwrap_or(&LANGUAGES[0]).1
}

impl Rules {
    /// Compiles rule files and a word list; `place` names them in messages.
    ///
    /// # Panics
    ///
    /// On a slip in a file. The files are part of the program and every test reads them.
    fn compile(place: &str, files: &[&str], words: &str) -> Self {
        let mut classes = Classes::new();
        let list = List::read(words).unwrap_or_else(|slip| panic!("{place}/words.txt: {slip}"));
        let mut rules = Self {
            meanings: Vec::new(),
            net: Net::default(),
            words: HashMap::new(),
            weekdays: Vec::new(),
            weekday_class: None,
            tenses: HashMap::new(),
            limits: HashMap::new(),
            joiners: HashSet::new(),
        };
        for (word, note) in list.iter() {
            rules.add_word(word, note, &mut classes);
        }
        let mut names = HashMap::new();
        for line in files.iter().flat_map(|file| file.lines()) {
            rules
                .add_line(line, &mut names, &mut classes)
                .unwrap_or_else(|slip| panic!("{place}/rules.txt: {slip} in `{line}`"));
        }
        rules.net.close();
        rules
    }

    fn add_word(&mut self, word: &str, note: &str, classes: &mut Classes) {
        for pair in note.split(' ') {
            let (class, value) = pair.split_once('=').unwrap_or((pair, ""));
            match class {
                "past" => _ = self.tenses.insert(word.to_owned(), Tense::Past),
                "future" => _ = self.tenses.insert(word.to_owned(), Tense::Future),
                "limit" => _ = self.limits.insert(word.to_owned(), value.to_owned()),
                "joins" => _ = self.joiners.insert(word.to_owned()),
                _ => {
                    let id = classes.id(class);
                    if class == "wd" {
                        self.weekdays.push(word.to_owned());
                        self.weekday_class = Some(id);
                    }
                    self.words.entry(word.to_owned()).or_default().push((id, value.to_owned()));
                }
            }
        }
    }

    fn add_line(
        &mut self,
        line: &str,
        names: &mut HashMap<String, String>,
        classes: &mut Classes,
    ) -> Result<(), String> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        if let Some(definition) = line.strip_prefix('$') {
            let (name, body) = definition.split_once(" = ").ok_or("no ` = `")?;
            // A name used in a name is written out here, once.
            let mut whole = format!("({body})");
            for (inner, text) in names.iter() {
                whole = replace_name(&whole, inner, text);
            }
            names.insert(name.to_owned(), whole);
            return Ok(());
        }
        let mut fields = line.split('\t');
        let kind = match fields.next() {
            Some("DATE") => Some(TimexKind::Date),
            Some("TIME") => Some(TimexKind::Time),
            Some("DURATION") => Some(TimexKind::Duration),
            Some("SET") => Some(TimexKind::Set),
            Some("NONE") => None,
            _ => return Err("no type".to_owned()),
        };
        let pattern = fields.next().ok_or("no pattern")?;
        let symbol = fields.next().unwrap_or_default().to_owned();
        let rule = self.meanings.len();
        let mut whole = pattern.to_owned();
        for (name, text) in names.iter() {
            whole = replace_name(&whole, name, text);
        }
        self.net.add(rule, &whole, &mut |class| classes.id(class))?;
        self.meanings.push(Meaning { kind, symbol });
        Ok(())
    }

    /// The classes of a word in lower case; a weekday may hold one slip of the pen.
    #[must_use]
    pub fn classes(&self, word: &str) -> &[(u32, String)] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The weekday that a capitalized word with one wrong, missing or swapped letter stands for.
    #[must_use]
    pub fn misspelt_weekday(&self, word: &str) -> Option<&(u32, String)> {
        let found = self.weekdays.iter().find(|day| is_slip(word, day))?;
        self.words.get(found)?.iter().find(|(class, _)| Some(*class) == self.weekday_class)
    }
}

fn replace_name(text: &str, name: &str, body: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let wanted = format!("${name}");
    while let Some(at) = rest.find(&wanted) {
        let after = &rest[at + wanted.len()..];
        let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        out.push_str(&rest[..at]);
        out.push_str(if goes_on { &wanted } else { body });
        rest = after;
    }
    out + rest
}

/// The fewest letters of a word in which a slip is forgiven.
const SLIP_LETTERS: usize = 6;

/// Whether `word` is `wanted` with two letters swapped or one letter wrong, the first and the last
/// being right.
fn is_slip(word: &str, wanted: &str) -> bool {
    let (a, b) = (word.as_bytes(), wanted.as_bytes());
    if a.len() != b.len()
        || a.len() < SLIP_LETTERS
        || a[0] != b[0]
        || a[a.len() - 1] != b[b.len() - 1]
    {
        return false;
    }
    let wrong: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    match wrong[..] {
        [_] => true,
        [first, second] => second == first + 1 && a[first] == b[second] && a[second] == b[first],
        _ => false,
    }
}

/// Numbers of classes, in the order in which they were first named.
struct Classes {
    ids: HashMap<String, u32>,
}

impl Classes {
    fn new() -> Self {
        let ids = FORMS.iter().enumerate().map(|(idx, (name, _))| ((*name).to_owned(), idx as u32));
        Self { ids: ids.collect() }
    }

    fn id(&mut self, class: &str) -> u32 {
        let next = self.ids.len() as u32;
        *self.ids.entry(class.to_owned()).or_insert(next)
    }
}
