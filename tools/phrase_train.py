#!/usr/bin/env python3
"""Learns the weights of the key phrases (dicts/phrase_weights.toml, phrase_words.bin). Needs numpy, scipy, scikit-learn.

  phrase_train.py FOLDER NEWS VECTORS            figures: FOLDER/cctv.jsonl in five folds, transfer to csl.jsonl
  phrase_train.py FOLDER NEWS VECTORS --write    the same, then weights from everything but csl into dicts/
  phrase_train.py FOLDER NEWS VECTORS --ablate   the same, then with each group of evidence or data left out
  … --labels FILE                                with what readers struck out, and how much they would strike now

Four sets are learnt from, so that the weights are no single programme's taste:
  1. television news with its editors' keywords (cctv.jsonl);
  2. the same articles with the nouns of those keywords as keywords: editors who want words;
  3. the same articles without their titles: where none is given, the first lines must do;
  4. papers with their authors' keywords, cut out of NEWS (texts with a form feed between):
     title, abstract and the line 关键词 of the papers among them. csl.jsonl is not among them.

VECTORS (tools/phrase_vectors.py) says which words keep the same company: a word adds to the odds of a
phrase by its place in that space (alone, first, last of several), and those that were seen often enough by
themselves too. Both are written down as one weight for each of some 60,000 words.

FILE teaches a second model over the same evidence: the odds that a reader keeps a phrase. It has one
object a line: `title` (may be missing), `text` and `labels`, phrases that were shown with their codes: k
kept; s scrap, v verb or clause, g general, x beside the matter: struck; d says what another
shown phrase says better (left out: a matter of the selection). An article of cctv.jsonl has its place there as
`news`: no fold is ranked with what readers said of its articles. Who read it stands in `reader` (may be missing):
how strict each is is learnt, and forgotten. Without FILE every phrase is
struck as likely as not.

Features come from the program itself (`--example phrase_features`), phrases too: a fold's
weights are put into a folder of dictionaries and the program ranks the fold's articles
with them. An article is in fold (its place in the file) % 5. Nothing is random.
"""
import collections, json, os, re, struct, subprocess, sys, tempfile
import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

TOOL = os.environ.get("PHRASE_TOOL", "target/quick/examples/phrase_features")
FOLDS = 5
PENALTY, PAPERS, WORDS, UNTITLED = (float(x) for x in os.environ.get("TRAIN", "0.03,1.5,0.2,0.4").split(","))
# Words have weights (alone, first, last of several) that stand so in candidates of so many articles …
KNOWN = 10
# … and are held to the mean less firmly than bins: there are far fewer candidates of each.
WORD_SCALE = 3.0
# The same for the readers' model, whose labels are few.
KEPT_PENALTY, KEPT_KNOWN, KEPT_WORD_SCALE = 0.07, 2, 8.0
# So firmly are the weights of the directions of VECTORS held, beside those of bins: for editors, for readers.
VECTOR_SCALES = 2.0, 3.0
# Weights of words are stored in parts of this, and no word further from where its search begins (src/phrases/slots.rs).
WORD_UNIT, REACH = 0.04, 256
# The score of the editors' model is held to nothing: it is one weight among hundreds.
SCORE_SCALE = 10.0
# How strict a reader is.
READER_SCALE = 1.5
# Bins of `classes` for words that editors give alone: nouns and names, not verbs.
NOUNS = {1, 2, 3, 4, 5, 7, 9, 10, 11, 15}
GROUPS = {
    "title": "place place_count place_chars place_words place_quoted place_df title_from title_share title_rank",
    "boundaries within the article": "branch_left branch_right tear_before tear_after",
    "boundaries in the background": "gap_before gap_after",
    "cohesion": "gap_inside cohesion rival",
    "what stands beside it": "before after",
    "word classes": "classes singles weak",
    "background frequency": "df rarest_word commonest_word lead again place_df",
    "frequency": "count length_count place_count weight rank title_rank",
    "length": "chars words size_words place_chars place_words names_words length_words",
    "genre": "names_words length_words length_count size_words",
    "position": "sentence spread",
    "quotation marks": "place_quoted inside",
}


