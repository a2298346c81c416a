//! What the names of elements, classes and identifiers say of a page's parts.

/// How an element is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line: `span`, `b`, `font` and all that is unknown.
    Inline,
    /// A link.
    Link,
    /// Begins and ends a block of text.
    Block,
    /// A paragraph, which any block closes.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A table's row, cell and the table itself: an end tag from within does not cross them.
    Row,
    /// A cell.
    Cell,
    /// A table.
    Table,
    /// An entry of a list, which the next one closes.
    Item,
    /// Never text: scripts, styles, forms' controls, menus.
    Skipped,
    /// The page's own title.
    PageTitle,
    /// A line break.
    Break,
    /// A field of metadata.
    Meta,
    /// Holds nothing: pictures, input fields.
    Void,
    /// Keeps its line ends.
    Pre,
}

/// The kind of the element `name`.
pub(super) fn kind(name: &[u8]) -> Kind {
    match name {
        b"a" => Kind::Link,
        b"p" => Kind::Paragraph,
        b"h1" => Kind::Heading(1),
        b"h2" => Kind::Heading(2),
        b"h3" => Kind::Heading(3),
        b"h4" | b"h5" | b"h6" => Kind::Heading(4),
        b"tr" => Kind::Row,
        b"td" | b"th" => Kind::Cell,
        b"table" => Kind::Table,
        b"li" | b"dt" | b"dd" => Kind::Item,
        b"br" | b"hr" => Kind::Break,
        b"meta" => Kind::Meta,
        b"title" => Kind::PageTitle,
        b"pre" => Kind::Pre,
        b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"aside" | b"ul"
        | b"ol" | b"dl" | b"blockquote" | b"center" | b"form" | b"body" | b"html" | b"figure"
        | b"figcaption" | b"fieldset" | b"address" | b"tbody" | b"thead" | b"tfoot"
        | b"caption" | b"head" | b"details" | b"summary" => Kind::Block,
        b"script" | b"style" | b"noscript" | b"textarea" | b"select" | b"option" | b"button"
        | b"iframe" | b"svg" | b"math" | b"object" | b"template" | b"nav" | b"noframes"
        | b"map" | b"video" | b"audio" | b"canvas" | b"xmp" => Kind::Skipped,
        b"img" | b"input" | b"link" | b"base" | b"area" | b"col" | b"embed" | b"param"
        | b"source" | b"track" | b"wbr" | b"frame" | b"keygen" | b"bgsound" => Kind::Void,
        _ => Kind::Inline,
    }
}

/// What a class or identifier says of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hint {
    /// Holds the article: `article-content`, `TRS_Editor`, `UCAP-CONTENT`.
    pub(super) body: bool,
    /// Holds something else: comments, footers, lists of other articles.
    pub(super) other: bool,
    /// Holds the title.
    pub(super) title: bool,
}

/// Words that name the article's own container in the systems that news sites run.
const BODY: &[&str] = &[
    "trs_editor",
    "trs_preappend",
    "ucap-content",
    "ucapcontent",
    "js_content",
    "rich_media_content",
    "endtext",
    "post_text",
    "post_body",
    "article-content",
    "article_content",
    "articlecontent",
    "article-body",
    "articlebody",
    "article_body",
    "article-con",
    "articlecon",
    "article_con",
    "articletext",
    "article-text",
    "artibody",
    "art_content",
    "cont_text",
    "content_area",
    "content-area",
    "cnt_bd",
    "rm_txt_con",
    "box_con",
    "show_text",
    "text_area",
    "text-con",
    "textcontent",
    "text_content",
    "detail-content",
    "detail_content",
    "detailcontent",
    "news-content",
    "newscontent",
    "news_content",
    "news-text",
    "newstext",
    "news_txt",
    "xxgk_content",
    "bt-content",
    "main-text",
    "maintext",
    "pages_content",
    "zoomcon",
    "fontzoom",
    "j-content",
    "left_zw",
    "conttxt",
    "con_txt",
    "contenttext",
    "content-text",
    "entry-content",
    "post-content",
    "vsb_content",
    "wp_articlecontent",
    "easysite-news-content",
    "view_content",
    "info-content",
    "artcontent",
    "cms-content",
    "para-content",
    "text-box",
];

/// Words that are the whole of a class or identifier of the article's container.
const BODY_WHOLE: &[&str] = &[
    "zoom",
    "content",
    "article",
    "text",
    "artibody",
    "main_content",
    "con",
    "nr",
    "zw",
    "zhengwen",
    "contents",
    "articlebox",
    "body-text",
    "b12c",
    "txt",
    "detail",
];

/// Words that name what is not the article.
const OTHER: &[&str] = &[
    "comment",
    "reply",
    "footer",
    "foot",
    "copyright",
    "sidebar",
    "side-bar",
    "aside",
    "recommend",
    "related",
    "relate",
    "xgxw",
    "hotnews",
    "ranking",
    "rank",
    "share",
    "toolbar",
    "login",
    "menu",
    "navigation",
    "breadcrumb",
    "crumb",
    "advert",
    "guanggao",
    "banner",
    "qrcode",
    "ewm",
    "pager",
    "pagination",
    "prevnext",
    "tuijian",
    "topbar",
    "subscribe",
    "tieba",
    "gentie",
    "feedback",
    "friendlink",
    "copy-right",
    "weather",
    "calendar",
    "tagcloud",
    "keywords",
    "statement",
    "disclaimer",
    "editor-info",
    "mianze",
    "popup",
    "dialog",
    "search",
];

/// Reads a class list or an identifier.
pub(super) fn hint(value: &[u8]) -> Hint {
    let mut hint = Hint::default();
    // A longer one is no name.
    let value = String::from_utf8_lossy(&value[..value.len().min(200)]).to_ascii_lowercase();
    for word in value.split_ascii_whitespace() {
        let body = BODY_WHOLE.contains(&word) || BODY.iter().any(|b| word.contains(b));
        hint.body |= body;
        hint.other |= !body && OTHER.iter().any(|o| word.contains(o));
        hint.title |= is_title(word);
    }
    hint
}

fn is_title(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-');
    word.ends_with("title") || word.ends_with("biaoti") || matches!(word, "bt" | "tit" | "h-tit")
}

/// True for a style that hides its element.
pub(super) fn hides(style: &[u8]) -> bool {
    let mut rest = style;
    while let Some(at) = memchr::memmem::find(rest, b"display") {
        rest = rest[at + b"display".len()..].trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b":")
            && value.trim_ascii_start().starts_with(b"none")
        {
            return true;
        }
    }
    false
}
