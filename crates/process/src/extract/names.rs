//! What the names that a page gives its elements say about them: `class`, `id`, `role`, `itemprop`.

use super::marks::Marks;
use crate::dom::{Dom, NodeIdx};
use html5ever::local_name;
use std::{collections::HashMap, sync::LazyLock};

/// Words that say what an element is, wherever they stand in its names. Names are split at signs and
/// at capitals, so `articleShareBar` holds `article`, `share` and `bar`. Languages as observed.
const WORDS: &[(Marks, &str)] = &[
    (
        Marks::AD,
        "ad ads adv advert adverts advertisement advertisements advertising adsense adslot adunit adbox \
         advertorial sponsor sponsored sponsors taboola outbrain dfp dianomi revcontent zergnet \
         anzeige anzeigen werbung publicidad publicite pubblicita reklama reklame reklam annons annonse \
         annonce gpt mgid adblock admarker adcontainer adwrapper adspace adplacement",
    ),
    (
        Marks::SHARE,
        "share sharing sharer shares sharebar sharebox sharebuttons sharetools sharethis sharedaddy \
         social socials socialmedia socialbar socialshare addthis addtoany shareaholic teilen compartir \
         partage partager condividi delen dela udostepnij paylas follow followus mashsb \
         ssba heateor sfsi jssocials likebox likebtn",
    ),
    (
        Marks::RELATED,
        "related relatedposts relatedarticles relatedcontent relatedlinks relatednews recommended \
         recommendation recommendations recommends recirc recirculation trending mostread mostpopular \
         mostviewed popular similar suggested suggestions yarpp crp relacionadas relacionados \
         relacionada relacionado verwandte correlati correlate correlato gerelateerd upnext interlink \
         readnext nextup seealso readmore morefrom moreon morestories otherstories infinite \
         onward crosslinks mehrzum alsolike prevnext nextprev postnav",
    ),
    (
        Marks::NAV,
        "nav navi navbar navigation menu menus submenu breadcrumb breadcrumbs crumbs pagination pager \
         paginator sitemap topbar toolbar masthead skiplink skip offcanvas megamenu megadrop hamburger \
         searchbox searchform langswitcher ticker toplinks",
    ),
    (
        Marks::COMMENTS,
        "comment comments commentlist commentform commentary disqus respond replies kommentar \
         kommentare commentaires comentarios commenti reacties komentarze komentar kommentit livefyre \
         viafoura spotim coral webform",
    ),
    (
        Marks::FOOTER,
        "footer foot colophon copyright copyrights imprint impressum disclaimer legal licence license",
    ),
    (
        Marks::ASIDE,
        "sidebar sidebars aside rail rightrail leftrail widgets complementary rightcol \
         rightcolumn leftcol sidecol seitenleiste",
    ),
    (
        Marks::OFFER,
        "disclosure disclosures placeholder newsletter newsletters subscribe subscription subscriber subscriptions signup optin mailchimp \
         cta popup modal overlay lightbox dialog cookie cookies cookiebar consent gdpr ccpa \
         login signin register registration donate donation donations membership abo abonnement \
         appeal upsell piano regwall promo promos promobox promotion promotions toast snackbar \
         notification captcha survey poll quiz rating ratings vote votes donar mailinglist",
    ),
    (
        Marks::BYLINE,
        "byline bylines author authors authorname autor autore auteur autoren verfasser \
        writer contributor contributors reporter signature firma redakteur avtor skribent journalist",
    ),
    (
        Marks::DATE,
        "date datetime dateline datum dates pubdate published publishdate publication timestamp posted \
         postdate datepublished updated modified fecha time created veroeffentlicht zeit",
    ),
    (Marks::BIO, "bio biography aboutauthor authorbio authorbox authorinfo abouttheauthor"),
    (
        Marks::TAGS,
        "tags tagcloud taglist tagged keywords keyword topics hashtags etiquetas \
         schlagworte categories cats schlagwort tagi postmeta postmetadata",
    ),
    (
        Marks::CAPTION,
        "caption captions figcaption credit credits photocredit imagecredit legend legende \
         bildunterschrift bildunterzeile bildtext bildnachweis didascalia bildquelle",
    ),
    (
        Marks::BODY,
        "articlebody storybody entrycontent postcontent articlecontent articletext storycontent \
         bodycopy storytext newstext articletext bodytext articlebodytext contentbody",
    ),
    (
        Marks::LEAD,
        "lead lede leadin standfirst intro teasertext vorspann chapo chapeau entradilla sommario \
         subtitle subheadline subhead subheading summary deck dek kicker abstract excerpt sottotitolo bajada ingress",
    ),
    (Marks::TITLE, "headline title heading titel titulo titre titolo"),
    (Marks::LIVE, "liveblog livepost liveentry"),
    (Marks::HEADER, "header head"),
    (Marks::TEASER, "teaser teasers card cards tile tiles carousel slider slick swiper"),
    (Marks::FACTS, "infobox factbox facts infokasten faktabox infografik infographic"),
    (Marks::PICTURE, "image images img photo photos picture pic foto bild gallery thumbnail media"),
    (Marks::PLAYER, "videoplayer jwplayer brightcove audioplayer playlist"),
];

