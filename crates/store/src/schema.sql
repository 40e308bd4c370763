-- Everything derived from the archive, for anyone with sqlite3. Deleting this file loses nothing:
-- `onrecord rebuild` makes it again.
--
-- Identifiers are the 24 hexadecimal digits that all commands print. Inside this file rows point to
-- each other by small numbers (`key`), which mean nothing elsewhere. Spans (`starts`, `ends`) are
-- bytes of the article's text, half-open. Days are YYYY-MM-DD. `record` is the exchange format and
-- the truth of its row. Start with the views: published, said, stated, copied, stories_of.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The files of archive/ and how many of their bytes are known here.
CREATE TABLE archive_files (
    file TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a capture, in archive order, with the WARC record that holds it. `extractor` and
-- `analyzer` are the versions it was last processed with, 0 before that.
CREATE TABLE captures (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    address TEXT,
    name TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    obtained TEXT NOT NULL,
    status INTEGER,
    media_type TEXT,
    file TEXT NOT NULL REFERENCES archive_files (file),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    record_id TEXT NOT NULL,
    extractor INTEGER NOT NULL DEFAULT 0,
    analyzer INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX captures_by_version ON captures (extractor, analyzer);
CREATE INDEX captures_by_address ON captures (address) WHERE address IS NOT NULL;

-- Where the archive keeps the text of an article: a record of type `conversion` that refers to its
-- capture's. Texts of earlier versions stay, so that what cites them can still be checked.
CREATE TABLE texts (
    article TEXT PRIMARY KEY,
    file TEXT NOT NULL REFERENCES archive_files (file),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was wrong with an input, by the step that saw it: collect, process, analyze.
CREATE TABLE problems (
    capture INTEGER NOT NULL REFERENCES captures (key),
    step TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (capture, step, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlets (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    site TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (name, site)
) STRICT;

-- Names of speakers and entities, each once.
CREATE TABLE names (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
) STRICT;

-- One row an article. Older versions of a capture's article stay, with `is_current` 0, so that
-- citations of them still resolve. `page` is the address in the form that is the same for every
-- capture of one page; it is for comparing and must not be fetched.
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    capture INTEGER NOT NULL REFERENCES captures (key),
    extractor INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    published TEXT,
    not_before TEXT,
    not_after TEXT,
    outlet INTEGER REFERENCES outlets (key),
    language TEXT,
    title TEXT,
    section TEXT,
    address TEXT,
    page TEXT
) STRICT;
CREATE INDEX articles_by_capture ON articles (capture);
CREATE INDEX articles_by_sequence ON articles (sequence);
CREATE INDEX articles_by_outlet ON articles (outlet);
CREATE INDEX articles_by_page ON articles (page) WHERE is_current = 1;
CREATE INDEX articles_by_day ON articles (coalesce(published, not_before), id) WHERE is_current = 1;

-- The record of an article and its text, which is left empty in the record.
CREATE TABLE article_records (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    record TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- Everything found in an article; the next three tables hold its rows that are asked for most.
CREATE TABLE findings (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    analyzer INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE entities (
    article INTEGER NOT NULL REFERENCES articles (key),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names (key),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    n_mentions INTEGER NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_name ON entities (name);

CREATE TABLE quotations (
    article INTEGER NOT NULL REFERENCES articles (key),
    place INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    mode TEXT NOT NULL,
    speaker INTEGER REFERENCES names (key),
    source_starts INTEGER,
    source_ends INTEGER,
    cue_starts INTEGER,
    cue_ends INTEGER,
    is_hedged INTEGER NOT NULL,
    is_negated INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotations_by_speaker ON quotations (speaker) WHERE speaker IS NOT NULL;

-- Amounts are decimal digits, exact; CAST them to REAL to compare.
CREATE TABLE figures (
    article INTEGER NOT NULL REFERENCES articles (key),
    place INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    modifier TEXT NOT NULL,
    value TEXT,
    low TEXT,
    high TEXT,
    unit TEXT NOT NULL,
    counted TEXT,
    source INTEGER REFERENCES names (key),
    is_vague INTEGER NOT NULL,
    is_negated INTEGER NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_source ON figures (source) WHERE source IS NOT NULL;

-- Keys under which articles meet those they may share text with. Keys are spread evenly, so each
-- article would touch as many pages as it has keys: new ones are gathered in a small table that is
-- poured into a larger one when it is full.
CREATE TABLE copy_keys_new (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE copy_keys_recent (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE copy_keys_old (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- Articles not yet compared with the others.
CREATE TABLE uncompared (
    article INTEGER PRIMARY KEY REFERENCES articles (key)
) STRICT;

CREATE TABLE copies (
    a INTEGER NOT NULL REFERENCES articles (key),
    b INTEGER NOT NULL REFERENCES articles (key),
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    a_in_b INTEGER NOT NULL,
    b_in_a INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_b ON copies (b);

-- The dating of an article whose day others tell more of than it does itself; `published`,
-- `not_before` and `not_after` of its row then follow this record, not that of the article.
CREATE TABLE datings (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    record TEXT NOT NULL
) STRICT;

-- The terms by which stories are grouped, in the form of `analyze/story/keys.rs`.
CREATE TABLE story_keys (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    keys BLOB NOT NULL
) STRICT;

-- Articles that came, went or changed their day since stories were grouped.
CREATE TABLE ungrouped (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    has_new_keys INTEGER NOT NULL
) STRICT;

-- Articles in their stories. `part_of` is an earlier article of the same story, or the later version
-- of the page that stands for this one: followed to its end it gives the story's first article.
-- `batch` is the day under which the article was grouped, or the day of its capture and ` undated`;
-- an earlier version has none.
CREATE TABLE grouped (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    batch TEXT,
    part_of INTEGER REFERENCES articles (key)
) STRICT;
CREATE INDEX grouped_by_batch ON grouped (batch) WHERE batch IS NOT NULL;
CREATE INDEX grouped_by_story ON grouped (part_of) WHERE part_of IS NOT NULL;

-- Stories of several articles, by their first one, with the terms that weigh most in them: four bytes
-- each, the highest first.
CREATE TABLE stories (
    first INTEGER PRIMARY KEY REFERENCES articles (key),
    id TEXT NOT NULL UNIQUE,
    terms BLOB NOT NULL
) STRICT;

-- What grouping goes on from: everything that the articles of a batch and of later ones depend on,
-- and how many articles came before it.
CREATE TABLE story_states (
    batch TEXT PRIMARY KEY,
    n_before INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW published AS
    SELECT a.id AS article, a.published, a.not_before, a.not_after, o.name AS outlet, o.site,
        a.language, a.title, a.address, c.id AS capture, c.captured_at, r.text
    FROM articles a
    JOIN captures c ON c.key = a.capture
    JOIN article_records r ON r.article = a.key
    LEFT JOIN outlets o ON o.key = a.outlet
    WHERE a.is_current = 1;

CREATE VIEW said AS
    SELECT a.id || '/' || q.starts || '-' || q.ends AS passage, a.published, o.name AS outlet,
        n.name AS speaker, q.mode, q.is_hedged, q.is_negated, q.confidence,
        CAST(substr(CAST(r.text AS BLOB), q.source_starts + 1, q.source_ends - q.source_starts)
            AS TEXT) AS source,
        CAST(substr(CAST(r.text AS BLOB), q.cue_starts + 1, q.cue_ends - q.cue_starts)
            AS TEXT) AS cue,
        CAST(substr(CAST(r.text AS BLOB), q.starts + 1, q.ends - q.starts) AS TEXT) AS exact,
        a.title, a.address
    FROM quotations q
    JOIN articles a ON a.key = q.article AND a.is_current = 1
    JOIN article_records r ON r.article = q.article
    LEFT JOIN outlets o ON o.key = a.outlet
    LEFT JOIN names n ON n.key = q.speaker;

CREATE VIEW stated AS
    SELECT a.id || '/' || f.starts || '-' || f.ends AS passage, a.published, o.name AS outlet,
        n.name AS source, f.modifier, f.value, f.low, f.high, f.unit, f.counted, f.is_vague,
        f.is_negated,
        CAST(substr(CAST(r.text AS BLOB), f.starts + 1, f.ends - f.starts) AS TEXT) AS exact,
        a.title, a.address
    FROM figures f
    JOIN articles a ON a.key = f.article AND a.is_current = 1
    JOIN article_records r ON r.article = f.article
    LEFT JOIN outlets o ON o.key = a.outlet
    LEFT JOIN names n ON n.key = f.source;

CREATE VIEW copied AS
    SELECT a.id AS a, b.id AS b, k.kind, k.direction, k.a_in_b, k.b_in_a,
        a.published AS a_published, b.published AS b_published,
        oa.name AS a_outlet, ob.name AS b_outlet, a.title AS a_title, b.title AS b_title
    FROM copies k
    JOIN articles a ON a.key = k.a AND a.is_current = 1
    JOIN articles b ON b.key = k.b AND b.is_current = 1
    LEFT JOIN outlets oa ON oa.key = a.outlet
    LEFT JOIN outlets ob ON ob.key = b.outlet;

CREATE VIEW stories_of AS
    WITH RECURSIVE up (article, at, part_of) AS (
        SELECT article, article, part_of FROM grouped
        UNION ALL
        SELECT up.article, g.article, g.part_of FROM up JOIN grouped g ON g.article = up.part_of)
    SELECT a.id AS article, s.id AS story, f.id AS first, a.published, a.title
    FROM up
    JOIN articles a ON a.key = up.article AND a.is_current = 1
    JOIN articles f ON f.key = up.at
    JOIN stories s ON s.first = up.at
    WHERE up.part_of IS NULL;
