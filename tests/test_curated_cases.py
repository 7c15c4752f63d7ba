"""The loader of cases: parties, pleadings, the docket, answers, and points on which sources disagree."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from curated_files import SMALL, facts, stated, write
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import Evidence, Fact, Voice, choose
from graph.standing import Docket, Effect, Turn, standings
from loaders.records import CURATION

CASE = "cand-5-24-cv-00001"


@pytest.fixture
def made(tmp_path):
    """States the small case with some of its fields replaced or added (an empty text takes one out)."""

    def made(**fields: str):
        return facts(folder(**fields), "cases")

    def folder(**fields: str):
        return write(tmp_path, SMALL | {"cases/one.yaml": case(**fields)})

    made.folder = folder
    return made


FIELDS = {
    "id": CASE,
    "name": "Doe v. Child LLC",
    "court": "cand",
    "country": "US",
    "docket_number": '"5:24-cv-00001"',
    "filed_on": "2024-03-01",
    "status": "{state: pending, as_of: 2024-06-11}",
    "class_action": "proposed",
    "plaintiffs": "[{name: Jane Doe, type: person, role: named_plaintiff}]",
    "defendants": "[{name: Child LLC, type: company, company: child}]",
    "claims": "[{cause: breach_of_contract}]",
    "allegations": "[{act: training, data: [books], by: [child]}]",
    "events": "[{'on': 2024-03-01, kind: complaint_filed}]",
    "sources": """
        - {source: paper, supports: [name, filed_on, plaintiffs, allegations, claims]}
        - {source: gazette, supports: [status, events]}
        - {source: docket, supports: [docket_number, court]}
        """,
}


def case(**fields: str) -> str:
    lines = []
    for name, text in (FIELDS | fields).items():
        block = dedent(text).strip("\n")
        if block:
            lines.append(
                f"{name}:\n{indent(block, '  ')}" if "\n" in block or block.startswith("- ") else f"{name}: {block}"
            )
    return "- " + indent("\n".join(lines), "  ").lstrip()


def objects(found, subject, predicate):
    return [fact.object for fact in found if (fact.subject, fact.predicate) == (subject, predicate)]


def values(found, subject, predicate, object=None, key=""):
    return [f.value for f in found if (f.subject, f.predicate, f.object, f.key) == (subject, predicate, object, key)]


def sources(found, fact):
    return [piece.source for piece in found[fact]]


def issue_of(folder):
    statements, (issue,) = stated(folder, "cases")
    assert statements == []
    return issue


# ---------------------------------------------------------------------------------------------------------------------
# The case itself


def test_each_field_is_cited_from_the_sources_that_support_it(made):
    found = made(judge="A. Judge", also_known_as="[Doe, Roe]", courtlistener_docket_id="69563440")
    assert sources(found, Fact(CASE, "kind", value="Case")) == ["paper", "gazette", "docket"]
    assert sources(found, Fact(CASE, "filed_on", value="2024-03-01")) == ["paper"]
    assert sources(found, Fact(CASE, "docket_number", value="5:24-cv-00001")) == ["docket"]
    assert sources(found, Fact(CASE, "judge", value="A. Judge")) == [CURATION.id]
    assert sources(found, Fact(CASE, "HEARD_IN", "cand")) == ["docket"]
    assert sources(found, Fact(CASE, "STATED_STATUS", "status/pending", "2024-06-11")) == ["gazette"]
    assert set(values(found, CASE, "also_known_as")) == {"Doe", "Roe"}
    assert Fact(CASE, "courtlistener_docket_id", value=69563440) in found


def test_news_among_the_sources_reports_on_the_case(made):
    found = made()
    reports = {fact.subject: sources(found, fact) for fact in found if fact.predicate == "REPORTS_ON"}
    assert reports == {"paper": ["paper"], "gazette": ["gazette"]}


def test_related_cases_are_linked_by_their_relation(made):
    folder = made.folder(related=f"[{{case: {CASE}x, relation: appeal_of, notes: so it seems}}]")
    write(folder, {"cases/two.yaml": case(id=f"{CASE}x")})
    found = facts(folder, "cases")
    assert Fact(CASE, "RELATED", f"{CASE}x", "appeal_of") in found
    assert Fact(CASE, "RELATED.notes", f"{CASE}x", "appeal_of", "so it seems") in found


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({"court": "cnd"}, "unknown court 'cnd'", "did you mean 'cand'?"),
        ({"class_action": "purposed"}, "unknown class action 'purposed'", "did you mean 'proposed'?"),
        ({"docket_number": '"24-cv-1"'}, "'24-cv-1' is no docket number of a federal court", "write it like 5:25-cv-00709"),
        ({"docket_number": "1:20"}, "docket_number 1:20 is a number to YAML", "write docket_number: '1:20'"),
        ({"defendants": ""}, "defendants is missing", "add defendants"),
        ({"status": "{state: pending, as_of: 2023-01-01}"}, "the status of 2023-01-01 lies before the filing on 2024-03-01",
         "mend as_of or filed_on"),
        ({"related": f"[{{case: {CASE}, relation: appeal_of}}]"}, "a case is not related to itself", "name the other case"),
        ({"verdict": "guilty"}, "nothing reads the field 'verdict'", "take it out"),
    ],
)  # fmt: skip
def test_a_case_with_a_fault_states_nothing(made, fields, message, hint):
    issue = issue_of(made.folder(**fields))
    assert (issue.id, issue.message, issue.hint) == (CASE, message, hint)


def test_a_misspelt_term_is_told_with_file_line_id_and_the_nearest(made, monkeypatch):
    folder = made.folder(
        allegations="- {act: training, data: [books], by: [child]}\n- act: scrapping\n  data: [books]\n  by: [child]"
    )
    monkeypatch.chdir(folder)
    line = (folder / "cases" / "one.yaml").read_text(encoding="utf-8").splitlines().index("    - act: scrapping") + 1
    assert str(issue_of(folder)) == (f"cases/one.yaml:{line} ({CASE}): unknown act 'scrapping'\n  did you mean 'scraping'?")


# ---------------------------------------------------------------------------------------------------------------------
# Parties


def test_persons_and_classes_belong_to_the_case_and_companies_to_the_graph(made):
    found = made(
        plaintiffs="""
            - {name: Jane Doe, type: person, role: named_plaintiff}
            - {name: Users of Model, type: class, notes: many}
            - {name: Readers, type: class}
            - {name: The League, type: organization, company: league}
            """,
        defendants="[{name: 'Child, LLC', type: company, company: child}, {name: A State, type: government, company: state}]",
    )
    assert values(found, f"{CASE}/jane-doe", "kind") == ["Person"] and values(found, f"{CASE}/jane-doe", "name") == [
        "Jane Doe"
    ]
    assert values(found, f"{CASE}/class", "name") == ["Users of Model"] and values(found, f"{CASE}/class/2", "name") == [
        "Readers"
    ]
    assert {(f.object, f.key) for f in found if f.predicate == "PARTY"} == {
        (f"{CASE}/jane-doe", "named_plaintiff"),
        (f"{CASE}/class", "plaintiff"),
        (f"{CASE}/class/2", "plaintiff"),
        ("league", "plaintiff"),
        ("child", "defendant"),
        ("state", "defendant"),
    }
    assert values(found, CASE, "PARTY.named_as", "child", "defendant") == ["Child, LLC"]
    assert values(found, CASE, "PARTY.notes", f"{CASE}/class", "plaintiff") == ["many"]


def test_the_legal_entity_is_the_party_where_one_is_named(made):
    found = made(defendants="[{name: Child LLC, type: company, company: parent, legal_entity: child}]")
    assert [f.object for f in found if f.predicate == "PARTY" and f.key == "defendant"] == ["child"]


def test_two_names_of_one_company_make_one_party(made):
    found = made(
        defendants="[{name: Child One, type: company, company: child}, {name: Child Two, type: company, company: child}]"
    )
    assert values(found, CASE, "PARTY.named_as", "child", "defendant") == ["Child One; Child Two"]


@pytest.mark.parametrize(
    ("defendants", "message"),
    [
        ("[{name: C, type: organization, company: child}]", "type organization, but 'child' has type company"),
        ("[{name: C, type: company}]", "company is missing"),
        ("[{name: Ann, type: person}, {name: ann, type: person}]", "'ann' stands twice among the defendants"),
        ("[{type: person}]", "name is missing"),
        ("[]", "the case has no defendants"),
    ],
)
def test_a_party_with_a_fault_is_an_issue(made, defendants, message):
    assert issue_of(made.folder(defendants=defendants)).message == message


# ---------------------------------------------------------------------------------------------------------------------
# Allegations, claims, relief


def test_an_allegation_is_one_act_with_one_kind_of_data(made):
    found = made(allegations="""
        - act: disclosure_to_third_parties
          data: [inmail, private_messages]
          by: [child]
          recipients: [parent]
          systems: [model]
          datasets: [corpus]
          purpose: model_training
          summary: They were passed on.
          certainty: single_source
        """)  # fmt: skip
    for data in ("inmail", "private_messages"):
        id = f"{CASE}/disclosure_to_third_parties/{data}"
        assert {(f.predicate, f.object, f.value) for f in found if f.subject == id} == {
            ("kind", None, "Allegation"),
            ("summary", None, "They were passed on."),
            ("certainty", None, "single_source"),
            ("ACT", "act/disclosure_to_third_parties", None),
            ("CONCERNS", f"data/{data}", None),
            ("BY", "child", None),
            ("DISCLOSED_TO", "parent", None),
            ("OF_SYSTEM", "model", None),
            ("FROM_DATASET", "corpus", None),
            ("FOR_PURPOSE", "purpose/model_training", None),
        }
        assert sources(found, Fact(id, "kind", value="Allegation")) == ["paper"]
    assert len(objects(found, CASE, "ALLEGES")) == 2


def test_training_without_a_purpose_is_for_model_training_and_says_why(made):
    found = made(allegations="[{act: training, data: [books], by: [child]}, {act: scraping, data: [books], by: [child]}]")
    implied = Fact(f"{CASE}/training/books", "FOR_PURPOSE", "purpose/model_training")
    assert found[implied] == [Evidence(CURATION.id, note="implied by the act training")]
    assert objects(found, f"{CASE}/scraping/books", "FOR_PURPOSE") == []


def test_a_stated_purpose_takes_the_place_of_the_implied_one(made):
    found = made(allegations="[{act: training, data: [books], by: [child], purpose: capability_to_improve_models}]")
    assert objects(found, f"{CASE}/training/books", "FOR_PURPOSE") == ["purpose/capability_to_improve_models"]


def test_entries_that_meet_in_one_allegation_are_joined(made):
    found = made(allegations="""
        - {act: training, data: [books], by: [child], summary: First., certainty: single_source}
        - {act: training, data: [books, news_articles], by: [parent, child], summary: Second., purpose: model_training}
        """)  # fmt: skip
    id = f"{CASE}/training/books"
    assert values(found, id, "summary") == ["First. Second."]
    assert values(found, id, "certainty") == []
    assert objects(found, id, "BY") == ["child", "parent"]
    assert objects(found, id, "FOR_PURPOSE") == ["purpose/model_training"]
    assert values(found, f"{CASE}/training/news_articles", "summary") == ["Second."]


def test_an_allegation_names_what_was_done_with_what_by_whom(made):
    for allegation, message in (
        ("{act: training, data: [], by: [child]}", "data is empty"),
        ("{act: training, data: [books], by: []}", "by is empty"),
        ("{act: training, data: [books]}", "by is missing"),
        ("{data: [books], by: [child]}", "act is missing"),
    ):
        assert issue_of(made.folder(allegations=f"[{allegation}]")).message == message


def test_a_claim_is_one_cause_with_all_its_provisions(made):
    found = made(claims="""
        - {cause: wiretap_act, statute: 1 U.S.C. § 1, statutes: [act], summary: One., notes: A.}
        - {cause: wiretap_act, statute: 1 U.S.C. § 2, statutes: [act, act-2], summary: Two.}
        - {cause: other, certainty: single_source}
        """)  # fmt: skip
    id = f"{CASE}/claim/wiretap_act"
    assert values(found, id, "statute_text") == ["1 U.S.C. § 1; 1 U.S.C. § 2"]
    assert values(found, id, "summary") == ["One.; Two."] and values(found, id, "notes") == ["A."]
    assert objects(found, id, "UNDER") == ["act", "act-2"]
    assert objects(found, id, "CAUSE") == ["cause/wiretap_act"]
    assert values(found, f"{CASE}/claim/other", "certainty") == ["single_source"]
    assert objects(found, CASE, "CLAIMS") == [id, f"{CASE}/claim/other"]


def test_sums_of_one_kind_that_differ_are_several_things_asked_for(made):
    found = made(relief="""
        - {kind: statutory_damages, amount: 1000, currency: USD, per: person, under: 1 U.S.C. § 2, statutes: [act-2]}
        - {kind: statutory_damages, amount: 5000, currency: USD, per: person, statutes: [act]}
        - {kind: injunction, summary: to stop}
        - {kind: injunction, summary: to delete}
        """)  # fmt: skip
    first, second = f"{CASE}/relief/statutory_damages/person", f"{CASE}/relief/statutory_damages/person/2"
    assert objects(found, CASE, "SEEKS") == [first, second, f"{CASE}/relief/injunction"]
    assert values(found, first, "amount") == [1000.0] and values(found, second, "amount") == [5000.0]
    assert objects(found, first, "GRANTED_UNDER") == ["act-2"] and objects(found, second, "GRANTED_UNDER") == ["act"]
    assert objects(found, first, "RELIEF_KIND") == ["relief/statutory_damages"] and values(found, first, "per") == ["person"]
    assert values(found, f"{CASE}/relief/injunction", "summary") == ["to stop; to delete"]


KINDS = st.lists(st.sampled_from(["books", "source_code", "inmail"]), min_size=1, max_size=3, unique=True)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["training", "scraping"]),
        KINDS,
        st.sampled_from(["child", "parent"]),
        st.sampled_from(["A.", "B.", ""]),
    ),
    min_size=1,
    max_size=5,
)


@given(ENTRIES)
def test_no_two_entries_make_an_allegation_contradict_itself(tmp_path_factory, entries):
    """However entries meet, a property with one value gets one, and every entry's party and words are kept."""
    lines = [
        f"- {{act: {act}, data: [{', '.join(data)}], by: [{by}]{f', summary: {text}' if text else ''}}}"
        for act, data, by, text in entries
    ]
    folder = write(tmp_path_factory.mktemp("met"), SMALL | {"cases/one.yaml": case(allegations="\n".join(lines))})
    found = facts(folder, "cases")
    nodes = {fact.object for fact in found if fact.predicate == "ALLEGES"}
    assert nodes == {f"{CASE}/{act}/{kind}" for act, data, _, _ in entries for kind in data}
    for act, data, by, text in entries:
        for kind in data:
            id = f"{CASE}/{act}/{kind}"
            (said,) = values(found, id, "summary") or [""]
            assert text in said and by in objects(found, id, "BY")