/// Two words in a row that say it together.
const PAIRS: &[(Marks, &str, &str)] = &[
    (Marks::HIDDEN, "sr", "only sronly"),
    (Marks::HIDDEN, "visually", "hidden"),
    (Marks::HIDDEN, "visuallyhidden", ""),
    (Marks::HIDDEN, "display", "none"),
    (Marks::HIDDEN, "d", "none"),
    (Marks::HIDDEN, "screen", "reader"),
    (Marks::HIDDEN, "screenreader", ""),
    (Marks::HIDDEN, "is", "hidden"),
    (Marks::RELATED, "read", "more also next on"),
    (Marks::RELATED, "see", "also"),
    (Marks::RELATED, "wp", "embedded"),
    (Marks::RELATED, "more", "from on stories news articles posts links like headlines"),
    (Marks::RELATED, "most", "read popular viewed recent commented"),
    (Marks::RELATED, "latest", "news posts stories articles"),
    (Marks::RELATED, "recent", "posts news stories articles"),
    (Marks::RELATED, "other", "news posts stories articles"),
    (Marks::RELATED, "next", "post article story"),
    (Marks::RELATED, "prev", "next post"),
    (Marks::RELATED, "previous", "post article next"),
    (Marks::RELATED, "also", "like read"),
    (Marks::RELATED, "you", "may might"),
    (Marks::RELATED, "editors", "picks"),
    (Marks::RELATED, "top", "stories news"),
    (Marks::RELATED, "link", "list"),
    (Marks::RELATED, "leer", "mas"),
    (Marks::RELATED, "lire", "aussi"),
    (Marks::RELATED, "leggi", "anche"),
    (Marks::RELATED, "lees", "ook meer"),
    (Marks::BIO, "about", "author"),
    (Marks::BIO, "author", "bio box info about card description desc profile details"),
    (Marks::BIO, "post", "author"),
    // `tag-politics` and `category-world` on WordPress name the article's own tags.
    (Marks::TAGS, "tag", "links link list cloud container item items wrapper"),
    (Marks::ASIDE, "widget", "area sidebar"),
    (Marks::ASIDE, "secondary", "column sidebar content area"),
    (Marks::OFFER, "sign", "up in"),
    (Marks::FACTS, "fact", "box"),
    (Marks::FACTS, "info", "box"),
    (Marks::FACTS, "ai", "summary"),
    (Marks::OFFER, "call", "to"),
    (Marks::OFFER, "opt", "in"),
    (Marks::SHARE, "fb", "like share"),
    (Marks::COMMENTS, "user", "comments"),
    (Marks::BODY, "article", "body content text main copy maincontent paragraphs"),
    (Marks::BODY, "story", "body content text copy"),
    (Marks::BODY, "post", "body content text entry"),
    (Marks::BODY, "entry", "body content text"),
    (Marks::BODY, "news", "body content text"),
    (Marks::BODY, "body", "copy text content"),
    (Marks::BODY, "content", "body text"),
    (Marks::BODY, "rich", "text"),
    (Marks::BODY, "rte", ""),
    (Marks::BODY, "single", "content"),
    (Marks::BODY, "detail", "content text body"),
    (Marks::BODY, "text", "body content"),
    (Marks::PLAYER, "video", "player playlist"),
    (Marks::PLAYER, "audio", "player"),
    (Marks::LIVE, "live", "post entry event update blog"),
];

