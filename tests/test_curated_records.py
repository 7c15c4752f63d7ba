"""Records: fields of the kind that is asked for, evidence by field, and issues that say where and what."""

from __future__ import annotations

from textwrap import dedent

import pytest
from curated_files import SMALL, stated, write
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.facts import Evidence
from graph.ontology import Court
from loaders.records import CURATION, UNVERIFIED, Issue, Place, Record, join, read_entries

KNOWN = {
    "sources": {
        "paper": Place("press", "s.yaml", 1, "2024-03-02"),
        "docket": Place("court_record", "s.yaml", 5),
        "later": Place("press", "s.yaml", 9, "2025"),
    },
    "companies": {"linkedin": Place("company", "c.yaml", 1), "microsoft": Place("company", "c.yaml", 3)},
}


@pytest.fixture
def read(tmp_path):
    """Reads the one record of a YAML text."""

    def read(text: str) -> Record:
        path = tmp_path / "records.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        (entry,), issues = read_entries(path, "records.yaml")
        assert issues == []
        return Record(entry, "records.yaml", lambda name: KNOWN[name])

    return read


def messages(record: Record) -> list[tuple[int, str, str | None]]:
    return [(issue.line, issue.message, issue.hint) for issue in record.issues()]


# ---------------------------------------------------------------------------------------------------------------------
# Fields


def test_fields_come_as_the_kind_that_is_asked_for(read):
    record = read("""
        # a comment
        - id: thing
          name: A name, and more
          aliases: [One, "Two, Three"]
          since: 2024-03-01
          until: '2024-05'
          share: 26.5
          amount: 26200000000
          docket: 69563440
          family: true
        """)
    assert (record.id, record.file, record.stem, record.line) == ("thing", "records.yaml", "records", 3)
    assert record.text("id") == "thing"
    assert record.text("name") == "A name, and more"
    assert record.texts("aliases") == ("One", "Two, Three")
    assert (record.date("since"), record.date("until")) == ("2024-03-01", "2024-05")
    assert (record.number("share"), record.number("amount")) == (26.5, 26_200_000_000.0)
    assert record.whole("docket") == 69563440
    assert record.flag("family") is True
    assert record.text("notes") is None and record.texts("others") == () and record.date("on") is None
    assert record.issues() == []


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("1984", "name 1984 is a number to YAML", "write name: '1984'"),
        ("no", "name no is yes or no to YAML", "write name: 'no'"),
        ("2024-01-01", "name 2024-01-01 is a date to YAML", "write name: '2024-01-01'"),
        ("[a, b]", "name holds more than one value", "write name: value"),
        ("null", "name is empty", "leave the field out, or fill it in"),
        ("''", "name is empty", "leave the field out, or fill it in"),
    ],
)
def test_what_yaml_takes_for_something_else_is_no_text(read, written, message, hint):
    record = read(f"- id: thing\n  name: {written}\n")
    record.text("id")
    assert record.text("name") is None
    assert messages(record) == [(2, message, hint)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2024", "on 2024 is a number to YAML"),
        ("2024-02-30", "on: '2024-02-30' is no day of the calendar"),
        ("'2024-13'", "on: '2024-13' is no date"),
        ("soon", "on: 'soon' is no date"),
        ("2024-02-03 10:00:00", "on: '2024-02-03 10:00:00' is no date"),
    ],
)
def test_a_date_has_one_of_three_forms(read, written, message):
    record = read(f"- id: thing\n  'on': {written}\n")
    record.text("id")
    assert record.date("on") is None
    ((line, found, hint),) = messages(record)
    assert (line, found) == (2, message) and hint


@pytest.mark.parametrize("written", ["1_000", "0x1f", "1:30", "ten", "1e3", ".inf", ".nan", "[1]", "'12'"])
def test_a_number_is_written_in_digits_alone(read, written):
    record = read(f"- id: thing\n  amount: {written}\n  docket: {written}\n")
    record.text("id")
    assert record.number("amount") is None and record.whole("docket") is None
    assert [line for line, _, _ in messages(record)] == [2, 3]


