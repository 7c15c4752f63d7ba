"""The loaders of everything but the cases: which node, edge and evidence each field of a record becomes."""

from __future__ import annotations

import pytest
from curated_files import SMALL, facts, stated, write
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import Evidence, Fact
from graph.terms import SCHEMES, terms
from loaders.curated import LOADERS
from loaders.curated.folder import Folder
from loaders.records import CURATION, UNVERIFIED


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, SMALL)


def without_evidence(found):
    return {(fact.subject, fact.predicate, fact.object, fact.key, fact.value) for fact in found}


def only_issue(folder, *names):
    _, (issue,) = stated(folder, *names)
    return issue.line, issue.id, issue.message, issue.hint


def test_a_small_folder_has_no_fault(folder):
    statements, issues = stated(folder)
    assert issues == [] and statements


# ---------------------------------------------------------------------------------------------------------------------
# Vocabulary


def test_every_term_becomes_a_concept_with_its_links(folder):
    found, issues = [], []
    files = Folder(folder, LOADERS)
    for path in files.files(LOADERS["vocabulary"]):
        found += files.statements(LOADERS["vocabulary"], path, issues)
    said = without_evidence(fact for fact, _ in found)
    concepts = {subject for subject, predicate, *_ in said if predicate == "kind"}
    assert concepts == {f"{scheme}/{term}" for scheme in SCHEMES for term in terms(scheme)}
    assert ("act/training", "IMPLIES", "purpose/model_training", "", None) in said
    assert ("data/inmail", "BROADER", "data/private_messages", "", None) in said
    assert ("data/inmail", "term", None, "", "inmail") in said and ("data/inmail", "scheme", None, "", "data") in said
    assert {
        object for subject, predicate, object, *_ in said if (subject, predicate) == ("cause/wiretap_act", "RESTS_ON")
    } == set(terms("cause")["wiretap_act"].statutes)
    assert issues == []  # what the vocabulary names is in the project's own data, not in this folder


# ---------------------------------------------------------------------------------------------------------------------
# Sources


def test_the_kind_of_a_source_decides_what_node_it_is(tmp_path):
    folder = write(tmp_path, {"sources/all.yaml": """
        - {id: a, kind: press, publisher: P, title: T, published_on: '2024-05', url: "https://example.org/a"}
        - {id: b, kind: official_register, publisher: P, url: "https://example.org/b"}
        - {id: c, kind: case_tracker, publisher: P, secondary: true, notes: A list.}
        """})  # fmt: skip
    found = facts(folder, "sources")
    said = without_evidence(found)
    assert {(subject, value) for subject, predicate, _, _, value in said if predicate == "kind"} == {
        ("a", "Article"),
        ("b", "Register"),
        ("c", "Document"),
    }
    assert {(subject, object) for subject, predicate, object, *_ in said if predicate == "RANK"} == {
        ("a", "source_kind/press"),
        ("b", "source_kind/official_register"),
        ("c", "source_kind/case_tracker"),
    }
    assert ("a", "published_on", None, "", "2024-05") in said
    assert ("c", "notes", None, "", "A list. Cites press or court pages that were not read themselves.") in said
    assert all(cited == [Evidence(CURATION.id)] for cited in found.values())


def test_a_digest_stays_with_the_article_and_is_a_note_elsewhere(tmp_path):
    digest = "ab" * 32
    folder = write(tmp_path, {"sources/all.yaml": f"""
        - {{id: a, kind: press, publisher: P, sha256: {digest}}}
        - {{id: b, kind: research_note, publisher: P, sha256: {digest}}}
        """})  # fmt: skip
    said = without_evidence(facts(folder, "sources"))
    assert ("a", "sha256", None, "", digest) in said
    assert ("b", "notes", None, "", f"SHA-256 of its text: {digest}") in said