static BY_WORD: LazyLock<HashMap<&'static str, Marks>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(mark, words)| words.split(' ').map(|word| (word, *mark)));
    let mut table = HashMap::new();
    for (word, mark) in words.filter(|(word, _)| !word.is_empty()) {
        *table.entry(word).or_default() |= mark;
    }
    for (_, first, _) in PAIRS {
        table.entry(first).or_default();
    }
    table
});

/// The longest word looked up, in bytes; longer ones are names of one page.
const MAX_WORD_BYTES: usize = 24;

/// Names longer than this are generated, in bytes; only the start is read.
const MAX_NAME_BYTES: usize = 300;

/// What the names of an element say.
#[must_use]
pub fn marks_of(dom: &Dom, node: NodeIdx) -> Marks {
    let mut marks = Marks::NONE;
    for (name, value) in dom.attributes(node) {
        marks |= match name {
            // The `id` of a heading is often its words.
            "id" if is_heading(dom, node) => Marks::NONE,
            "class" | "id" | "data-component" | "data-testid" | "data-qa" => of_names(value),
            "role" => of_role(value),
            "itemprop" => of_property(value),
            "hidden" if is_streamed(dom, node) => Marks::NONE,
            "hidden" => Marks::HIDDEN,
            "aria-hidden" if value == "true" => Marks::HIDDEN,
            "style" if is_hiding(value) => Marks::HIDDEN,
            _ => Marks::NONE,
        };
    }
    if marks.has(Marks::BODY) {
        marks = marks.without(Marks::WEAKER_THAN_BODY);
    }
    marks | of_tag(dom, node)
}

/// Whether a part of the page was sent late, hidden until a script puts it in place.
fn is_streamed(dom: &Dom, node: NodeIdx) -> bool {
    dom.attribute(node, "id").is_some_and(|id| id.starts_with("S:"))
}