# ---------------------------------------------------------------------------------------------------------------------
# Events


def test_events_are_nodes_told_apart_by_day_kind_and_number(made):
    found = made(events="""
        - {'on': 2024-03-01, kind: complaint_filed, summary: It began.}
        - {'on': '2024-05', kind: other}
        - {'on': '2024-05', kind: other}
        - {kind: trial}
        """)  # fmt: skip
    ids = [f"{CASE}/2024-03-01/complaint_filed", f"{CASE}/2024-05/other", f"{CASE}/2024-05/other/2", f"{CASE}/undated/trial"]
    assert objects(found, CASE, "HAS_EVENT") == ids
    assert values(found, ids[0], "on") == ["2024-03-01"] and values(found, ids[3], "on") == []
    assert objects(found, ids[1], "EVENT_KIND") == ["event/other"]
    assert sources(found, Fact(ids[0], "summary", value="It began.")) == ["gazette"]
    assert not any(fact.predicate == "AFFECTS" for fact in found)


def test_an_event_is_not_cited_from_a_source_that_appeared_before_it(made):
    found = made(
        events="[{'on': 2024-03-01, kind: complaint_filed}, {'on': 2024-05-01, kind: other}, {'on': 2025-05-01, kind: trial}]",
        sources="[{source: paper, supports: [events]}, {source: gazette, supports: [events]}]",
    )
    cited = {fact.subject.split("/")[1]: sources(found, fact) for fact in found if fact.value == "Event"}
    assert cited == {"2024-03-01": ["paper", "gazette"], "2024-05-01": ["gazette"], "2025-05-01": ["paper", "gazette"]}