def test_a_source_of_an_unknown_kind_is_skipped_alone(tmp_path):
    folder = write(tmp_path, {"sources/all.yaml": """
        - {id: a, kind: pres, publisher: P}
        - {id: b, kind: press, publisher: P}
        """})  # fmt: skip
    statements, issues = stated(folder, "sources")
    assert {fact.subject for fact, _ in statements} == {"b"}
    assert [(i.line, i.id, i.message, i.hint) for i in issues] == [
        (2, "a", "unknown source kind 'pres'", "did you mean 'press'?")
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Companies and ownership


def test_a_company_is_a_node_of_its_type_and_part_of_its_group(folder):
    said = without_evidence(facts(folder, "companies"))
    assert {(subject, value) for subject, predicate, _, _, value in said if predicate == "kind"} == {
        ("parent", "Company"),
        ("child", "Company"),
        ("league", "Organization"),
        ("state", "Government"),
    }
    assert ("child", "PART_OF", "parent", "", None) in said


def test_a_fact_has_its_sources_or_the_curators(folder):
    found = facts(folder, "companies")
    assert found[Fact("parent", "name", value="Parent, Inc.")] == [Evidence("docket")]
    assert found[Fact("parent", "kind", value="Company")] == [Evidence("docket")]
    assert found[Fact("parent", "country", value="US")] == [Evidence(CURATION.id)]
    assert found[Fact("child", "name", value="Child LLC")] == [Evidence(CURATION.id, note=UNVERIFIED)]


def test_numbers_of_registers_are_texts(tmp_path):
    folder = write(tmp_path, {**SMALL, "companies.yaml": """
        - id: parent
          name: Parent, Inc.
          cik: 789019
          wikidata: Q2283
          lei: 549300TRUWO2CD2G5692
          sources: [{source: docket, supports: [cik]}]
          verified: true
        """})  # fmt: skip
    found = facts(folder, "companies")
    assert found[Fact("parent", "cik", value="789019")] == [Evidence("docket")]
    assert (
        Fact("parent", "wikidata", value="Q2283") in found and Fact("parent", "lei", value="549300TRUWO2CD2G5692") in found
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("{id: x, name: X, type: person, verified: false}", "type person is not for companies"),
        ("{id: x, name: X, type: government, cik: 5, sources: [{source: docket, supports: []}], verified: true}",
         "nothing reads the field 'cik'"),
        ("{id: x, name: X, country: USA, verified: false}", "country 'USA' has another form than it must have"),
        ("{id: x, name: X, group: parnet, verified: false}", "unknown company 'parnet'"),
        ("{id: X y, name: X, verified: false}", "id 'X y' has another form than it must have"),
        ("{id: parent, name: X, verified: false}", "companies.yaml:2 has a company of the same id"),
        ("{id: docket, name: X, verified: false}", "sources/court_record.yaml:2 has a source of the same id"),
    ],
)  # fmt: skip
def test_a_company_with_a_fault_is_an_issue(folder, monkeypatch, record, message):
    monkeypatch.chdir(folder)
    path = folder / "companies.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"- {record}\n", encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    statements, (issue,) = stated(folder, "companies")
    assert issue.message == message and issue.file == "companies.yaml" and issue.line == last and issue.hint
    assert {fact.subject for fact, _ in statements} == {"parent", "child", "league", "state"}


OWNERSHIP = """
    - owner: parent
      owned: child
      kind: subsidiary
      from: 2020-01-02
      to: null
      share: 75
      share_as_of: '2021'
      announced_on: '2019-12'
      amount: 1000000
      currency: USD
      sources: [{source: docket, supports: [from, share, amount]}]
      verified: true
    - {owner: league, owned: child, kind: minority_investment, to: '2019', from: '2018', share: 2.5,
       sources: [{source: docket, supports: []}], verified: true}
    - {owner: league, owned: state, kind: renamed_to, verified: false}
    - {owner: child, owned: league, kind: merged_into, from: 2022-02-02, announced_on: 2021-01-01, amount: 5, currency: EUR,
       notes: It took long., sources: [{source: docket, supports: [amount]}], verified: true}
    - {owner: parent, owned: league, kind: merged_into, status: terminated, verified: false}
    """