def test_a_missing_field_that_must_be_there_is_an_issue(read):
    record = read("- id: thing\n")
    record.text("id")
    assert record.text("name", required=True) is None
    assert messages(record) == [(1, "name is missing", "add name")]


def test_fields_that_nobody_takes_are_reported_where_they_stand(read):
    record = read("""
        - id: thing
          nmae: Somebody
          parts:
            - role: defendant
              colour: red
        """)
    record.text("id"), record.text("name")
    for part in record.each("parts"):
        part.text("role")
    assert messages(record) == [
        (3, "nothing reads the field 'nmae'", "did you mean 'name'?"),
        (6, "nothing reads the field 'colour'", "take it out"),
    ]


def test_a_field_that_stands_twice_is_reported(read):
    record = read("- id: thing\n  name: A\n  name: B\n")
    record.text("id"), record.text("name")
    assert messages(record) == [(3, "'name' stands twice", "join the two, or take one out")]


def test_an_unquoted_on_is_told_how_to_be_written(read):
    record = read("- id: thing\n  on: 2024-01-01\n")
    record.text("id")
    assert messages(record) == [(2, "the field name on is no text to YAML", 'write "on": in quotes')]


def test_a_value_that_a_list_names_twice_is_reported(read):
    record = read("- id: thing\n  aliases: [One, One]\n")
    record.text("id"), record.texts("aliases")
    assert messages(record) == [(2, "aliases names 'One' twice", "take one out")]


def test_an_unknown_term_and_an_unknown_id_are_told_with_the_nearest(read):
    record = read("- id: thing\n  act: scrapping\n  by: [linkedn, microsoft]\n")
    record.text("id")
    assert record.term("act", "act") is None
    assert record.refs("by", "companies") == ("microsoft",)
    assert messages(record) == [
        (2, "unknown act 'scrapping'", "did you mean 'scraping'?"),
        (3, "unknown company 'linkedn'", "did you mean 'linkedin'?"),
    ]


def test_an_amount_and_its_currency_go_together(read):
    record = read("- id: thing\n  amount: 5\n")
    record.text("id")
    assert record.money() == (5.0, None)
    assert [message for _, message, _ in messages(record)] == ["an amount and its currency go together"]


# ---------------------------------------------------------------------------------------------------------------------
# Evidence

SOURCED = """
    - id: thing
      name: A name
      country: US
      sources:
        - {source: paper, supports: [name], part: page 3, published_on: 2024-03-04, notes: a reprint}
        - {source: docket, supports: []}
    """


def test_a_field_is_cited_from_the_sources_that_support_it(read):
    record = read(SOURCED)
    paper = Evidence("paper", note="page 3; as of 2024-03-04; a reprint")
    assert record.evidence("name") == (paper,)
    assert record.evidence(None) == (paper, Evidence("docket"))
    assert record.evidence("country") == (Evidence(CURATION.id),)


def test_each_fact_of_a_node_has_the_sources_of_its_own_field(read):
    record = read(SOURCED)
    court = Court(id=record.text("id") or "", name=record.text("name"), country=record.text("country"))
    found = {(each.fact.predicate, each.evidence.source) for each in record.state(court)}
    assert found == {("kind", "paper"), ("kind", "docket"), ("name", "paper"), ("country", CURATION.id)}
    assert record.issues() == []


def test_a_source_from_before_the_day_stands_only_where_no_later_one_does(read):
    record = read("""
        - id: thing
          events: []
          sources:
            - {source: paper, supports: [events]}
            - {source: later, supports: [events]}
            - {source: docket, supports: [events]}
        """)
    assert [each.source for each in record.evidence("events", PartialDate("2024-01-01"))] == ["paper", "later", "docket"]
    assert [each.source for each in record.evidence("events", PartialDate("2025-06-01"))] == ["later", "docket"]
    alone = read("- id: thing\n  events: []\n  sources: [{source: paper, supports: [events]}]\n")
    assert [each.source for each in alone.evidence("events", PartialDate("2025-06-01"))] == ["paper"]


