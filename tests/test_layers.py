"""Layers are merged, the nearest wins, and each value knows who said it where."""

import pytest

from notices.errors import Fault, FaultsError
from notices.organisation.layers import read_layers


@pytest.fixture
def layers(tmp_path):
    """Return a function that writes files and reads the layers of `school.toml`."""

    def read(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return read_layers(tmp_path / "school.toml")

    return read


def said(layers, *path):
    """Say which file and line a value comes from, and whether the school said it."""
    origin = layers.origin(*path)
    return (origin.file.name.rpartition("/")[2], origin.line, origin.own)


def test_the_nearest_layer_wins_value_by_value(layers):
    found = layers(
        council="[uses]\ncctv = false\npublicity = false\nalumni = false\n",
        trust='extends = "council.toml"\n[uses]\ncctv = true\npublicity = true\n',
        school='extends = "trust.toml"\n\n[uses]\npublicity = false\n',
    )

    assert found.values["uses"] == {"cctv": True, "publicity": False, "alumni": False}
    assert said(found, "uses", "alumni") == ("council.toml", 4, False)
    assert said(found, "uses", "cctv") == ("trust.toml", 3, False)
    assert said(found, "uses", "publicity") == ("school.toml", 4, True)


def test_the_keys_of_each_layer_are_looked_for_beside_the_layer(layers, tmp_path):
    (tmp_path / "bases").mkdir()
    (tmp_path / "bases" / "council.toml").write_text("[uses]\ncctv = true\n")
    (tmp_path / "bases" / "trust.toml").write_text('extends = "council.toml"\n')

    found = layers(school='extends = "bases/trust.toml"\n')

    assert found.values["uses"] == {"cctv": True}


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("suppliers", "name"),
        ("retention", "key"),
        ("transfers", "to"),
        ("automated-decisions", "what"),
    ],
)
def test_a_table_of_a_list_replaces_its_namesake(layers, table, key):
    found = layers(
        trust=f'[[{table}]]\n{key} = "one"\nsays = "a"\n\n[[{table}]]\n{key} = "two"\n',
        school=f'extends = "trust.toml"\n[[{table}]]\n{key} = "three"\n'
        f'[[{table}]]\n{key} = "one"\nwhy = "b"\n',
    )

    assert found.values[table] == [
        {key: "one", "why": "b"},
        {key: "two"},
        {key: "three"},
    ]
    assert said(found, table, 0) == ("school.toml", 4, True)
    assert said(found, table, 1, key) == ("trust.toml", 6, False)
    assert said(found, table, 2, key) == ("school.toml", 3, True)


def test_what_was_replaced_is_forgotten(layers):
    found = layers(
        trust='[[suppliers]]\nname = "one"\nsafeguard = "Regulations"\n',
        school='extends = "trust.toml"\n[[suppliers]]\nname = "one"\n',
    )

    assert not found.knows(("suppliers", 0, "safeguard"))
    assert said(found, "suppliers", 0, "safeguard") == ("school.toml", 2, True)
    fault = found.fault(("suppliers", 0, "safeguard"), "missing.")
    assert fault.file.endswith("school.toml")


def test_an_empty_list_takes_a_list_away(layers):
    found = layers(
        trust='[[suppliers]]\nname = "one"\n',
        school='extends = "trust.toml"\nsuppliers = []\n',
    )

    assert found.values["suppliers"] == []
    assert not found.knows(("suppliers", 0))


def test_a_fault_names_the_file_and_the_place_where_the_value_was_said(layers):
    found = layers(
        trust='[[suppliers]]\nname = "one"\n\n[[suppliers]]\nname = "two"\n',
        school='extends = "trust.toml"\n[[suppliers]]\nname = "three"\n',
    )

    trusts = found.fault(("suppliers", 1, "name"), "what.")
    own = found.fault(("suppliers", 2, "does"), "missing.")
    nobodys = found.fault(("trust", "name"), "missing.")

    assert (trusts.file.rpartition("/")[2], trusts.line) == ("trust.toml", 5)
    assert (own.file.rpartition("/")[2], own.line) == ("school.toml", 2)
    assert own.key == "suppliers[0].does"
    assert (nobodys.file.rpartition("/")[2], nobodys.line) == ("school.toml", None)


def test_faults_stand_in_the_order_of_the_files_and_their_lines(layers):
    found = layers(
        trust='[uses]\nb = true\na = true\n[organisation]\nname = "x"\n',
        school='extends = "trust.toml"\n[uses]\nd = true\nc = true\n',
    )
    paths = [("uses", name) for name in "abcd"]

    faults: list[Fault] = [found.fault(path, "what.") for path in paths]
    faults.append(found.fault(("trust", "name"), "missing."))

    assert [fault.key for fault in found.in_order(faults)] == [
        "trust.name",
        "uses.d",
        "uses.c",
        "uses.b",
        "uses.a",
    ]


def test_a_company_that_does_two_things_is_two_suppliers(load, tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text(
        "[organisation]\nurn = 108427\n"
        + "".join(
            f'[[suppliers]]\nname = "Example"\ndoes = "{does}"\n'
            'stores-data-in = "United Kingdom"\n'
            for does in ("catering", "library")
        ),
        encoding="utf-8",
    )

    assert [one.does for one in load(path).profile.suppliers] == ["catering", "library"]


def test_what_goes_to_one_country_is_as_many_transfers_as_there_are(layers):
    sent = '[[transfers]]\nto = "Ireland"\nwhat = "{}"\nsafeguard = "{}"\n'
    found = layers(
        trust=sent.format("payroll", "old") + sent.format("trips", "old"),
        school='extends = "trust.toml"\n'
        + sent.format("photographs", "new")
        + sent.format("trips", "new"),
    )

    assert [(one["what"], one["safeguard"]) for one in found.values["transfers"]] == [
        ("payroll", "old"),
        ("trips", "new"),
        ("photographs", "new"),
    ]


def test_a_list_that_holds_more_than_tables_hides_no_fault(load, tmp_path):
    (tmp_path / "trust.toml").write_text(
        'suppliers = ["Example", { name = "Example Pay" }]\n', encoding="utf-8"
    )
    path = tmp_path / "school.toml"
    path.write_text(
        'extends = "trust.toml"\n[organisation]\nurn = 108427\n'
        '[[suppliers]]\nname = "Example Pay"\ndoes = "parent-payments"\n'
        'stores-data-in = "United Kingdom"\n',
        encoding="utf-8",
    )

    with pytest.raises(FaultsError) as error:
        load(path)

    first, *_ = error.value.faults
    assert str(first).replace(f"{tmp_path}/", "").splitlines()[0] == (
        'trust.toml:1: suppliers[0]: "Example" stands where a table belongs.'
    )