def test_a_holding_is_keyed_by_its_first_day(tmp_path):
    found = facts(write(tmp_path, {**SMALL, "ownership.yaml": OWNERSHIP}), "ownership")
    held = {
        fact.predicate: (fact.value, found[fact])
        for fact in found
        if (fact.subject, fact.object, fact.key) == ("parent", "child", "2020-01-02")
    }
    docket, curated = [Evidence("docket")], [Evidence(CURATION.id)]
    assert held == {
        "OWNS": (None, docket),
        "OWNS.kind": ("subsidiary", curated),
        "OWNS.share": (75.0, docket),
        "OWNS.share_as_of": ("2021", docket),
        "OWNS.announced_on": ("2019-12", curated),
        "OWNS.amount": (1_000_000.0, docket),
        "OWNS.currency": ("USD", docket),
        "OWNS.held": (True, curated),
    }
    assert Fact("league", "OWNS.until", "child", "2018", "2019") in found
    assert Fact("league", "OWNS.held", "child", "2018", True) not in found


def test_a_change_of_name_and_a_merger_are_successions_and_lose_nothing(tmp_path):
    found = facts(write(tmp_path, {**SMALL, "ownership.yaml": OWNERSHIP}), "ownership")
    assert Fact("league", "SUCCEEDED_BY", "state", "renamed_to") in found
    assert Fact("child", "SUCCEEDED_BY.since", "league", "merged_into", "2022-02-02") in found
    told = Fact("child", "SUCCEEDED_BY.notes", "league", "merged_into", "It took long.; announced on 2021-01-01; 5 EUR")
    assert {piece.source for piece in found[told]} == {"docket", CURATION.id}


def test_a_merger_that_did_not_close_is_no_succession(tmp_path):
    found = facts(write(tmp_path, {**SMALL, "ownership.yaml": OWNERSHIP}), "ownership")
    assert Fact("parent", "OWNS.status", "league", "", "terminated") in found
    assert not any(fact.predicate == "SUCCEEDED_BY" and fact.subject == "parent" for fact in found)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("{owner: parent, owned: child, kind: subsidiary, from: 2020-01-02, sources: [{source: docket, supports: []}], verified: true}",
         "ownership.yaml:2 has a record of the same id"),
        ("{owner: parent, owned: child, kind: subsidiary, from: 2021-05-01, to: '2020', sources: [{source: docket, supports: []}], verified: true}",
         "it ends on 2020, before it begins on 2021-05-01"),
        ("{owner: parent, owned: child, kind: subsidiary, share: 120, sources: [{source: docket, supports: []}], verified: true}",
         "share 120 is no percentage"),
        ("{owner: parent, owned: parent, kind: subsidiary, verified: false}", "a company does not own itself"),
        ("{owner: parent, owned: chidl, kind: subsidiary, verified: false}", "unknown company 'chidl'"),
        ("{owner: parent, owned: child, kind: subsidary, verified: false}", "unknown ownership kind 'subsidary'"),
        ("{owner: parent, owned: child, kind: renamed_to, share: 5, sources: [{source: docket, supports: []}], verified: true}",
         "nothing reads the field 'share'"),
        ("{owner: parent, owned: child, kind: subsidiary, from: '2018', verified: false}", "from is given, though the record has no source"),
    ],
)  # fmt: skip
def test_a_link_with_a_fault_is_an_issue(folder, monkeypatch, link, message):
    monkeypatch.chdir(folder)
    with (folder / "ownership.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- {link}\n")
    statements, issues = stated(folder, "ownership")
    assert message in [issue.message for issue in issues]
    assert {fact.key for fact, _ in statements} == {"2020-01-02"}


# ---------------------------------------------------------------------------------------------------------------------
# Statutes, data sets, systems, courts


def test_provisions_data_sets_and_systems_are_linked_to_what_they_name(folder):
    said = without_evidence(facts(folder, "statutes", "datasets", "systems", "courts"))
    assert {
        ("act-2", "PART_OF", "act", "", None),
        ("corpus", "CONTAINS", "data/books", "", None),
        ("corpus", "CONTAINS", "data/web_text", "", None),
        ("model", "SYSTEM_KIND", "system_kind/language_model", "", None),
        ("model", "DEVELOPED_BY", "child", "", None),
        ("model", "TRAINED_ON", "corpus", "", None),
        ("cand", "country", None, "", "US"),
    } <= said


