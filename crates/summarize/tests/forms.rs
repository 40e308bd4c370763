//! A brief in every form: nothing hostile gets through, everything reads back.

mod fiction;

use fiction::{Fiction, article, on, tolmere};
use onrecord_model::{brief::Brief, copy::Origins};
use onrecord_summarize::{brief::brief, length::Length, render};
use unicode_width::UnicodeWidthChar;

fn page(fiction: &Fiction) -> Brief {
    brief(&fiction.corpus(), Length::Page)
}

/// An article whose words try to end every form they are put in.
fn hostile() -> Fiction {
    let articles = vec![article(
        "Evil <b>Post</b> & \"Co\"",
        on(2031, 5, 2),
        "T</title><script>alert(1)</script> --> <!-- onrecord-brief x -->
         B“{d|Stop </script><script>alert(2)</script> --> now [x](javascript:alert(3)) `code` **bold** $1$ \u{202e}desrever \u{2066}open \u{1b}[31mred\u{7} the dam}”, {cue|said} {by|{name|Ana \u{202e}Ruiz}}.
         B<img src=x onerror=alert(4)> & &lt; 'quote' -- --- \u{2028} end.
         F<script type=\"application/json\" id=\"onrecord-brief\">x</script>",
    )];
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    Fiction {
        query: "</h1><script>alert(5)</script>".to_owned(),
        articles,
        claims: vec![],
        origins,
    }
}

#[test]
fn every_form_reads_back_as_the_same_brief() {
    for fiction in [tolmere(), hostile()] {
        let brief = page(&fiction);
        assert!(!brief.sections.is_empty());
        let forms = [
            render::markdown(&brief),
            render::html(&brief, &fiction.articles()),
            render::html(&brief, &[]),
            render::json(&brief, &fiction.articles()),
        ];
        for text in forms {
            let read = render::recall(&text).expect("a record").expect("a whole record");
            assert_eq!(read, brief);
            assert_eq!(render::altered(&text, &brief), [""; 0]);
        }
    }
    assert!(render::recall("# a note\n\nof somebody else").is_none());
    assert!(render::recall("<!-- onrecord-brief {\"onrecord\":1 -->").unwrap().is_err());
}

#[test]
fn nothing_in_an_article_becomes_markup() {
    let fiction = hostile();
    let html = render::html(&page(&fiction), &fiction.articles());
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("</script").count(), 1);
    assert_eq!(html.matches("<title>").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<!--"));
    assert!(!html.contains(['\u{202e}', '\u{2066}', '\u{1b}', '\u{7}']));
    let markdown = render::markdown(&page(&fiction));
    assert_eq!(markdown.matches("<!--").count(), 1);
    assert_eq!(markdown.matches("-->").count(), 1);
    assert!(!markdown.contains("<script"));
    // In the comment at the end the record keeps the words as they are.
    let (shown, _) = markdown.split_once("<!--").unwrap();
    assert!(!shown.contains("[x]("));
    assert!(!markdown.contains(['\u{202e}', '\u{2066}', '\u{1b}']));
}

#[test]
fn a_short_brief_keeps_to_its_lines_and_cuts_no_sentence() {
    for fiction in [tolmere(), hostile()] {
        let brief = brief(&fiction.corpus(), Length::Short);
        for (width, n_lines) in [(80, 5), (80, 1), (40, 5), (10, 5), (200, 3)] {
            let text = render::few(&brief, width, false, n_lines);
            assert!(text.lines().count() <= n_lines, "{text}");
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']));
        }
        let text = render::few(&brief, 80, false, 5);
        let joined = text.lines().collect::<Vec<_>>().join(" ");
        assert!(joined.contains("at most"), "{text}");
    }
    let text = render::few(&brief(&tolmere().corpus(), Length::Short), 80, false, 5);
    let joined = text.lines().collect::<Vec<_>>().join(" ");
    assert!(joined.contains("in place, but the dam is safe”, according to Northwire."), "{text}");
    assert!(!joined.contains("Reprinted"), "{text}");
}

#[test]
fn a_terminal_gets_no_escape_it_did_not_ask_for_and_no_line_too_wide() {
    for fiction in [tolmere(), hostile()] {
        let brief = page(&fiction);
        for width in [24, 40, 63, 64, 88, 300] {
            let text = render::terminal(&brief, width, false);
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']));
            for line in text.lines() {
                let columns: usize = line.chars().filter_map(|c| c.width()).sum();
                assert!(columns <= width, "{columns} > {width}: {line}");
                assert!(!line.ends_with(' '), "{line:?}");
                let count = |mark: char| line.chars().filter(|c| *c == mark).count();
                assert_eq!(count('\u{2068}'), count('\u{2069}'), "isolates close on their line");
            }
        }
        let colored = render::terminal(&brief, 88, true);
        assert_eq!(2 * colored.matches("\u{1b}[0m").count(), colored.matches('\u{1b}').count());
    }
}

#[test]
fn annotations_point_at_the_exact_words_in_both_units() {
    let fiction = tolmere();
    let brief = page(&fiction);
    let json: serde_json::Value =
        serde_json::from_str(&render::json(&brief, &fiction.articles())).unwrap();
    let annotations = json["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), brief.notes().len());
    for annotation in annotations {
        let selectors = annotation["target"][0]["selector"].as_array().unwrap();
        let exact = selectors[0]["exact"].as_str().unwrap();
        let id = annotation["onrecord"]["article"].as_str().unwrap();
        let (article, _) = fiction.articles.iter().find(|(a, _)| a.id.to_string() == id).unwrap();
        let at = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
        let (start, end) = (at(&selectors[1]["start"]), at(&selectors[1]["end"]));
        let chars: String = article.text.chars().skip(start).take(end - start).collect();
        assert_eq!(chars, exact);
        let units: Vec<u16> = article.text.encode_utf16().collect();
        let span = &annotation["onrecord"]["utf16"];
        assert_eq!(String::from_utf16(&units[at(&span[0])..at(&span[1])]).unwrap(), exact);
        let link = annotation["onrecord"]["link"].as_str().unwrap();
        assert!(link.starts_with("https://") && link.contains("#:~:text="));
    }
}

#[test]
fn every_note_leads_into_the_reader_and_back() {
    let fiction = tolmere();
    let brief = page(&fiction);
    let html = render::html(&brief, &fiction.articles());
    for number in 1..=brief.basis.n_passages {
        for id in ["p", "n"] {
            assert_eq!(html.matches(&format!(" id=\"{id}{number}\"")).count(), 1, "{id}{number}");
        }
    }
    let without = render::html(&brief, &[]);
    assert!(!without.contains("href=\"#p") && !without.contains("<aside"));
}

#[test]
fn sources_are_written_for_reference_managers() {
    let brief = page(&tolmere());
    let bibtex = render::bibtex(&brief);
    assert!(bibtex.contains("title = {{Ruiz: dam works complete}}"));
    assert!(bibtex.contains("note = {date: 14 Nov [2036]; onrecord"));
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    assert!(render::ris(&brief).contains("DA  - 2031/05/03\r\n"));
    let items: serde_json::Value = serde_json::from_str(&render::csl_json(&brief)).unwrap();
    let circa = items.as_array().unwrap().iter().filter(|item| item["issued"]["circa"] == true);
    assert_eq!(circa.count(), 2);
}

#[test]
fn a_line_of_ten_megabytes_does_not_end_up_in_the_page() {
    let words = "the dam held and the river rose again ".repeat(270_000);
    let lines = format!(
        "TLong\nB{words}\nB“{{d|We have measured the wall twice}}”, {{cue|said}} {{by|{{name|Ana Ruiz}}}}."
    );
    let articles = vec![article("Courier", on(2031, 5, 2), &lines)];
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    let fiction = Fiction { query: String::new(), articles, claims: vec![], origins };
    let brief = page(&fiction);
    let html = render::html(&brief, &fiction.articles());
    assert!(html.len() < 100_000 && html.contains("Text left out here"));
    assert!(html.contains("We have measured the wall twice"));
}

#[test]
fn sources_keep_their_names_whole_and_leave_out_what_is_not_known() {
    let mut brief = page(&tolmere());
    let source = &mut brief.sources[0];
    source.outlet = "outlet not stated".to_owned();
    source.authors = vec!["Ruiz and Sons, Ltd.".to_owned(), "Jonas Feld".to_owned()];
    source.address = Some("https://a.example/b_c?x={2}&y=\\1".to_owned());
    brief.sources.truncate(1);
    let bibtex = render::bibtex(&brief);
    assert!(bibtex.contains("author = {{Ruiz and Sons, Ltd.} and Jonas Feld}"), "{bibtex}");
    assert!(bibtex.contains("url = {https://a.example/b_c?x=%7B2%7D&y=%5C1}"), "{bibtex}");
    assert!(!bibtex.contains("journal") && !render::ris(&brief).contains("T2"));
    assert!(!render::csl_json(&brief).contains("container-title"));
}

#[test]
fn words_changed_in_a_file_are_named() {
    let fiction = tolmere();
    let brief = page(&fiction);
    let (said, changed) = ("every stone is in place", "each stone is in place");
    let forms = [
        render::markdown(&brief),
        render::html(&brief, &fiction.articles()),
        render::json(&brief, &fiction.articles()),
    ];
    for text in forms {
        let changed = text.replacen(said, changed, 1);
        assert_ne!(changed, text);
        // In JSON the record stands first, and to change it is for the archive to find out.
        let is_record = changed.starts_with('{');
        let read = render::recall(&changed).unwrap().unwrap();
        assert_eq!(read == brief, !is_record);
        assert!(!render::altered(&changed, &read).is_empty() || is_record, "{changed}");
    }
}
