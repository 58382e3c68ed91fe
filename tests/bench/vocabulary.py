"""Words in French and in Dutch as texts have them: few very often, most of them hardly ever (Zipf's law)."""

import csv
import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

WORDS = 30_000
"""A language: as many as a large collection of reports holds; those of the founding data come first."""

SYLLABLES = {
    "fr": ("ban", "bou", "cha", "con", "dre", "fer", "gra", "jou", "lan", "mer", "nou", "pré", "ron", "sou", "tra"),
    "nl": ("aard", "berg", "boom", "dijk", "graaf", "heer", "kerk", "laan", "molen", "oord", "straat", "veld", "vliet"),
}
_WORD = re.compile(r"[^\W\d_]{2,30}")


@dataclass
class Vocabulary:
    """The words of a language, the frequent ones first, and how one draws from them."""

    words: list[str]
    odds: list[float]  # added up, as random.choices takes them

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.odds, k=count)


def vocabulary(dataset: Path, language: str, chance: random.Random) -> Vocabulary:
    """What the founding data say in the language, and behind it words that stand nowhere else."""
    counted = Counter(word for text in _texts(dataset, language) for word in _WORD.findall(text.lower()))
    known = [word for word, _ in counted.most_common(WORDS)]
    words = list(dict.fromkeys([*known, *_invented(language, chance)]))[:WORDS]
    return Vocabulary(words, list(accumulate(1 / rank for rank in range(1, len(words) + 1))))


def _texts(dataset: Path, language: str):
    for path in sorted(dataset.glob("*.csv")):
        with path.open(newline="", encoding="utf-8-sig") as opened:
            for row in csv.DictReader(opened):
                yield from (text for column, text in row.items() if column.endswith(f"_{language}") and text)


def _invented(language: str, chance: random.Random):
    for _ in range(WORDS * 2):
        yield "".join(chance.choices(SYLLABLES[language], k=chance.randint(3, 5)))


def line(words: Vocabulary, chance: random.Random, count: int) -> str:
    return " ".join(words.draw(chance, count)).capitalize()


def text(words: Vocabulary, chance: random.Random) -> str:
    """Some forty words of Markdown: a paragraph or two, now and then with a list."""
    sentences = [f"{line(words, chance, chance.randint(6, 16))}." for _ in range(chance.randint(2, 5))]
    parts = [" ".join(sentences[:2]), " ".join(sentences[2:])]
    if chance.random() < 0.2:
        parts.append("\n".join(f"- {line(words, chance, 4)}" for _ in range(3)))
    return "\n\n".join(filter(None, parts))