@pytest.mark.parametrize(
    ("file", "old", "new", "issue"),
    [
        ("statutes.yaml", "part_of: act", "part_of: akt", (10, "act-2", "unknown statute 'akt'", "did you mean 'act'?")),
        (
            "datasets.yaml",
            "[books, web_text]",
            "[books, web_txt]",
            (4, "corpus", "unknown data 'web_txt'", "did you mean 'web_text'?"),
        ),
        (
            "systems.yaml",
            "developer: child",
            "developer: chilt",
            (5, "model", "unknown company 'chilt'", "did you mean 'child'?"),
        ),
        ("systems.yaml", "[corpus]", "corpus", (6, "model", "trained_on is no list", "write trained_on: [value, value]")),
        ("courts.yaml", "  country: US\n- id: wawd", "  contry: US\n- id: wawd", None),
    ],
)
def test_a_reference_or_a_field_with_a_fault_is_an_issue(folder, file, old, new, issue):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    if issue is not None:
        assert only_issue(folder, file.removesuffix(".yaml")) == issue
    else:
        _, issues = stated(folder, "courts")
        assert [(i.line, i.message, i.hint) for i in issues] == [
            (2, "country is missing", "add country"),
            (4, "nothing reads the field 'contry'", "did you mean 'country'?"),
        ]


# ---------------------------------------------------------------------------------------------------------------------
# Laws


RECORDS = {
    "sources/press.yaml": [f"- {{id: s{n}, kind: press, publisher: P{n}}}\n" for n in range(4)],
    "companies.yaml": [f"- {{id: c{n}, name: C{n}, group: c{(n * 7 + 1) % 5}, verified: false}}\n" for n in range(5)],
    "courts.yaml": [f"- {{id: court{n}, name: Court {n}, country: US}}\n" for n in range(3)],
    "cases/a.yaml": [
        f"- {{id: case{n}, name: N{n}, court: court{n % 3}, country: US, class_action: none, status: {{state: pending, as_of: null}},"
        f" defendants: [{{name: D, type: company, company: c{n}}}], related: [{{case: case{(n + 1) % 5}, relation: related_to}}],"
        f" sources: [{{source: s{n % 4}, supports: [name]}}]}}\n"
        for n in range(5)
    ],
}


@given(st.data())
def test_the_order_of_records_and_their_split_into_files_change_nothing(tmp_path_factory, data):
    """Any order of records, and any names of the files that hold them, state the same."""
    shuffled = {}
    for name, records in RECORDS.items():
        order = data.draw(st.permutations(records))
        if "/" in name:
            cut = data.draw(st.integers(0, len(order)))
            kind = name.split("/")[0]
            first, second = data.draw(st.permutations(["x", "y"]))
            shuffled[f"{kind}/{first}.yaml"], shuffled[f"{kind}/{second}.yaml"] = "".join(order[:cut]), "".join(order[cut:])
        else:
            shuffled[name] = "".join(order)
    plain = write(tmp_path_factory.mktemp("plain"), {name: "".join(records) for name, records in RECORDS.items()})
    mixed = write(tmp_path_factory.mktemp("mixed"), shuffled)
    assert set(stated(plain)[0]) == set(stated(mixed)[0])
    assert stated(mixed)[1] == []


@given(st.sets(st.integers(0, 4)))
def test_a_faulty_record_takes_nothing_else_along(tmp_path_factory, faulty):
    """Whichever cases are broken, the others state what they state alone, and each broken one is told."""
    cases = [
        text.replace("country: US", "country: Usa") if n in faulty else text
        for n, text in enumerate(RECORDS["cases/a.yaml"])
    ]
    folder = write(tmp_path_factory.mktemp("faulty"), {name: "".join(records) for name, records in RECORDS.items()})
    whole = stated(folder, "cases")[0]
    write(folder, {"cases/a.yaml": "".join(cases)})
    left, issues = stated(folder, "cases")
    assert set(left) == {each for each in whole if each.fact.subject not in {f"case{n}" for n in faulty}
                         and not (each.fact.predicate == "REPORTS_ON" and each.fact.object in {f"case{n}" for n in faulty})}  # fmt: skip
    assert {issue.id for issue in issues} == {f"case{n}" for n in faulty}