def effects(found, event):
    """The properties of each AFFECTS edge of an event, by its target."""
    told = {object: {} for object in objects(found, event, "AFFECTS")}
    for fact in found:
        if fact.subject == event and fact.predicate.startswith("AFFECTS."):
            told[fact.object][fact.predicate.removeprefix("AFFECTS.")] = fact.value
    return told


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("kind: voluntary_dismissal, outcome: dismissed_without_prejudice", {CASE: {"outcome": "dismissed_without_prejudice"}}),
        ("kind: dismissal, case_status: settled, standing: settled", {CASE: {"case_status": "settled", "standing": "settled"}}),
        # null moves nothing there; what the entry leaves to the rules of its kind is spelled out beside it
        ("kind: motion_to_dismiss_denied, standing: null", {CASE: {"case_status": "pending"}}),
        ("kind: settlement, case_status: pending, standing: null", {CASE: {"case_status": "pending"}}),
        ("kind: dismissal, case_status: closed", {CASE: {"case_status": "closed", "standing": "dismissed"}}),
        ("kind: judgment, outcome: found_for_plaintiff, case_status: null", {CASE: {"outcome": "found_for_plaintiff", "standing": "found"}}),
        ("kind: motion_to_dismiss_partly_granted, outcome: dismissed_with_prejudice, claims: [breach_of_contract]",
         {f"{CASE}/claim/breach_of_contract": {"outcome": "dismissed_with_prejudice"}}),
        ("kind: summary_judgment, outcome: found_for_defendant, claims: [breach_of_contract], case_status: pending",
         {f"{CASE}/claim/breach_of_contract": {"outcome": "found_for_defendant", "standing": "rejected"}, CASE: {"case_status": "pending"}}),
        ("kind: verdict, outcome: found_for_plaintiff, allegations: [training/books]",
         {f"{CASE}/training/books": {"outcome": "found_for_plaintiff"}}),
    ],
)  # fmt: skip
def test_an_event_says_what_it_does_where_its_kind_does_not(made, event, expected):
    found = made(events=f"[{{'on': 2024-05-02, {event}}}]")
    (id,) = objects(found, CASE, "HAS_EVENT")
    assert effects(found, id) == expected


