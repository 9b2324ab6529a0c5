"""Find keys that name nothing, and statements that do not fit together."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from notices.errors import Fault, did_you_mean, keys_meant
from notices.organisation.layers import Layers
from notices.organisation.look import colour_faults
from notices.organisation.own import (
    ABROAD,
    DECISIONS,
    OTHER,
    AutomatedDecision,
    OwnPurpose,
    OwnRetention,
    OwnSharing,
    Transfer,
)
from notices.organisation.profile import Profile
from notices.organisation.said import is_abroad, why_no_country
from notices.tomlfile.typed import shown
from notices.vocabulary import Vocabulary

At = tuple[str | int, ...]
_UNTRUE = "A notice that says both would be untrue."
_Told = OwnSharing | OwnPurpose | OwnRetention | Transfer | AutomatedDecision


def faults_in(
    layers: Layers, profile: Profile, vocabulary: Vocabulary
) -> Iterator[Fault]:
    """Yield a fault for every statement that cannot be meant."""
    yield from _kinds(layers, profile, vocabulary)
    yield from _answers(layers, profile, vocabulary)
    yield from _own_entries(layers, profile, vocabulary)
    yield from _repeated(layers, profile)
    yield from _retention(layers, profile, vocabulary)
    yield from _suppliers(layers, profile, vocabulary)
    yield from _against_answers(layers, profile)
    yield from _officer(layers, profile)
    if profile.look.colour:
        yield from colour_faults(layers, profile.look.colour)


def unknown(
    layers: Layers, at: At, name: str, known: Collection[str], kind: str
) -> Iterator[Fault]:
    """Yield a fault if *name* is none of the *known* names of its *kind*."""
    if name in known:
        return
    mend = did_you_mean(name, known, "")
    yield layers.fault(
        at,
        f"the catalogue has no {kind} {shown(name)}.",
        why="" if mend else f"Known are {', '.join(sorted(known))}.",
        mend=mend or "use one of them.",
    )


def _kinds(layers: Layers, profile: Profile, known: Vocabulary) -> Iterator[Fault]:
    """Find notices that nobody makes, asked for or named as telling something."""
    entries: Mapping[str, Iterable[_Told]] = {
        "sharings": profile.sharings,
        "purposes": profile.purposes,
        "retention": profile.retention,
        "transfers": profile.transfers,
        "automated-decisions": profile.automated_decisions,
    }
    named: list[tuple[At, tuple[str, ...]]] = [
        (("notices",), profile.notices),
        *(
            ((table, index, "in"), entry.in_)
            for table, inner in entries.items()
            for index, entry in enumerate(inner)
        ),
        *(
            (("sections", key, "in"), text.in_)
            for key, text in profile.sections.items()
        ),
    ]
    for at, names in named:
        for index, name in enumerate(names):
            yield from unknown(layers, (*at, index), name, known.notices, "notice")


def _answers(layers: Layers, profile: Profile, known: Vocabulary) -> Iterator[Fault]:
    for name in profile.uses:
        yield from unknown(layers, ("uses", name), name, known.uses, "question")
    for name in profile.off:
        yield from unknown(layers, ("off", name), name, known.sharings, "sharing")


def _own_entries(
    layers: Layers, profile: Profile, known: Vocabulary
) -> Iterator[Fault]:
    purposes = known.purposes | {purpose.key for purpose in profile.purposes}
    named = [
        *(
            (("sharings", index, "data"), name, known.categories, "kind of data")
            for index, sharing in enumerate(profile.sharings)
            for name in sharing.data
        ),
        *(
            (("sharings", index, "purposes"), name, purposes, "purpose")
            for index, sharing in enumerate(profile.sharings)
            for name in sharing.purposes
        ),
        *(
            (("purposes", index, "data"), name, known.categories, "kind of data")
            for index, purpose in enumerate(profile.purposes)
            for name in purpose.data
        ),
    ]
    for at, name, among, kind in named:
        yield from unknown(layers, at, name, among, kind)


def _repeated(layers: Layers, profile: Profile) -> Iterator[Fault]:
    """Find two entries of one key: only one of them could be meant."""
    lists: Mapping[str, Iterable[OwnSharing | OwnPurpose | OwnRetention]] = {
        "sharings": profile.sharings,
        "purposes": profile.purposes,
        "retention": profile.retention,
    }
    for table, entries in lists.items():
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            if entry.key in seen:
                yield layers.fault(
                    (table, index, "key"),
                    f"{shown(entry.key)} stands here twice.",
                    why="Each entry is known by its key.",
                    mend="give one of them another key, or make one entry of them.",
                )
            seen.add(entry.key)


def _retention(layers: Layers, profile: Profile, known: Vocabulary) -> Iterator[Fault]:
    """Find periods for something that nobody has named."""
    for index, period in enumerate(profile.retention):
        if period.title or period.key in known.retention:
            continue
        yield layers.fault(
            ("retention", index, "key"),
            f"the catalogue has no retention period {shown(period.key)}.",
            why="A period of your own needs a title.",
            mend=did_you_mean(period.key, known.retention, 'add title = "…".'),
        )


def _suppliers(layers: Layers, profile: Profile, known: Vocabulary) -> Iterator[Fault]:
    for index, supplier in enumerate(profile.suppliers):
        at = ("suppliers", index)
        if supplier.does not in {None, OTHER, *known.services}:
            yield _no_service(layers, (*at, "does"), str(supplier.does), known)
        use = known.services.get(supplier.does or "")
        if use and profile.uses.get(use) is False:
            yield _contradiction(layers, (*at, "does"), supplier.name, use)
        if supplier.stores_data_in is not None:
            place = supplier.stores_data_in
            yield from _place(layers, profile, (*at, "stores-data-in"), place)


def _no_service(layers: Layers, at: At, word: str, known: Vocabulary) -> Fault:
    """Tell of a service that is not known, by its key or by words of its title."""
    titles = known.service_titles
    meant = keys_meant(word, titles)
    near = " or ".join(f"{shown(key)} ({titles[key]})" for key in meant)
    return layers.fault(
        at,
        f"the catalogue has no service {shown(word)}.",
        why="" if meant else f"Known are {', '.join(sorted(titles))}.",
        mend=f"did you mean {near}?"
        if meant
        else f'use one of them; or write does = "{OTHER}", and says = "…" in words.',
    )


def _place(layers: Layers, profile: Profile, at: At, place: str) -> Iterator[Fault]:
    """Find a place that may be abroad, and one that is though the profile says no."""
    if wrong := why_no_country(place):
        what, mend = wrong
        yield layers.fault(
            at,
            f"{shown(place)} {what}.",
            why="Art 13(1)(f) UK GDPR asks whether data leaves the United Kingdom.",
            mend=f"{mend}. The company's contract says it.",
        )
    elif is_abroad(place) and profile.uses.get(ABROAD) is False:
        yield layers.fault(
            at,
            f"{shown(place)} does not fit uses.{ABROAD} = false.",
            why=_UNTRUE,
            mend=f"set uses.{ABROAD} = true; or write "
            '"United Kingdom", if the data stays there.',
        )


def _against_answers(layers: Layers, profile: Profile) -> Iterator[Fault]:
    """Find entries that tell what the answer to their question denies."""
    if profile.uses.get(ABROAD) is False:
        for index, transfer in enumerate(profile.transfers):
            at = ("transfers", index, "to")
            yield _contradiction(layers, at, transfer.to, ABROAD)
    if profile.uses.get(DECISIONS) is False:
        for index, decision in enumerate(profile.automated_decisions):
            at = (DECISIONS, index, "what")
            yield _contradiction(layers, at, decision.what, DECISIONS)


def _contradiction(layers: Layers, at: At, name: str, use: str) -> Fault:
    return layers.fault(
        at,
        f"{shown(name)} does not fit uses.{use} = false.",
        why=_UNTRUE,
        mend=f"set uses.{use} = true, or take this entry out of [[{at[0]}]].",
    )


def _officer(layers: Layers, profile: Profile) -> Iterator[Fault]:
    officer = profile.data_protection_officer
    if officer.name and not officer.print_name:
        yield layers.fault(
            ("data-protection-officer", "name"),
            "a person is named.",
            why="A name in a published notice goes out of date, "
            "and the law asks for contact details only.",
            mend='write role = "…" in place of the name, '
            "or add print-name = true to insist.",
        )
