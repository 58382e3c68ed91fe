"""From letters to words and stems: the same on every database, for what is kept and for what is asked."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.french_stemmer import FrenchStemmer

from public.search.stopwords import STOP_WORDS

LONGEST_WORD = 40
LONGEST_QUERY, MOST_TERMS = 200, 8
# Word and stem: a process of the server knows the words that are asked for and written, not all that there are.
KEPT_STEMS = 200_000

# --- Letters --------------------------------------------------------------------------------------

# Two letters in one: the folded text keeps them, so that it is as long as the text; words spell them out.
_DOUBLE = {"œ": "oe", "æ": "ae", "ß": "ss"}
_WITHOUT_ACCENT = {"µ": "u", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "t"}


def _fold_one(character):
    """One character as words are compared: a small letter without accent, a digit, or else a space."""
    small = character.lower()
    if small in _DOUBLE:
        return small
    if small in _WITHOUT_ACCENT:
        return _WITHOUT_ACCENT[small]
    base = unicodedata.normalize("NFKD", small)[0]
    return base if base.isalnum() else " "


class _Folded(dict):
    def __missing__(self, code):
        self[code] = _fold_one(chr(code))
        return self[code]


# Nearly all texts consist of these 256 characters: translating bytes is twenty times as fast.
_WESTERN = "cp1252"
_FOLDED_BYTES = bytes(
    (_fold_one(bytes([code]).decode(_WESTERN, "ignore") or " ")).encode(_WESTERN)[0] for code in range(256)
)


def fold(text):
    """The text in small letters without accents, a space for anything else: exactly as long as it was."""
    try:
        return text.encode(_WESTERN).translate(_FOLDED_BYTES).decode(_WESTERN)
    except UnicodeEncodeError:
        return text.translate(_Folded())


# Soft hyphens, zero-width spaces, marks of direction: a word goes on behind them.
_INVISIBLE = dict.fromkeys(code for code in range(0x10000) if unicodedata.category(chr(code)) == "Cf")


def compose(text):
    """The text with one character for a letter and its accent, and without characters that nobody sees."""
    return unicodedata.normalize("NFC", text if text.isascii() else text.translate(_INVISIBLE))


# --- Words ----------------------------------------------------------------------------------------


def spelled(folded_word):
    """A word of a folded text as it is kept: in a to z and digits, of bounded length."""
    if not folded_word.isascii():
        for letter, letters in _DOUBLE.items():
            folded_word = folded_word.replace(letter, letters)
        folded_word = "".join(c if c.isascii() else f"u{ord(c):x}" for c in folded_word)
    return folded_word[:LONGEST_WORD]


def words(text):
    """The words of a text, in its order."""
    folded = fold(text)
    found = folded.split()
    return found if folded.isascii() and len(max(found, key=len, default="")) <= LONGEST_WORD else map(spelled, found)


def terms(text):
    """What is asked for: the first words of what was typed, each once; those that say nothing only where all do."""
    asked = list(dict.fromkeys(_codes_joined([*words(compose(text[:LONGEST_QUERY]))])))
    return ([word for word in asked if word not in STOP_WORDS] or asked)[:MOST_TERMS]


def _codes_joined(asked):
    """The words, of which a letter and the number behind it are one: "R 16"."""
    joined = []
    for word in asked:
        letter = joined[-1] if joined else ""
        if word.isdigit() and len(letter) == 1 and letter.isalpha() and letter not in STOP_WORDS:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


# --- Stems ----------------------------------------------------------------------------------------

# A stemmer holds the word that it works on, so that two threads cannot share one: each word has its own.
_STEMMERS = {"fr": FrenchStemmer, "nl": DutchPorterStemmer, "en": EnglishStemmer}
# The rules of the stemmers look at accents, which are gone here: endings that they would no longer know.
_FRENCH_ENDINGS = ((re.compile(r"ieres?\Z"), "ier"), (re.compile(r"ees?\Z"), "e"))
_DUTCH_PLURAL = re.compile(r"es\Z")
_DUTCH_HEID = re.compile(r"(.+)(?:heid|heden)")  # veiligheid is another thing than veilig
_DUTCH_FINALS = {"v": "f", "z": "s"}  # initiatieven, huizen
_SAINTS = {"st", "ste", "saint", "sainte", "sint"}  # St-Gilles, Ste-Agathe, Sint-Gillis


@lru_cache(maxsize=KEPT_STEMS)
def stem(word, language):
    """What the forms of a word have in common, in the language."""
    if not word.isalpha():
        return word
    if word in _SAINTS:
        return "saint"
    if language == "fr":
        for ending, plain in _FRENCH_ENDINGS:
            word = ending.sub(plain, word)
    if language == "nl":
        if heid := _DUTCH_HEID.fullmatch(word):
            return f"{heid[1]}heid"
        stemmed = _STEMMERS["nl"]().stemWord(_DUTCH_PLURAL.sub("e", word))
        return stemmed[:-1] + _DUTCH_FINALS.get(stemmed[-1], stemmed[-1])
    return _STEMMERS[language]().stemWord(word)


# --- Parts of words -------------------------------------------------------------------------------

EDGE = "_"


def grams(part):
    """The trigrams of a word or of a part of one; where it begins or ends a word, it has the edge with it."""
    return [part[start : start + 3] for start in range(len(part) - 2)]


def strip_plural(word):
    """What of a Dutch word stands in compounds: without the ending of its plural. None where that is too short."""
    shorter = re.sub(r"(?:en|s)\Z", "", word)
    part = shorter if len(shorter) >= 4 else word
    return part if len(part) >= 4 else None
