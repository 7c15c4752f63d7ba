"""Loading: order, one transaction a loader, what is skipped and told, what is not read again, and interruption."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curated_files import SMALL, Recorder, write

from graph.errors import DataError, UnknownTerm
from graph.facts import Evidence, Fact, Loaded, Statement
from graph.store import open_store
from loaders.curated import LOADERS
from loaders.curated.folder import Folder
from loaders.records import CURATION, Issue
from loaders.run import Report, load_curated

OURS = [name for name, loader in LOADERS.items() if loader.root is None]
"""The loaders that read the data folder."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, SMALL)


def load(store, folder, names=OURS, progress=None):
    return {report.loader: report for report in load_curated(store, names, folder, progress)}


def unchanged(reports):
    return {name for name, report in reports.items() if report.loaded.unchanged}


def misspell(folder):
    path = folder / "cases" / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("act: training", "act: trainning"), encoding="utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# Order and names


def test_every_loader_is_one_load_in_its_order(folder):
    store = Recorder()
    reports = load(store, folder, names=[])
    assert list(reports) == list(LOADERS) == store.loads
    assert list(LOADERS) == [
        "vocabulary",
        "sources",
        "courts",
        "companies",
        "statutes",
        "datasets",
        "systems",
        "ownership",
        "cases",
    ]


def test_a_loader_comes_after_those_whose_records_it_names():
    seen = set()
    for loader in LOADERS.values():
        assert loader.root is not None or set(loader.needs) <= seen
        seen.add(loader.name)


def test_only_the_loaders_that_are_named_run_in_the_order_of_all(folder):
    store = Recorder()
    assert list(load(store, folder, names=("systems", "courts"))) == ["courts", "systems"] == store.loads


def test_an_unknown_loader_is_told_before_anything_is_loaded(folder):
    store = Recorder()
    with pytest.raises(UnknownTerm) as error:
        load_curated(store, ["courts", "cass"], folder)
    assert str(error.value) == "unknown loader 'cass'\n  did you mean 'cases'?"
    assert store.loads == []


