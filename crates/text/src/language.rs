//! Which language a text is in, and how sure we are.

use whatlang::Lang;

/// How much of a text is read to name its language, in bytes: more changes nothing measurable.
pub const MAX_SAMPLE_BYTES: usize = 4096;

/// A language with how sure the reading is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Language {
    /// ISO 639-1 code where there is one, else 639-3: `en`, `pt`, `ceb`.
    pub code: String,
    /// From 0 to 1000 (certain), as the detector gives it.
    pub confidence: u16,
    /// Whether the page's own declaration decided.
    pub is_declared: bool,
}

/// Names the language of `text`; `declared` is the page's own word for it, such as `en-US`.
///
/// The text decides when it is long and clear; the declaration decides when the text is short or
/// the detector unsure, since templates are often left in English around another language but a
/// short text is often misread. Returns `None` for a text without letters and without declaration.
///
/// ```
/// use onrecord_text::language::detect;
/// let text = "Der Bürgermeister sagte am Montag, die Brücke werde im kommenden Jahr erneuert.";
/// assert_eq!(detect(text, None).unwrap().code, "de");
/// assert_eq!(detect("OK.", Some("fr-FR")).unwrap().code, "fr");
/// ```
#[must_use]
pub fn detect(text: &str, declared: Option<&str>) -> Option<Language> {
    let declared = declared.and_then(base_code);
    let sample = &text[..text.floor_char_boundary(MAX_SAMPLE_BYTES)];
    let read = whatlang::detect(sample).map(|info| Language {
        code: code(info.lang()).to_owned(),
        confidence: (info.confidence() * 1000.0) as u16,
        is_declared: false,
    });
    let as_declared = |code| Language { code, confidence: 800, is_declared: true };
    match (read, declared) {
        (Some(read), Some(code)) if read.code == code => {
            Some(Language { confidence: 1000, ..read })
        }
        (Some(read), Some(_)) if sample.len() >= 400 && read.confidence >= 900 => Some(read),
        (_, Some(code)) => Some(as_declared(code)),
        (read, None) => read,
    }
}

/// `en` from `en-US`, `EN_us` or `en`; `None` for what is no language tag.
fn base_code(tag: &str) -> Option<String> {
    let base = tag.trim().split(['-', '_', ',']).next()?.to_ascii_lowercase();
    let is_code = matches!(base.len(), 2 | 3) && base.bytes().all(|b| b.is_ascii_lowercase());
    // `iw`, `in` and `ji` are withdrawn codes that pages still carry (ISO 639 changes of 1989).
    let base = match base.as_str() {
        "iw" => "he".to_owned(),
        "in" => "id".to_owned(),
        "ji" => "yi".to_owned(),
        "nb" | "nn" => "no".to_owned(),
        _ => base,
    };
    is_code.then_some(base)
}

/// The two-letter code of a language that the detector knows.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_clear_text_overrules_the_template() {
        let text = "Президент заявил журналистам, что переговоры продолжатся на следующей неделе. "
            .repeat(6);
        assert_eq!(detect(&text, Some("en")).unwrap().code, "ru");
    }

    #[test]
    fn tags_are_reduced_to_their_language() {
        for (tag, code) in [("pt-BR", "pt"), ("iw", "he"), ("zh_Hans_CN", "zh")] {
            assert_eq!(detect("12", Some(tag)).unwrap().code, code);
        }
        assert_eq!(detect("12", Some("x-default-lang")), None);
    }
}