def test_the_fold_of_events_reads_a_partial_settlement_as_meant(made):
    """One of several defendants settles: the case goes on, and so does what is alleged."""
    found = made(
        events="[{'on': 2024-03-01, kind: complaint_filed}, {'on': 2024-05-02, kind: settlement, case_status: pending, standing: null}]"
    )
    turns = [
        Turn(id, next(iter(objects(found, id, "EVENT_KIND"))).removeprefix("event/"), values(found, id, "on")[0],
             [Effect(target, **told) for target, told in effects(found, id).items()])
        for id in objects(found, CASE, "HAS_EVENT")
    ]  # fmt: skip
    part = f"{CASE}/training/books"
    history = standings(Docket(CASE, "2024-03-01", None, turns, (), [part]))
    assert [state.state for state in history[CASE]] == ["pending"]
    assert [state.state for state in history[part]] == ["alleged"]


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ("[{'on': 2024-05-02, kind: settlement, case_status: null, standing: null}]", "settlement cannot move nothing"),
        ("[{'on': 2024-05-02, kind: dismissal, claims: [frawd]}]", "unknown cause 'frawd'"),
        ("[{'on': 2024-05-02, kind: dismissal, claims: [wiretap_act]}]",
         f"'{CASE}/claim/wiretap_act' is neither a claim nor an allegation of this case"),
        ("[{'on': 2024-05-02, kind: dismissal, claims: [breach_of_contract], standing: null}]",
         "it names claims or allegations and moves none of them"),
        ("[{'on': 2024-05-02, kind: dismissal, allegations: [books]}]", "'books' is no act with a kind of data"),
        ("[{'on': 2024-02-02, kind: dismissal}]", "dismissal on 2024-02-02 lies before the filing on 2024-03-01"),
        ("[{'on': 2024-04-01, kind: complaint_filed}]", "the complaint of 2024-04-01 is not that of the filing on 2024-03-01"),
        ("[{'on': 2024-06-01, kind: trial}, {'on': 2024-05-01, kind: trial}]", "the event of 2024-05-01 stands after that of 2024-06-01"),
    ],
)  # fmt: skip
def test_an_event_with_a_fault_is_an_issue(made, events, message):
    assert issue_of(made.folder(events=events)).message == message