fn is_heading(dom: &Dom, node: NodeIdx) -> bool {
    let tag = dom.tag(node).map_or("", |tag| &**tag);
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn of_tag(dom: &Dom, node: NodeIdx) -> Marks {
    match dom.tag(node) {
        Some(&local_name!("nav")) => Marks::NAV,
        Some(&local_name!("aside")) => Marks::ASIDE,
        Some(&local_name!("footer")) => Marks::FOOTER,
        Some(&local_name!("figcaption")) => Marks::CAPTION,
        Some(&local_name!("figure")) => Marks::PICTURE,
        Some(&local_name!("header")) => Marks::HEADER,
        Some(&local_name!("article")) => Marks::ARTICLE,
        Some(&local_name!("time")) => Marks::TIME,
        Some(&local_name!("form")) if is_sign_up(dom, node) => Marks::OFFER,
        _ => Marks::NONE,
    }
}

/// Whether a form asks for an address or a password. Forms do not nest, so each node is looked at
/// once.
fn is_sign_up(dom: &Dom, form: NodeIdx) -> bool {
    dom.elements(form, local_name!("input")).any(|input| {
        let kind = dom.attribute(input, "type").unwrap_or_default();
        kind.eq_ignore_ascii_case("email") || kind.eq_ignore_ascii_case("password")
    })
}

fn of_role(role: &str) -> Marks {
    match role {
        "navigation" | "menu" | "menubar" | "search" | "tablist" => Marks::NAV,
        "complementary" => Marks::ASIDE,
        "contentinfo" => Marks::FOOTER,
        "dialog" | "alertdialog" => Marks::OFFER,
        "article" => Marks::ARTICLE,
        _ => Marks::NONE,
    }
}

fn of_property(property: &str) -> Marks {
    match property {
        "articleBody" => Marks::BODY,
        "author" | "creator" => Marks::BYLINE,
        "headline" => Marks::TITLE,
        "datePublished" | "dateModified" | "dateCreated" => Marks::DATE,
        "caption" => Marks::CAPTION,
        "comment" => Marks::COMMENTS,
        "liveBlogUpdate" => Marks::LIVE,
        _ => Marks::NONE,
    }
}

fn is_hiding(style: &str) -> bool {
    let is_none = |name: &str| {
        let after = style.split_once(name).map(|(_, after)| after.trim_start());
        after.and_then(|after| after.strip_prefix(':')).map(str::trim_start)
    };
    is_none("display").is_some_and(|value| value.starts_with("none"))
        || is_none("visibility").is_some_and(|value| value.starts_with("hidden"))
}

/// The marks of a list of names.
fn of_names(names: &str) -> Marks {
    let mut marks = Marks::NONE;
    let mut before = "";
    let mut buffers = [[0; MAX_WORD_BYTES]; 2];
    let (mut idx, mut len) = (0, 0);
    let mut was_lower = false;
    let bytes = names.as_bytes();
    let bytes = &bytes[..bytes.len().min(MAX_NAME_BYTES)];
    // One past the end closes the last word.
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let is_letter = byte.is_ascii_alphabetic();
        if len > 0 && (!is_letter || (was_lower && byte.is_ascii_uppercase())) {
            if len <= MAX_WORD_BYTES
                && let Ok(word) = std::str::from_utf8(&buffers[idx][..len])
                && let Some((&word, mark)) = BY_WORD.get_key_value(word)
            {
                marks |= *mark | of_pair(before, word);
                before = word;
            } else if let Ok(word) = std::str::from_utf8(&buffers[idx][..len.min(MAX_WORD_BYTES)]) {
                marks |= of_pair(before, word);
                before = "";
            }
            len = 0;
            idx = 1 - idx;
        }
        if is_letter {
            if len < MAX_WORD_BYTES {
                buffers[idx][len] = byte.to_ascii_lowercase();
            }
            len += 1;
        } else if byte == b' ' {
            marks |= of_pair(before, "");
            before = "";
        }
        was_lower = byte.is_ascii_lowercase();
    }
    marks
}

fn of_pair(before: &str, word: &str) -> Marks {
    if before.is_empty() {
        return Marks::NONE;
    }
    let mut marks = Marks::NONE;
    for (mark, first, seconds) in PAIRS.iter().filter(|(_, first, _)| *first == before) {
        let _ = first;
        if seconds.is_empty() || seconds.split(' ').any(|second| second == word) {
            marks |= *mark;
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        for (names, marks) in [
            ("articleShareBar", Marks::SHARE),
            ("c-article__body", Marks::BODY),
            ("readmore", Marks::RELATED),
            ("x read-more", Marks::RELATED),
            ("sr-only", Marks::HIDDEN),
            ("download shadow lead2", Marks::LEAD),
            ("spread more", Marks::NONE),
        ] {
            assert_eq!(of_names(names), marks, "{names}");
        }
    }

    #[test]
    fn what_styles_hide_is_hidden() {
        assert!(is_hiding("color: red; display : none"));
        assert!(!is_hiding("display:block"));
    }
}
