"""The rules, read from `data/rules/` and `data/check.toml`, ready to look with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from notices.catalogue import Catalogue
from notices.catalogue.files import Reading
from notices.check.phrases import Phrase, PhraseError, compiled
from notices.errors import Fault, FaultsError, NoticesError, nearest
from notices.shipped import shipped
from notices.tomlfile import TomlFile
from notices.vocabulary.rules import MEASURED, Looking, Rule

_PHRASES = (
    *("when", "when_not", "says", "hints", "says_not", "says_too"),
    *("only_hints", "under", "says_under", "title_not"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A rule and its phrases, compiled."""

    name: str
    rule: Rule
    when: tuple[Phrase, ...]
    when_not: tuple[Phrase, ...]
    says: tuple[Phrase, ...]
    hints: tuple[Phrase, ...]
    says_not: tuple[Phrase, ...]
    says_too: tuple[Phrase, ...]
    only_hints: tuple[Phrase, ...]
    under: tuple[Phrase, ...]
    says_under: tuple[Phrase, ...]
    title_not: tuple[Phrase, ...]

    @property
    def family(self) -> str:
        """Return the letters that its code begins with."""
        return self.rule.code.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All rules in the order of their codes, and what they share."""

    rules: Mapping[str, Ready]
    """By name."""
    titles: Mapping[str, tuple[Phrase, ...]]
    """Phrases in a title that tell which notice it is; the first that fits counts."""
    past: tuple[Phrase, ...]
    avoid: tuple[tuple[str, str, Phrase], ...]
    """A phrase as it is written, what to say instead, and the phrase to look for."""
    abbreviations: frozenset[str]
    catalogue: Catalogue


def load_rulebook(catalogue: Catalogue, *overlays: Path) -> Rulebook:
    """Load the shipped rules, and then each overlay's over them.

    *overlays* are the `data` folders of wording sets.
    Raises FaultsError with every fault of every file.
    """
    reading = Reading(folders=(shipped("data"), *overlays))
    rules = reading.tables("rules", Rule)
    looking = reading.whole("check", Looking)
    notices = {key: file for key, _, file in reading.keys("notices")}
    if reading.faults:
        raise FaultsError(*reading.faults)
    files = {name: reading.placed["rules", name] for name in rules}
    faults = list(_crosscheck(rules, files, catalogue))
    compiling = _Compiling(looking, reading.placed["check", ""], faults)
    for name in looking.words:
        # Beside a word, as a list may hold nothing that must stand.
        compiling.phrases([f"say <{name}>"], ("words", name))
    if faults:  # else each phrase that names a faulty list would be a fault too
        raise FaultsError(*faults)
    book = Rulebook(
        rules={
            name: _ready(name, rule, compiling, files[name])
            for name, rule in sorted(rules.items(), key=lambda item: item[1].code)
        },
        titles={
            kind: compiling.phrases(catalogue.notices[kind].titles, (kind,), file)
            for kind, file in reversed(notices.items())
        },
        past=compiling.phrases(looking.past, ("past",)),
        avoid=tuple(
            (text, instead, phrase)
            for text, instead in looking.avoid.items()
            for phrase in compiling.phrases([text], ("avoid", text))
        ),
        abbreviations=frozenset(looking.abbreviations),
        catalogue=catalogue,
    )
    if faults:
        raise FaultsError(*faults)
    return book


@dataclass(frozen=True, slots=True)
class _Compiling:
    """Reads phrases, and gathers the faults of those that cannot be read."""

    looking: Looking
    check: TomlFile
    faults: list[Fault]

    def phrases(
        self, texts: Iterable[str], path: tuple[str, ...], file: TomlFile | None = None
    ) -> tuple[Phrase, ...]:
        """Return what stands at *path*, of `check.toml` if not of another *file*.

        It is () if a phrase cannot be read.
        """
        lists = tuple(self.looking.words.items())
        try:
            return tuple(_phrase(text, lists) for text in texts)
        except PhraseError as error:
            self.faults.append(_cannot_read(file or self.check, path, error))
            return ()


def _ready(name: str, rule: Rule, compiling: _Compiling, file: TomlFile) -> Ready:
    phrases = {
        key: compiling.phrases(getattr(rule, key), (name,), file) for key in _PHRASES
    }
    return Ready(name=name, rule=rule, **phrases)


@lru_cache(maxsize=4096)
def _phrase(text: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrase:
    """Return a phrase compiled, once for all states of the rules that have it."""
    return compiled(text, dict(lists))


def _crosscheck(
    rules: Mapping[str, Rule], files: Mapping[str, TomlFile], catalogue: Catalogue
) -> Iterator[Fault]:
    codes: dict[str, str] = {}
    for name, rule in rules.items():
        file = files[name]
        first = codes.setdefault(rule.code, name)
        if first != name:
            yield file.fault(
                (name, "code"),
                f"{rule.code} is the code of {first} too.",
                why="A code means one rule, so that it can be ignored or selected.",
                mend="give it the next number that is free.",
            )
        if rule.way == "measured" and name not in MEASURED:
            yield _measures_nothing(file, name)
        yield from _in_vain(file, name, rule, catalogue)


def _in_vain(
    file: TomlFile, name: str, rule: Rule, catalogue: Catalogue
) -> Iterator[Fault]:
    """Yield a fault for every key that a rule names and nothing has."""
    if rule.requirement and rule.requirement not in catalogue.requirements:
        yield _nothing(file, (name, "requirement"), rule.requirement, catalogue)
    for cited in rule.law:
        if not _is_cited(cited, catalogue):
            yield _nothing(file, (name, "law"), cited, catalogue)
    for kind in rule.notices:
        if kind not in catalogue.notices:
            yield _no_notice(file, name, kind, catalogue)


def _no_notice(file: TomlFile, name: str, kind: str, catalogue: Catalogue) -> Fault:
    near = nearest(kind, catalogue.notices)
    return file.fault(
        (name, "notices"),
        f'there is no notice "{kind}".',
        why="A rule is about notices that notices.toml has.",
        mend=f'did you mean "{near}"?' if near else "add it there, or name another.",
    )


def _measures_nothing(file: TomlFile, name: str) -> Fault:
    near = nearest(name, MEASURED)
    return file.fault(
        (name, "way"),
        f'the program measures nothing that is called "{name}".',
        why="A function of the program looks for what is measured, by the rule's name.",
        mend=f'did you mean "{near}"?'
        if near
        else 'write "must-say" or "must-not-say", and the phrases it looks for.',
    )


def _is_cited(cited: str, catalogue: Catalogue) -> bool:
    key, _, provision = cited.partition("/")
    law = catalogue.laws.get(key)
    return law is not None and (not provision or provision in law.provisions)


def _nothing(
    file: TomlFile, path: tuple[str, ...], key: str, catalogue: Catalogue
) -> Fault:
    known = [
        *catalogue.requirements,
        *catalogue.laws,
        *(
            f"{law}/{name}"
            for law, told in catalogue.laws.items()
            for name in told.provisions
        ),
    ]
    near = nearest(key, known)
    return file.fault(
        path,
        f'there is no "{key}".',
        why="A rule rests on a requirement or a law that the catalogue has.",
        mend=f'did you mean "{near}"?' if near else "add it, or name another.",
    )


def _cannot_read(file: TomlFile, path: tuple[str, ...], error: PhraseError) -> Fault:
    return file.fault(
        path,
        f"{error}.",
        why="A phrase is words, (one|other), [perhaps], begin*, ... and <list>.",
        mend="correct the phrase; data/README.md tells how phrases are written.",
    )


def unknown_rule(word: str, book: Rulebook) -> str:
    """Return what to tell of a code, family or name that there is not."""
    shown = {
        known.lower(): known
        for ready in book.rules.values()
        for known in (ready.family, ready.rule.code, ready.name)
    }
    near = nearest(word, shown)
    mend = f"did you mean {shown[near]}?" if near else "notices rules lists them."
    return f'There is no rule "{word}".\n  To mend: {mend}'


def chosen(book: Rulebook, select: Iterable[str], ignore: Iterable[str]) -> set[str]:
    """Return the names of the rules that *select* and *ignore* leave.

    Each word is a code, a family or a name; without *select* all are selected.
    Raises NoticesError for a word that means no rule.
    """
    wanted, left_out = list(select), list(ignore)
    for word in (*wanted, *left_out):
        if not any(_means(word, ready) for ready in book.rules.values()):
            raise NoticesError(unknown_rule(word, book))
    return {
        ready.name
        for ready in book.rules.values()
        if (not wanted or any(_means(word, ready) for word in wanted))
        and not any(_means(word, ready) for word in left_out)
    }


def _means(word: str, ready: Ready) -> bool:
    return word.lower() == ready.name or word.upper() in {
        ready.rule.code,
        ready.family,
    }