def test_what_went_before_the_suit_may_lie_before_the_filing(made):
    assert made(events="[{'on': 2024-02-02, kind: other}, {'on': '2024-03', kind: complaint_filed}]")


# ---------------------------------------------------------------------------------------------------------------------
# Responses


def test_answers_name_who_said_what_in_which_stance(made):
    found = made(responses="""
        - {by: child, stance: denies, 'on': 2024-03-02, summary: It is not so., source: paper}
        - {by: child, stance: denies, 'on': 2024-03-02, notes: again}
        - {by: plaintiff_counsel, stance: concedes, sources: [paper, gazette]}
        """)  # fmt: skip
    first, second = f"{CASE}/child/denies/2024-03-02", f"{CASE}/child/denies/2024-03-02/2"
    third = f"{CASE}/counsel/concedes/undated"
    assert [fact.subject for fact in found if fact.predicate == "RESPONDS_TO"] == [first, second, third]
    assert objects(found, first, "SAID_BY") == ["child"] and objects(found, third, "SAID_BY") == [f"{CASE}/counsel"]
    assert values(found, f"{CASE}/counsel", "kind") == ["Person"]
    assert objects(found, third, "STANCE") == ["stance/concedes"]
    assert sources(found, Fact(first, "kind", value="Response")) == ["paper"]
    assert sources(found, Fact(second, "kind", value="Response")) == [CURATION.id]
    assert sources(found, Fact(third, "kind", value="Response")) == ["paper", "gazette"]