def test_a_folder_that_holds_nothing_is_told(tmp_path):
    with pytest.raises(DataError, match="is no folder"):
        load_curated(Recorder(), data=tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no curated records"):
        load_curated(Recorder(), data=tmp_path)


def test_each_file_is_an_origin_under_its_path(folder):
    store = Recorder()
    load(store, folder)
    assert set(store.said) == {*SMALL, "curation"}


def test_the_curators_own_record_comes_with_every_load(folder):
    store = Recorder()
    reports = load(store, folder, names=["courts"])
    assert Statement(Fact(CURATION.id, "kind", value="Document"), Evidence(CURATION.id)) in store.said["curation"]
    assert Statement(Fact(CURATION.id, "RANK", "source_kind/curation"), Evidence(CURATION.id)) in store.said["curation"]
    assert reports["courts"].loaded.unchanged == 0
    assert load(store, folder, names=["systems"])["systems"].loaded.unchanged == 0


# ---------------------------------------------------------------------------------------------------------------------
# Loading again


def test_nothing_is_read_a_second_time(folder, monkeypatch):
    store = Recorder()
    first = load(store, folder)
    said = dict(store.said)

    def read(*_):
        raise AssertionError("a file was read again")

    monkeypatch.setattr("loaders.curated.folder.read_entries", read)
    again = load(store, folder)
    assert store.said == said
    assert unchanged(again) == set(OURS) and not unchanged(first)
    assert all(report.loaded.new == report.loaded.withdrawn == 0 for report in again.values())
    assert [report.records for report in again.values()] == [report.records for report in first.values()]


@pytest.mark.parametrize(
    ("file", "read"),
    [
        ("courts.yaml", {"courts", "cases"}),
        ("companies.yaml", {"companies", "systems", "ownership", "cases"}),
        ("datasets.yaml", {"datasets", "systems", "cases"}),
        ("ownership.yaml", {"ownership"}),
        ("cases/one.yaml", {"cases"}),
        ("sources/press.yaml", set(OURS) - {"courts"}),
    ],
)
def test_a_changed_file_is_read_again_with_those_that_may_name_its_records(folder, file, read):
    store = Recorder()
    load(store, folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    again = load(store, folder)
    assert {
        name for name in again if again[name].loaded.unchanged < len(Folder(folder, LOADERS).files(LOADERS[name]))
    } == read


def test_a_change_of_the_code_or_the_terms_has_everything_read_again(folder, monkeypatch):
    store = Recorder()
    load(store, folder)
    monkeypatch.setattr("loaders.curated.folder.code_digest", lambda: "other")
    assert unchanged(load(store, folder)) == set()


def test_what_a_file_no_longer_says_is_withdrawn(folder):
    store = Recorder()
    load(store, folder)
    write(folder, {"courts.yaml": SMALL["courts.yaml"].split("        - id: wawd")[0]})
    report = load(store, folder)["courts"]
    assert (report.loaded.new, report.loaded.withdrawn) == (0, 3)


# ---------------------------------------------------------------------------------------------------------------------
# What is skipped


def test_a_bad_record_is_skipped_whole_and_told_at_every_load_until_it_is_mended(folder):
    misspell(folder)
    store = Recorder()
    for _ in range(3):
        report = load(store, folder)["cases"]
        (issue,) = report.skipped
        assert str(issue) == ("cases/one.yaml:18 (cand-5-24-cv-00001): unknown act 'trainning'\n  did you mean 'training'?")
        assert store.said["cases/one.yaml"] == set()
        assert report.records == 1 and "1 record skipped" in str(report)
    write(folder, SMALL)
    report = load(store, folder)["cases"]
    assert report.skipped == () and report.loaded.new > 30
    assert load(store, folder)["cases"].loaded.unchanged == 1


def test_a_file_that_is_no_yaml_takes_no_other_file_along(folder):
    write(folder, {"cases/two.yaml": "- id: [\n"})
    store = Recorder()
    report = load(store, folder)["cases"]
    (issue,) = report.skipped
    assert (issue.file, issue.line) == ("cases/two.yaml", 2)
    assert store.said["cases/one.yaml"] and not store.said["cases/two.yaml"]


def test_a_file_that_may_not_be_read_stops_its_loader_and_is_told(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    store = Recorder()
    load(store, folder, names=["courts"])
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DataError, match="courts.yaml cannot be read: Permission denied"):
        load(store, folder, names=["courts"])
    assert store.loads == ["courts"]


def test_a_folder_that_is_named_like_a_file_is_none(folder):
    (folder / "cases" / "two.yaml").mkdir()
    assert load(Recorder(), folder)["cases"].skipped == ()


def test_fewer_records_than_expected_are_told_of_the_projects_own_data(folder, monkeypatch):
    assert all(not report.skipped for report in load(Recorder(), folder).values())
    monkeypatch.setattr("loaders.curated.folder.DATA", folder)
    (issue,) = load(Recorder(), folder)["courts"].skipped
    assert (issue.file, issue.message) == ("courts.yaml", "2 records, where at least 54 are expected")


# ---------------------------------------------------------------------------------------------------------------------
# Progress and interruption


def test_progress_counts_records_up_to_their_number(folder):
    store, steps = Recorder(), []
    load(store, folder, progress=lambda *step: steps.append(step))
    assert [step for step in steps if step[0] == "companies"] == [("companies", n, 4) for n in (1, 2, 3, 4)]
    assert [step for step in steps if step[0] == "sources"] == [("sources", n, 3) for n in (1, 2, 3)]
    steps.clear()
    load(store, folder, progress=lambda *step: steps.append(step))
    assert steps[-1] == ("cases", 1, 1) and ("companies", 4, 4) in steps


@pytest.mark.parametrize("at", range(1, 14))
def test_an_interrupted_load_keeps_what_was_committed_and_the_next_completes_it(folder, at):
    whole = Recorder()
    load(whole, folder)
    store, count = Recorder(), 0

    def interrupt(*_):
        nonlocal count
        count += 1
        if count == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, folder, progress=interrupt)
    held = dict(store.said)
    assert all(held[origin] == whole.said[origin] for origin in held)
    assert len(store.loads) < len(OURS)
    load(store, folder)
    assert store.said == whole.said


# ---------------------------------------------------------------------------------------------------------------------
# In the stores


@pytest.fixture(params=["memory:", "sqlite://"])
def store(request):
    with open_store(request.param) as opened:
        yield opened


def held(store):
    """The facts of a store with the sources that state them now."""
    return {
        (said.fact, evidence.source, evidence.note)
        for said in store.log()
        for evidence, _, withdrawn in said.evidence
        if withdrawn is None
    }


def test_a_load_is_a_revision_and_loading_the_same_again_is_none(folder, store):
    load(store, folder)
    made = [(revision.number, revision.loader) for revision in store.revisions()]
    assert made == [(n, name) for n, name in enumerate(OURS, 1)]
    before = held(store)
    again = load(store, folder)
    assert held(store) == before and len(store.revisions()) == len(OURS)
    assert all(report.loaded.revision is None for report in again.values())


def test_a_store_tells_a_bad_record_until_it_is_mended(folder, store):
    misspell(folder)
    for _ in range(3):
        (issue,) = load(store, folder)["cases"].skipped
        assert issue.message == "unknown act 'trainning'"
        assert store.counts()["Case"] == 0
    write(folder, SMALL)
    assert load(store, folder)["cases"].skipped == ()
    assert store.counts()["Case"] == 1 and store.counts()["Allegation"] == 1


def test_a_record_that_turns_bad_is_withdrawn_and_comes_back_when_it_is_mended(folder, store):
    load(store, folder)
    before = held(store)
    misspell(folder)
    report = load(store, folder)["cases"]
    assert report.loaded.withdrawn > 30 and store.counts()["Case"] == 0
    write(folder, SMALL)
    load(store, folder)
    assert held(store) == before


@pytest.mark.parametrize("at", [1, 3, 6, 11, 15])
def test_a_store_holds_whole_loads_whenever_one_is_interrupted(folder, store, at):
    def interrupt(*_):
        nonlocal at
        at -= 1
        if not at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, folder, progress=interrupt)
    done = [revision.loader for revision in store.revisions()]
    assert done == OURS[: len(done)] and len(done) < len(OURS)
    load(store, folder)
    whole = Recorder()
    load(whole, folder)
    assert held(store) == {(fact, e.source, e.note) for said in whole.said.values() for fact, e in said}


