"""Read the rules of `data/rules/` and `data/check.toml`: all faults at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from notices.catalogue import Catalogue
from notices.catalogue.files import Reading
from notices.check.checking import ANSWERS, HITS, OF_THE_FILE
from notices.check.phrases import Phrase, PhraseError, compiled
from notices.check.rulebook import Ready, Rulebook
from notices.errors import Fault, FaultsError, did_you_mean
from notices.shipped import shipped
from notices.tomlfile import TomlFile
from notices.vocabulary.rules import Looking, Rule

_PHRASES = (
    *("when", "when_not", "says", "hints", "says_not", "says_too"),
    *("only_hints", "under", "says_under", "title_not"),
)
_MEASURED = frozenset({*ANSWERS, *HITS, *OF_THE_FILE})


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
        if rule.way == "measured" and name not in _MEASURED:
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
    return file.fault(
        (name, "notices"),
        f'there is no notice "{kind}".',
        why="A rule is about notices that notices.toml has.",
        mend=did_you_mean(kind, catalogue.notices, "add it there, or name another."),
    )


def _measures_nothing(file: TomlFile, name: str) -> Fault:
    return file.fault(
        (name, "way"),
        f'the program measures nothing that is called "{name}".',
        why="A function of the program looks for what is measured, by the rule's name.",
        mend=did_you_mean(
            name,
            _MEASURED,
            'write "must-say" or "must-not-say", and the phrases it looks for.',
        ),
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
    return file.fault(
        path,
        f'there is no "{key}".',
        why="A rule rests on a requirement or a law that the catalogue has.",
        mend=did_you_mean(key, known, "add it, or name another."),
    )


def _cannot_read(file: TomlFile, path: tuple[str, ...], error: PhraseError) -> Fault:
    return file.fault(
        path,
        f"{error}.",
        why="A phrase is words, (one|other), [perhaps], begin*, ... and <list>.",
        mend="correct the phrase; data/README.md tells how phrases are written.",
    )