def test_an_answer_of_nobody_known_is_an_issue(made):
    issue = issue_of(made.folder(responses="[{by: plaintiffs_counsel, stance: denies}]"))
    assert (issue.message, issue.hint) == ("unknown company 'plaintiffs_counsel'", "did you mean 'plaintiff_counsel'?")


# ---------------------------------------------------------------------------------------------------------------------
# Conflicts


def conflict(**fields: str) -> str:
    return "- " + indent("\n".join(f"{name}: {text}" for name, text in fields.items()), "  ").lstrip()


def test_every_value_in_dispute_stands_with_its_own_sources(made):
    found = made(conflicts=conflict(
        field="filed_on",
        values="[{value: 2024-03-01, sources: [docket], said_by: the stamp}, {value: 2024-03-02, sources: [paper]}, {value: '2024'}]",
        taken="2024-03-01",
        notes="The paper gives its own day.",
    ))  # fmt: skip
    curated = Evidence(CURATION.id, note="The paper gives its own day.")
    # the paper supports filed_on, but sides with another day
    assert found[Fact(CASE, "filed_on", value="2024-03-01")] == [Evidence("docket", note="the stamp"), curated]
    assert found[Fact(CASE, "filed_on", value="2024-03-02")] == [Evidence("paper")]
    assert found[Fact(CASE, "filed_on", value="2024")] == [curated]
    assert values(found, CASE, "notes") == []


def test_the_word_of_the_curators_decides_between_equals_only(made):
    """A source for each value: the one taken is shown, unless a stronger kind of source says otherwise."""

    def shown(first: str, second: str) -> str:
        found = made(judge="A", conflicts=conflict(
            field="judge", values=f"[{{value: A, sources: [{first}]}}, {{value: B, sources: [{second}]}}]", taken="A"
        ))  # fmt: skip
        ranks = {"docket": 1, "paper": 4, "gazette": 4, CURATION.id: 10}
        told = [
            (fact, [Voice(ranks[s], s, "") for s in sources(found, fact)]) for fact in found if fact.predicate == "judge"
        ]
        return told[choose(told)[0]][0].value

    assert shown("paper", "gazette") == "A"
    assert shown("paper", "docket") == "B"