def test_a_supported_field_that_the_record_does_not_have_is_reported(read):
    record = read("- id: thing\n  name: A\n  sources:\n    - {source: paper, supports: [names]}\n")
    record.text("id"), record.text("name")
    assert messages(record) == [(4, "supports 'names', a field that the record does not have", "did you mean 'name'?")]


def test_a_record_is_verified_in_sources_or_says_that_it_is_not(read):
    verified = read("- id: thing\n  verified: true\n")
    verified.text("id"), verified.verify("cik")
    assert [message for _, message, _ in messages(verified)] == ["verified, but without a source"]

    guessed = read("- id: thing\n  cik: 5\n  verified: false\n")
    guessed.text("id"), guessed.verify("cik"), guessed.whole("cik")
    assert [(line, message) for line, message, _ in messages(guessed)] == [
        (2, "cik is given, though the record has no source")
    ]
    assert guessed.evidence("cik") == (Evidence(CURATION.id, note=UNVERIFIED),)

    silent = read("- id: thing\n")
    silent.text("id"), silent.verify()
    assert [message for _, message, _ in messages(silent)] == ["verified is missing"]


def test_sources_are_checked_even_where_nothing_is_cited_from_them(read):
    record = read("- id: thing\n  sources: [{source: papper, supports: []}]\n")
    record.text("id")
    assert messages(record) == [(2, "unknown source 'papper'", "did you mean 'paper'?")]


# ---------------------------------------------------------------------------------------------------------------------
# Files


def test_an_issue_is_two_lines():
    issue = Issue("loaders/data/cases/us-privacy.yaml", 23, "cand-1", "unknown act 'scrapping'", "did you mean 'scraping'?")
    assert str(issue) == (
        "loaders/data/cases/us-privacy.yaml:23 (cand-1): unknown act 'scrapping'\n  did you mean 'scraping'?"
    )
    assert str(Issue("a.yaml", 0, "", "cannot be read")) == "a.yaml: cannot be read"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- id: a\n  name: [b\n- id: c\n", 3, "no valid YAML: did not find expected ',' or ']'"),
        ("- id: a\n  b: c: d\n", 2, "no valid YAML: mapping values are not allowed in this context"),
        ("id: a\n", 1, "no list of records"),
        ("- id: a\n- just text\n", 2, "an entry that is no record"),
        ("- id: a\n---\n- id: b\n", 2, "no valid YAML: but found another document"),
        ("- id: " + "[" * 3000 + "]" * 3000, 1, "no valid YAML: exceeded maximum nesting depth"),
    ],
)
def test_a_file_that_holds_no_records_is_an_issue_with_its_line(tmp_path, text, line, message):
    path = tmp_path / "records.yaml"
    path.write_text(text, encoding="utf-8")
    _, (issue,) = read_entries(path, "records.yaml")
    assert (issue.file, issue.line, issue.message) == ("records.yaml", line, message)
    assert issue.hint


def test_a_file_that_is_not_there_or_no_text_is_an_issue(tmp_path):
    _, (missing,) = read_entries(tmp_path / "nothing.yaml", "nothing.yaml")
    assert missing.message == "cannot be read: No such file or directory"
    (tmp_path / "bytes.yaml").write_bytes(b"- id: \xff\xfe\n")
    _, (garbled,) = read_entries(tmp_path / "bytes.yaml", "bytes.yaml")
    assert garbled.message.startswith("no valid YAML")


def test_an_empty_file_holds_no_records(tmp_path):
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_entries(tmp_path / "empty.yaml", "empty.yaml") == ([], [])


@given(st.text(alphabet="-:[]{}&*!|>'\"#%@, \nabon12~.", max_size=60))
def test_no_text_brings_a_loader_down(tmp_path_factory, text):
    folder = write(tmp_path_factory.mktemp("strange"), SMALL)
    (folder / "companies.yaml").write_text(text, encoding="utf-8")
    (folder / "cases" / "one.yaml").write_text(text, encoding="utf-8")
    _, issues = stated(folder, "companies", "cases")
    assert all(issue.message and issue.file for issue in issues)


def test_texts_are_joined_once_each():
    assert join("a", None, "b", "a", "") == "a; b"
    assert join(None, "") is None