# ---------------------------------------------------------------------------------------------------------------------
# Reports


def test_a_report_is_one_line_and_the_reasons():
    issue = Issue("cases.yaml", 3, "c", "unknown act 'x'", "did you mean 'y'?")
    report = Report("cases", Loaded(4, 12, 30, 2, 50), 235, (issue,), 1.234)
    assert str(report) == (
        "cases        235 records: 12 new, 30 known, 2 withdrawn, 1 record skipped (1.23 s)\n"
        "cases.yaml:3 (c): unknown act 'x'\n  did you mean 'y'?"
    )
    quiet = Report("courts", Loaded(None, 0, 0, 0, 0, 1), 54, (), 0.001)
    assert str(quiet) == "courts        54 records: 0 new, 0 known, 0 withdrawn, 1 unchanged file not read (0.00 s)"


def test_a_report_is_a_dict_for_machines(folder):
    misspell(folder)
    report = load(Recorder(), folder)["cases"].as_dict()
    assert json.loads(json.dumps(report)) == report | {"skipped": [dict(report["skipped"][0])]}
    assert report["loader"] == "cases" and report["records"] == 1 and report["seconds"] >= 0
    assert report["loaded"]["new"] == 0 and report["loaded"]["revision"] is None
    assert report["skipped"][0] == {
        "file": "cases/one.yaml",
        "line": 18,
        "id": "cand-5-24-cv-00001",
        "message": "unknown act 'trainning'",
        "hint": "did you mean 'training'?",
    }


# ---------------------------------------------------------------------------------------------------------------------
# Articles


def test_a_file_that_is_gone_says_nothing_any_more(folder):
    with open_store("memory:") as store:
        load(store, folder)
        before = store.counts()
        assert before["Case"] > 0
        (folder / "cases" / "one.yaml").unlink()
        reports = load(store, folder)
        assert reports["cases"].loaded.withdrawn > 0
        assert store.counts()["Case"] < before["Case"]
        assert store.counts()["Company"] == before["Company"]