def test_values_in_dispute_that_the_record_does_not_state_are_all_stated(made):
    found = made(docket_number="", sources="[{source: paper, supports: [name]}]", conflicts=conflict(
        field="docket_number", values="[{value: '1:24-cv-00001', said_by: a list}, {value: '1:24-cv-00002'}]"
    ))  # fmt: skip
    assert set(values(found, CASE, "docket_number")) == {"1:24-cv-00001", "1:24-cv-00002"}
    assert found[Fact(CASE, "docket_number", value="1:24-cv-00001")] == [Evidence(CURATION.id, note="a list")]


def test_courts_and_dated_statuses_in_dispute_are_links(made):
    found = made(conflicts="\n".join([
        conflict(field="court", values="[{value: cand, sources: [docket]}, {value: wawd, sources: [paper]}]", taken="cand"),
        conflict(field="status", values="[{value: pending, as_of: 2024-06-11, sources: [gazette]}, {value: dismissed, as_of: 2024-05, sources: [paper]}]"
                 .replace("2024-05,", "'2024-05',"), taken="pending"),
    ]))  # fmt: skip
    assert sources(found, Fact(CASE, "HEARD_IN", "cand")) == ["docket", CURATION.id]
    assert sources(found, Fact(CASE, "HEARD_IN", "wawd")) == ["paper"]
    assert sources(found, Fact(CASE, "STATED_STATUS", "status/pending", "2024-06-11")) == ["gazette", CURATION.id]
    assert sources(found, Fact(CASE, "STATED_STATUS", "status/dismissed", "2024-05")) == ["paper"]


def test_the_day_of_an_event_in_dispute_is_a_value_of_that_event(made):
    found = made(
        events="[{'on': 2024-03-01, kind: complaint_filed}, {'on': 2024-04-01, kind: other}, {'on': 2024-05-02, kind: other}]",
        conflicts=conflict(
            field="events",
            event="other",
            values="[{value: 2024-05-02}, {value: 2024-05-03, sources: [paper]}]",
            taken="2024-05-02",
        ),
    )
    assert values(found, f"{CASE}/2024-05-02/other", "on") == ["2024-05-02", "2024-05-03"]
    assert values(found, f"{CASE}/2024-04-01/other", "on") == ["2024-04-01"]
    assert sources(found, Fact(f"{CASE}/2024-05-02/other", "on", value="2024-05-03")) == ["paper"]


def test_what_fits_no_property_is_told_in_the_notes_with_its_sources(made):
    found = made(notes="A remark.", conflicts="\n".join([
        conflict(field="outcome_of_the_motion", values="[{value: granted, sources: [paper], said_by: its reporter}, {value: denied}]", notes="Unclear"),
        conflict(field="court", values="[{value: cand}, {value: Harris County, sources: [gazette]}]", taken="cand"),
    ]))  # fmt: skip
    ((notes, cited),) = [(fact.value, found[fact]) for fact in found if (fact.subject, fact.predicate) == (CASE, "notes")]
    assert notes == (
        "A remark. Sources differ on outcome of the motion: granted (its reporter); denied. Unclear. "
        "Sources differ on court: cand; Harris County; taken: cand."
    )
    assert cited == [
        Evidence(CURATION.id),
        Evidence("paper", note="says: granted; its reporter"),
        Evidence("gazette", note="says: Harris County"),
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"field": "filed_on", "values": "[{value: 2024-03-01}, {value: 2024-03-02}]", "taken": "2024-03-05"},
         "'2024-03-05' is taken, but none of the values"),
        ({"field": "filed_on", "values": "[{value: 2024-03-03}, {value: 2024-03-02}]", "taken": "2024-03-02"},
         "'2024-03-02' is taken, but the record has another filed_on"),
        ({"field": "filed_on", "values": "[{value: 2024-03-01}]"}, "a conflict needs two values that differ"),
        ({"field": "events", "event": "trial", "values": "[{value: 2024-03-01}, {value: 2024-03-02}]"}, "the case has 0 events of kind trial"),
        ({"field": "judge", "values": "[{value: A, sources: [papper]}, {value: B}]"}, "unknown source 'papper'"),
        ({"field": "class_action", "values": "[{value: proposed}, {value: nome}]"}, "unknown class action 'nome'"),
    ],
)  # fmt: skip
def test_a_conflict_with_a_fault_is_an_issue(made, fields, message):
    assert issue_of(made.folder(conflicts=conflict(**fields))).message == message
