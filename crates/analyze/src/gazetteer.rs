//! Countries and cities with their other names: `Kyiv` and `Kiev`, `U.S.`, `United States`, `American`.

use onrecord_text::{lists::List, normal::folded};
use std::{collections::BTreeMap, sync::LazyLock};

static COUNTRIES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/countries.txt")).expect("a checked list")
});
static CITIES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/cities.txt")).expect("a checked list")
});

/// Every group of names of one place.
static PLACES: LazyLock<Places> = LazyLock::new(Places::read);

#[derive(Default)]
struct Places {
    /// The names of each place, its chief name first.
    all: Vec<Vec<&'static str>>,
    by_name: BTreeMap<&'static str, usize>,
    /// The country of each capital, by the places' numbers.
    country_of: BTreeMap<usize, usize>,
}

impl Places {
    fn read() -> Self {
        let mut places = Self::default();
        let listed = |names: &'static str| names.split(", ").filter(|name| !name.is_empty());
        for (name, note) in COUNTRIES.iter() {
            let mut columns = note.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (people, capitals, others) = (column(), column(), column());
            places.add([name].into_iter().chain(listed(others)).chain(listed(people)));
            if !capitals.is_empty() {
                places.country_of.insert(places.all.len(), places.all.len() - 1);
            }
            places.add(listed(capitals));
        }
        for (name, others) in CITIES.iter() {
            places.add([name].into_iter().chain(listed(others)));
        }
        places
    }

    /// A name that several places have is that of the first.
    fn add(&mut self, names: impl Iterator<Item = &'static str>) {
        let names: Vec<&'static str> = names.collect();
        for name in &names {
            self.by_name.entry(name).or_insert(self.all.len());
        }
        self.all.push(names);
    }
}

/// Every way to write the place of this name in lower case, its chief name first; a country's
/// adjectives and peoples are among them. Nothing for what is no known place.
///
/// `us` is the United States only in capitals: in lower case it is a pronoun.
#[must_use]
pub fn names(name: &str) -> &'static [&'static str] {
    let bare = name.trim_end_matches('.');
    let lower = folded(bare);
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    if lower == "us" && bare != "US" {
        return &[];
    }
    PLACES.by_name.get(lower).map_or(&[], |idx| PLACES.all[*idx].as_slice())
}

/// The chief name of a known place.
#[must_use]
pub fn chief_name(name: &str) -> Option<&'static str> {
    names(name).first().copied()
}

/// The chief name of the country that a known name, adjective or capital stands for: `Oslo` and
/// `Norwegian` are Norway's where a government is meant. `None` for other cities.
#[must_use]
pub fn country(name: &str) -> Option<&'static str> {
    let chief = chief_name(name)?;
    let idx = *PLACES.by_name.get(chief)?;
    let country = PLACES.country_of.get(&idx).copied().unwrap_or(idx);
    let is_country = PLACES.country_of.contains_key(&idx) || COUNTRIES.get(chief).is_some();
    is_country.then(|| PLACES.all[country].first().copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_place_are_one() {
        for (a, b) in [
            ("Kyiv", "Kiev"),
            ("U.S.", "United States"),
            ("US", "American"),
            ("the United Kingdom", "British"),
            ("Odesa", "Odessa"),
            ("Burma", "Myanmar"),
        ] {
            assert!(chief_name(a).is_some() && chief_name(a) == chief_name(b), "{a} {b}");
        }
        assert_eq!(names("us"), [] as [&str; 0]);
        assert_eq!(names("Brenmark"), [] as [&str; 0]);
        assert_ne!(chief_name("Kyiv"), chief_name("Ukraine"));
        assert_ne!(chief_name("North Korea"), chief_name("South Korea"));
        for name in ["Norway", "Norwegian", "Oslo"] {
            assert_eq!(country(name), Some("norway"), "{name}");
        }
        assert_eq!(country("Brenmark"), None);
    }
}