def run(arguments, rows):
    feed = "".join(json.dumps({"id": str(n), "title": r.get("title", ""), "text": r["text"]}, ensure_ascii=False) + "\n" for n, r in enumerate(rows))
    done = subprocess.run([TOOL, *arguments], input=feed, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def features():
    rows = (line.split("\t") for line in run(["names"], []))
    return [(name, int(bins)) for name, bins in rows]


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


HAN = re.compile("[\u4e00-\u9fff]")
ABSTRACT = re.compile("[【\\[［]?(?:摘[ \u3000]*要(?: 题)?|内容提要)[】\\]］]?[:：]?")
KEYWORDS = re.compile("(?:关[ \u3000]?键[ \u3000]?[词字]|主[ \u3000]?题[ \u3000]?词)[】\\]]?[:：]?([^\n]*)")


def papers(path):
    """Title, abstract and authors' keywords of the papers among the texts."""
    found = filter(None, map(paper, open(path, encoding="utf-8").read().split("\f")))
    found = list(found)
    times = collections.Counter(p["title"] for p in found)
    # A title that comes twice is the journal's.
    return [p for p in found if times[p["title"]] == 1 and len(p["title"]) > 6]


def paper(text):
    head = text[:1800]
    keywords = KEYWORDS.search(head)
    abstract = keywords and ABSTRACT.search(head, 0, keywords.start())
    if not abstract:
        return None
    body = head[abstract.end():keywords.start()].split("【英文摘要】")[0]
    body = "".join(line.strip() for line in body.splitlines()).strip(" \u3000：:")
    title, gold = title_of(head[:abstract.start()]), list(keyword_list(keywords[1]))
    if not title or len(body) <= 40 or len(gold) < 2:
        return None
    return {"title": title.rstrip("*∗"), "text": body, "gold": gold}


def title_of(head):
    marked = re.search("【 标  题 】([^\n]*)", head)
    if marked:
        return marked[1].strip()
    lines = (line.strip() for line in head.splitlines())
    lines = (line for line in lines if not re.search("(19|20)[0-9][0-9]", line) and len(HAN.findall(line)) >= 7)
    return next(lines, "")


def keyword_list(line):
    for word in re.split("[;；,，、/．。\u3000]|  +| (?=[\u4e00-\u9fff])", line):
        word = word.strip(" .．。")
        english = re.match("([^A-Za-z]*[\u4e00-\u9fff）)])[A-Z][a-z]", word)
        word = english[1] if english else word
        if 1 < len(word) <= 20 and (HAN.search(word) or re.fullmatch("[A-Za-z0-9/+ -]+", word)):
            yield word


class Set:
    """Articles, their candidates as indices of weights, and which of them are keywords."""

    def __init__(self, rows, names):
        self.rows = rows
        at = {name: i for i, (name, _) in enumerate(names)}
        starts = np.cumsum([0] + [bins for _, bins in names])[:-1]
        self.bins, self.keyword, self.word, self.article, self.edges, self.text = [], [], [], [], [], []
        for n, line in enumerate(run(["features"], rows)):
            # Editors of television keep quotation marks that fall into their keywords.
            gold = {g.strip("《》“”‘’\"") for g in rows[n]["gold"]} | set(rows[n]["gold"])
            for text, bins, (first, last) in json.loads(line)["candidates"]:
                alone = bins[at["words"]] == 1 and bins[at["classes"]] in NOUNS
                self.bins.append(starts + bins)
                self.keyword.append(text in gold)
                self.word.append(alone and any(text in g for g in gold))
                self.article.append(n)
                self.text.append(text)
                self.edges.append([(0, first)] if bins[at["words"]] == 1 else [(1, first), (2, last)])
        lists = (self.bins, self.keyword, self.word, self.article)
        self.bins, self.keyword, self.word, self.article = map(np.array, lists)


def matrix(bins, width):
    n, k = bins.shape
    return csr_matrix((np.ones(n * k, dtype=np.float32), bins.ravel(), np.arange(0, n * k + 1, k)), shape=(n, width))


class Vectors:
    """Where words stand by the company that they keep, three times: alone, first, last of several."""

    def __init__(self, path):
        stored = np.load(path)
        self.words = stored["words"].tolist()
        length = np.linalg.norm(stored["vectors"], axis=1, keepdims=True)
        self.vectors = (stored["vectors"] / np.maximum(length, 1e-9)).astype(np.float32)
        self.at = {word: i for i, word in enumerate(self.words)}
        self.cached = {}

    def matrix(self, set_, chosen, scale):
        if id(set_) not in self.cached:
            places = np.zeros((len(set_.edges), 3, self.vectors.shape[1]), dtype=np.float32)
            for n, edges in enumerate(set_.edges):
                for role, word in edges:
                    if word in self.at:
                        places[n, role] = self.vectors[self.at[word]]
            self.cached[id(set_)] = set_, places.reshape(len(places), -1)
        return csr_matrix(scale * self.cached[id(set_)][1][chosen])

    def weights(self, learnt, scale):
        each = scale * self.vectors @ learnt.reshape(3, -1).T
        return {(role, word): weight for role in range(3) for word, weight in zip(self.words, each[:, role].tolist())}


def added(weights, more):
    """The sums of two tables of weights."""
    for key, weight in more.items():
        weights[key] = weights.get(key, 0.0) + weight
    return weights


class Words:
    """The words that have weights: (0 alone, 1 first, 2 last; word) by their place."""

    def __init__(self, parts, least=KNOWN, scale=WORD_SCALE):
        self.scale = scale
        articles = collections.defaultdict(set)
        for part, (set_, chosen) in enumerate(parts):
            for n in np.flatnonzero(chosen):
                for edge in set_.edges[n]:
                    articles[edge].add((part, set_.article[n]))
        known = sorted(edge for edge, seen in articles.items() if len(seen) >= least)
        self.at = {edge: i for i, edge in enumerate(known)}

    def matrix(self, set_, chosen):
        rows = np.flatnonzero(chosen)
        cells = [(i, self.at[edge]) for i, n in enumerate(rows) for edge in set_.edges[n] if edge in self.at]
        at = np.array(cells, dtype=int).reshape(-1, 2).T
        return csr_matrix((np.full(at.shape[1], self.scale, dtype=np.float32), at), shape=(len(rows), len(self.at)))

    def weights(self, learnt):
        return {edge: self.scale * learnt[i] for edge, i in self.at.items()}


class Readers:
    """What readers kept and struck out of the phrases shown to them."""

    def __init__(self, rows, names, vectors, known=True):
        self.rows, self.width, self.vectors, self.known = rows, sum(bins for _, bins in names), vectors, known
        self.set = Set([{**row, "gold": []} for row in rows], names)
        codes = (rows[n]["labels"].get(text, "?") for n, text in zip(self.set.article, self.set.text))
        self.code = np.array(list(codes))
        readers = {reader: i for i, reader in enumerate(sorted({row.get("reader", "") for row in rows}))}
        self.reader = np.array([readers[row.get("reader", "")] for row in rows])

    def fit(self, fitted, articles=None):
        """Bias, weight of the score, weights of the bins, weights of the words."""
        set_, width = self.set, self.width
        chosen = np.isin(self.code, list("ksvgx"))
        if articles is not None:
            chosen &= np.isin(set_.article, articles)
        words = Words([(set_, chosen)] if self.known else [], KEPT_KNOWN, KEPT_WORD_SCALE)
        score = csr_matrix(SCORE_SCALE * scores(fitted, set_, chosen)[:, None])
        rows = [matrix(set_.bins[chosen], width), words.matrix(set_, chosen)]
        if self.vectors:
            rows.append(self.vectors.matrix(set_, chosen, VECTOR_SCALES[1]))
        reader = READER_SCALE * matrix(self.reader[set_.article[chosen]][:, None], self.reader.max() + 1)
        model = LogisticRegression(C=KEPT_PENALTY, max_iter=2000, tol=1e-4)
        model.fit(hstack([reader, *rows, score]).tocsr(), self.code[chosen] == "k")
        # The weights of the readers come first: they are left out, but for what they are on average.
        strict, weights = np.split(model.coef_[0], [reader.shape[1]])
        average = float((reader @ strict).mean())
        of_words = weights_of_words(words, self.vectors, weights[width:-1], VECTOR_SCALES[1])
        return float(model.intercept_[0]) + average, float(SCORE_SCALE * weights[-1]), weights[:width], of_words

    def without(self, chosen):
        """The articles that are not among these of the news."""
        return [n for n, row in enumerate(self.rows) if row.get("news") not in chosen]

    def report(self, trainer, fitted):
        """What readers would strike of what is shown now, from weights learnt without the article. Not
        reported on are the news whose keywords were learnt from."""
        codes, everything = collections.Counter(), range(len(self.rows))
        own = [n for n in everything if "news" not in self.rows[n]]
        for fold in range(FOLDS):
            left_out = set(own[fold::FOLDS])
            kept = self.fit(fitted, [n for n in everything if n not in left_out])
            mine = [self.rows[n] for n in own[fold::FOLDS]]
            for row, phrases in zip(mine, trainer.rank(fitted, mine, kept)):
                codes.update(row["labels"].get(text, "?") for text in phrases)
        shown, judged, n = codes.total(), codes.total() - codes["?"], len(own)
        struck = judged - codes["k"]
        print(f"readers, {n} articles in five folds: {shown / n:.2f} shown an article, {struck / n:.2f} struck, {10 * struck / max(judged, 1):.2f} of ten;", end=" ")
        print("an article:", ", ".join(f"{code} {codes[code] / n:.2f}" for code in "ksvgxd?"), flush=True)


def weights_of_words(words, vectors, learnt, scale):
    """The weights of words, by themselves and by their place among others."""
    own = words.weights(learnt[:len(words.at)])
    return added(vectors.weights(learnt[len(words.at):], scale), own) if vectors else own


def scores(fitted, set_, chosen):
    """The log odds that the editors' model gives."""
    bias, weights, of_words = fitted
    words = [sum(of_words.get(edge, 0.0) for edge in set_.edges[n]) for n in np.flatnonzero(chosen)]
    return bias + weights[set_.bins[chosen]].sum(axis=1) + np.array(words)


class Trainer:
    def __init__(self, names, news, untitled, scholars, vectors, words=WORDS, known=True, readers=None):
        self.names, self.news, self.untitled, self.scholars, self.words, self.known = names, news, untitled, scholars, words, known
        self.vectors, self.readers = vectors, readers
        self.width = sum(bins for _, bins in names)

    def fit(self, chosen, left_out=()):
        """Bias, weights of the bins, weights of the words."""
        news, untitled, scholars = self.news, self.untitled, self.scholars
        chosen, chosen_untitled = np.isin(news.article, chosen), np.isin(untitled.article, chosen)
        parts = [(news, chosen, news.keyword, 1.0), (untitled, chosen_untitled, untitled.keyword, UNTITLED)]
        if self.words:
            parts.append((news, chosen, news.word, self.words))
        if scholars:
            parts.append((scholars, np.full(len(scholars.keyword), True), scholars.keyword, PAPERS))
        words = Words([(s, c) for s, c, k, _ in parts if s is not untitled and k is not news.word] if self.known else [])
        keep = [i for i, (name, _) in enumerate(self.names) if name not in left_out]

        def columns(set_, chosen):
            yield matrix(set_.bins[chosen][:, keep], self.width)
            yield words.matrix(set_, chosen)
            if self.vectors:
                yield self.vectors.matrix(set_, chosen, VECTOR_SCALES[0])

        rows = [hstack(list(columns(s, c))) for s, c, _, _ in parts]
        keyword = np.concatenate([k[c] for _, c, k, _ in parts])
        weight = np.concatenate([np.full(c.sum(), w) for _, c, _, w in parts])
        model = LogisticRegression(C=PENALTY, max_iter=400, tol=1e-4)
        model.fit(vstack(rows).tocsr(), keyword, sample_weight=weight)
        weights = model.coef_[0]
        of_words = weights_of_words(words, self.vectors, weights[self.width:], VECTOR_SCALES[0])
        return float(model.intercept_[0]), weights[:self.width], of_words

    def rank(self, fitted, rows, kept=None):
        if kept is None and self.readers:
            kept = self.readers.fit(fitted)
        with tempfile.TemporaryDirectory() as folder:
            weights_files(folder, self.names, fitted, kept, "")
            return [[p["text"] for p in json.loads(line)["phrases"]] for line in run(["rank", folder], rows)]

    def everything(self, left_out=()):
        return self.fit(np.arange(len(self.news.rows)), left_out)

    def cross_validate(self, left_out=(), folds=FOLDS):
        """Phrases of every article from weights learnt without it, with its title and without."""
        rows = self.news.rows
        with_title, without = [None] * len(rows), [None] * len(rows)
        for fold in range(folds):
            fitted = self.fit([n for n in range(len(rows)) if n % folds != fold], left_out)
            mine = range(fold, len(rows), folds)
            kept = self.readers and self.readers.fit(fitted, self.readers.without(set(mine)))
            for phrases, shown in ((with_title, rows), (without, self.untitled.rows)):
                for n, got in zip(mine, self.rank(fitted, [shown[n] for n in mine], kept)):
                    phrases[n] = got
        return with_title, without


def weights_files(folder, names, fitted, kept, note):
    bias, weights, of_words = fitted
    kept_bias, kept_score, kept_weights, kept_words = kept or (0.0, 0.0, None, {})
    with open(f"{folder}/phrase_words.bin", "wb") as f:
        f.write(words_table(of_words, kept_words))
    with open(f"{folder}/phrase_weights.toml", "w", encoding="utf-8") as f:
        f.write("# Weights of the key-phrase models: what each bin of each feature adds to the log odds of a key\n")
        f.write("# phrase, and (`kept`) to the log odds that a reader keeps it.\n")
        f.write(f"# Written by tools/phrase_train.py; {note}\n")
        f.write(f"bias = {bias:.3f}\nkept_bias = {kept_bias:.3f}\nkept_score = {kept_score:.3f}\n")
        at = 0
        for name, bins in names:
            f.write(f'\n[[feature]]\nname = "{name}"\nweights = [{numbers(weights[at:at + bins], ", ")}]\n')
            if kept_weights is not None:
                f.write(f'kept = [{numbers(kept_weights[at:at + bins], ", ")}]\n')
            at += bins


def words_table(of_words, kept_words):
    """The table that src/phrases/words.rs describes."""
    entries = {}
    # Numbers stand in the vectors as #: no run begins or ends with one.
    for word in {word for _, word in [*of_words, *kept_words]} - {"#"}:
        weights = [known.get((role, word), 0.0) for known in (of_words, kept_words) for role in range(3)]
        whole = [max(-127, min(127, round(weight / WORD_UNIT))) for weight in weights]
        if any(whole):
            entries[hash_of(word.encode())] = whole
    log = max(10, (len(entries) * 2).bit_length())
    slots, mask = [0] * (1 << log), (1 << log) - 1
    for hashed, whole in sorted(entries.items()):
        at = next(at & mask for at in range(hashed, hashed + REACH) if not slots[at & mask])
        slots[at] = hashed >> 48 << 48 | int.from_bytes(struct.pack("6b", *whole), "little")
    packed = struct.pack(f"<{len(slots)}Q", *slots)
    return b"TGPHRW1\n" + struct.pack("<IIQ", len(entries), log, hash_of(packed)) + packed


def hash_of(data):
    """The hash of src/phrases/table.rs."""
    hashed = len(data)
    for at in range(0, len(data) // 8 * 8 + 1, 8):
        hashed = mix(hashed ^ int.from_bytes(data[at:at + 8], "little"))
    return hashed


def mix(hashed):
    wide = (hashed ^ 0x2D358DCCAA6C78A5) * 0x9E3779B97F4A7C15
    return (wide ^ wide >> 64) & 0xFFFFFFFFFFFFFFFF


def numbers(weights, between):
    return between.join(f"{w:.2f}".replace("-0.00", "0.00") for w in weights)


def figures(rows, phrases):
    """F1@5 and R@10 of every article, as score_phrases.py reckons them."""
    f1, recall = [], []
    for row, got in zip(rows, phrases):
        gold = set(g for g in row["gold"] if g)
        if gold:
            f1.append(2 * len(set(got[:5]) & gold) / (len(got[:5]) + len(row["gold"])) if got else 0)
            recall.append(len(set(got[:10]) & gold) / len(row["gold"]))
    return f"{100 * np.mean(f1):5.1f} {100 * np.mean(recall):5.1f}"


def report(name, trainer, csl, left_out=(), folds=FOLDS):
    with_title, without = trainer.cross_validate(left_out, folds)
    rows = trainer.news.rows
    short = [n for n, row in enumerate(rows) if row["gold"] and np.mean([len(g) for g in row["gold"]]) <= 2.7]
    fitted = trainer.everything(left_out)
    parts = [
        figures(rows, with_title),
        figures([rows[n] for n in short], [with_title[n] for n in short]),
        figures(rows, without),
        figures(csl, trainer.rank(fitted, csl)),
    ]
    print(f"| {name} | {' | '.join(parts)} |", flush=True)
    return fitted


def main():
    folder, news, vectors, options = sys.argv[1], sys.argv[2], Vectors(sys.argv[3]), sys.argv[4:]
    names = features()
    csl = read(f"{folder}/csl.jsonl")
    items = read(f"{folder}/cctv.jsonl")
    television, scholars = Set(items, names), Set(papers(news), names)
    untitled = Set([{**row, "title": ""} for row in items], names)
    readers = Readers(read(options[options.index("--labels") + 1]), names, vectors) if "--labels" in options else None
    trainer = Trainer(names, television, untitled, scholars, vectors, readers=readers)
    print(f"{len(television.rows)} news items, {len(scholars.rows)} papers; F1@5 and R@10 of cctv in five folds, of its articles with short keywords, of cctv without titles, of csl")
    fitted = report("all", trainer, csl)
    if readers:
        readers.report(trainer, fitted)
    if "--write" in options:
        note = f"learnt on {len(television.rows)} news items and {len(scholars.rows)} papers with their editors' and authors' keywords"
        judged = f", and on {len(readers.rows)} articles with phrases that readers kept or struck out." if readers else "."
        weights_files("dicts", names, fitted, readers and readers.fit(fitted), note + judged)
    if "--ablate" in options:
        # In two folds, to be done in minutes: compare with the first of these rows.
        report("all, two folds", trainer, csl, folds=2)
        report("without papers", Trainer(names, television, untitled, None, vectors, readers=readers), csl, folds=2)
        report("without editors who want words", Trainer(names, television, untitled, scholars, vectors, 0, readers=readers), csl, folds=2)
        for name, known in (("without vectors of words", True), ("without weights of words", False)):
            less = readers and Readers(readers.rows, names, None, known)
            report(name, Trainer(names, television, untitled, scholars, None, known=known, readers=less), csl, folds=2)
        for group, members in GROUPS.items():
            report(f"without {group}", trainer, csl, members.split(), folds=2)


if __name__ == "__main__":
    main()
