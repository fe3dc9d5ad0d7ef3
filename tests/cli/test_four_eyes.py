"""Two pairs of eyes from the command line: submit, return, approve, review --blind and report reviewers."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimtrack.cli import main
from claimtrack.formats import schemas
from claimtrack.store import history, sessions
from tests.builders import an_event
from tests.cli.conftest import FIRST, Desk, DeskAfter, Outcome

SOURCES = ("--evidence", "https://a.example/1", "--evidence", "https://b.example/2")
WHY = "two audits agree on it"


def accept(desk: Desk) -> None:
    desk.ingest(FIRST)
    desk("accept", "C-2")


@pytest.fixture
def high(desk_after: DeskAfter) -> Desk:
    """Return a desk with C-2 accepted."""
    return desk_after(accept)


@pytest.fixture
def submitted(high: Desk) -> Desk:
    high("take", "C-2")
    assert high("submit", "C-2", "confirmed", *SOURCES, "--note", WHY).code == 0
    return high


class TestTwoPairsOfEyes:
    def test_submit_says_what_comes_next(self, high: Desk) -> None:
        high("take", "C-2")
        told = high("submit", "C-2", "confirmed", *SOURCES, "--note", WHY)
        assert told.out.startswith("C-2  submitted  ")
        assert "claimtrack approve C-2" in told.err
        shown = high("show", "C-2").out
        assert re.search(r"Submitted\n  confirmed by ann, .* UTC, not in force yet", shown)
        assert WHY in shown

    def test_the_queue_says_who_submitted_it(self, submitted: Desk) -> None:
        assert "To approve: 1" in submitted("queue", by="bob").out
        assert re.search(r"by ann, \d{4}-\d\d-\d\d", submitted("queue", by="bob").out)
        assert "confirmed" not in submitted("queue", by="bob").out
        own = submitted("queue").out
        assert "Submitted by me: 1" in own
        assert "To approve" not in own
        found = submitted("queue", "--json", by="bob").json("queue")
        assert [(one["id"], one["submitted_by"]) for one in found["to_approve"]] == [("C-2", "ann")]
        assert found["submitted"] == []
        assert "submitted" in submitted("list", "--state", "submitted").out
        assert submitted("report", "open", "--json").json("report")["counts"]["submitted"] == 1

    def test_another_approves_and_both_are_named(self, submitted: Desk) -> None:
        refused = submitted("approve", "C-2")
        assert refused.code == 6
        assert "claimtrack return C-2 --note TEXT" in refused.err
        assert submitted("approve", "C-2", by="bob").out.startswith("C-2  confirmed  ")
        whole = submitted("show", "C-2", "--json").json("claim-whole")
        (verdict,) = whole["verdicts"]
        assert (verdict["by"], verdict["approved_by"], verdict["rationale"]) == ("ann", "bob", WHY)
        assert [one["waits"] for one in whole["submissions"]] == [False]
        assert "confirmed by ann, approved by bob" in submitted("show", "C-2").out
        assert "Submitted\n" not in submitted("show", "C-2").out

    def test_it_can_be_given_back(self, submitted: Desk) -> None:
        refused = submitted("return", "C-2", by="bob")
        assert refused.code == 6
        assert "--note" in refused.err
        assert submitted("return", "C-2", "--note", "which year?", by="bob").out.startswith("C-2  in review  ")
        assert "In my review: 1" in submitted("queue").out

    def test_mark_pending_says_how(self, submitted: Desk) -> None:
        refused = submitted("mark", "C-2", "pending")
        assert refused.code == 1
        assert "Take the verdict back first: claimtrack return C-2 --note TEXT" in refused.err

    def test_only_verdicts_can_be_submitted(self, high: Desk) -> None:
        assert high("submit", "C-2", "pending").code == 2


class TestBlind:
    def test_nothing_of_the_verdict_is_shown(self, submitted: Desk, subtests: pytest.Subtests) -> None:
        hidden = ("confirmed", WHY, "by ann", "submitted by", '"by"', '"note"')
        for state in ("submitted", "settled"):
            for form in ((), ("--json",)):
                with subtests.test(state, form=form):
                    told = submitted("review", "C-2", "--blind", *form, by="cem")
                    assert told.code == 0
                    assert [word for word in hidden if word in told.out] == []
                    assert "https://a.example/1" in told.out
                    assert "supports" in told.out
                    if form:
                        schemas.check("blind-claim", told.json())
                    else:
                        assert "[[" in told.out
                        assert "claimtrack review C-2 --blind --verdict VERDICT" in told.out
            submitted("approve", "C-2", by="bob")

    def test_both_are_shown_once_it_is_recorded(self, submitted: Desk) -> None:
        submitted("approve", "C-2", by="bob")
        told = submitted("review", "C-2", "--blind", "--verdict", "refuted", "--note", "it is another year", by="cem")
        assert told.out.splitlines()[0].split() == ["C-2", "refuted", "your", "opinion,", "1"]
        assert "differs from verdict 1, confirmed by ann" in told.out
        assert "C-2 is asked about: claimtrack show R-1" in told.err
        assert "a second opinion differs: refuted (opinion 1 by cem, blind), not confirmed" in " ".join(
            submitted("show", "R-1").out.split()
        )
        shown = submitted("show", "C-2").out
        assert "Second opinions (1)" in shown
        assert "it is another year" in shown
        again = submitted("review", "C-2", "--blind", by="cem")
        assert again.code == 1
        assert "cem gave an opinion on C-2" in again.err
        found = submitted("review", "C-2", "--blind", "--verdict", "confirmed", "--json", by="dee").json("opinion")
        assert (found["claim"], found["agrees"], found["beside"]["by"]) == ("C-2", True, "ann")

    def test_the_next_one_is_offered(self, submitted: Desk) -> None:
        assert submitted("review", "--blind", by="cem").out.startswith("C-2  blind review")
        none = submitted("review", "--blind")
        assert none.code == 4
        assert "that ann took no part in" in none.err

    def test_an_opinion_in_view_of_the_verdict_is_no_blind_one(self, submitted: Desk) -> None:
        assert submitted("review", "C-2", "--verdict", "disputed").code == 0
        assert "in view of it" in submitted("show", "C-2").out

    def test_a_claim_that_moved_on_is_said(self, submitted: Desk) -> None:
        submitted("edit", "C-2", "--text", "The repairs cost 4.2 million euros so far")
        told = submitted("review", "C-2", "--blind", "--verdict", "refuted", "--expect-version", "5", by="cem")
        assert told.code == 5
        assert "ann did edit" in told.err
        assert "claimtrack show" not in told.err
        assert "claimtrack review C-2 --blind" in told.err

    @pytest.mark.parametrize("args", ["", "C-2", "--blind --verdict refuted", "C-2 --blind --note x"])
    def test_what_is_no_question_is_refused(self, submitted: Desk, args: str) -> None:
        assert submitted("review", *args.split()).code == 2


class TestReviewers:
    def test_nothing_yet(self, desk: Desk) -> None:
        told = desk("report", "reviewers")
        assert "Nobody has decided anything yet." in told.err
        assert "no kappa: nothing to compare" in told.out

    def test_every_number_has_its_n(self, submitted: Desk) -> None:
        submitted("approve", "C-2", by="bob")
        submitted("review", "C-2", "--blind", "--verdict", "refuted", by="cem")
        submitted("review", "C-2", "--blind", "--verdict", "confirmed", by="dee")
        told = submitted("report", "reviewers").out
        assert "1 of 2 agree" in told
        assert "n = 2 (few)" in " ".join(told.split())
        assert "Where they differ: 1" in told
        found = submitted("report", "reviewers", "--json").json("report")
        assert (found["overall"]["n"], found["overall"]["agreed"], found["overall"]["few"]) == (2, 1, True)
        assert [one["name"] for one in found["reviewers"]] == ["ann", "bob", "cem", "dee"]
        assert [one["by"] for one in found["disagreements"]] == ["cem"]
        assert submitted("report", "reviewers", "--format", "csv").out.splitlines()[1:3] == [
            "ann,0,1,0,0,0,0,0,0",
            "bob,0,0,1,0,0,0,0,0",
        ]
        assert max(map(len, told.splitlines())) <= 80


class TestPolicy:
    def run(self, *args: str, by: str = "ann") -> Outcome:
        result = CliRunner().invoke(main, ["--by", by, *args], env={"CLAIMTRACK_DB": None, "CLAIMTRACK_BY": None})
        return Outcome(result.exit_code, result.stdout, result.stderr)

    @pytest.fixture
    def config(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return the claimtrack.toml of a project in the current folder, where high priority takes two people."""
        monkeypatch.chdir(tmp_path)
        assert self.run("init").code == 0
        path = tmp_path / ".claimtrack" / "claimtrack.toml"
        text = path.read_text("utf-8")
        assert "# four_eyes = []" in text
        path.write_text(text.replace("# four_eyes = []", 'four_eyes = ["high"]'), "utf-8")
        self.run("add", "The pier is shut", "--source", "https://paper.example/1", "--priority", "high")
        return path

    @pytest.mark.usefixtures("config")
    def test_it_is_on_for_the_priorities_that_it_names(self) -> None:
        refused = self.run("mark", "C-1", "confirmed", *SOURCES)
        assert refused.code == 6
        assert "claimtrack take C-1, then claimtrack submit C-1 confirmed" in refused.err
        self.run("take", "C-1")
        assert self.run("submit", "C-1", "confirmed", *SOURCES).code == 0
        assert self.run("approve", "C-1", by="bob").out.startswith("C-1  confirmed")

    @pytest.mark.usefixtures("config")
    def test_an_override_is_logged_with_what_it_went_past(self) -> None:
        assert self.run("mark", "C-1", "confirmed", "--override", "alone on the night shift").code == 0
        assert "overrode  four_eyes, evidence" in self.run("history", "C-1").out

    @pytest.mark.usefixtures("config")
    def test_only_an_editor_takes_a_claim_out(self) -> None:
        self.run("user", "add", "ann", "--role", "admin")
        self.run("user", "add", "rea", "--role", "reviewer")
        refused = self.run("edit", "C-1", "--priority", "low", by="rea")
        assert refused.code == 1
        assert "rea is reviewer here, and may not take C-1 out of four-eyes: that takes editor or admin" in refused.err
        assert self.run("edit", "C-1", "--priority", "low").code == 0
        assert self.run("mark", "C-1", "confirmed", *SOURCES, by="rea").code == 0

    @pytest.mark.parametrize("value", ['"high"', "true", '["hihg"]', "3"])
    def test_a_wrong_value_is_said_whichever_command_runs(self, config: Path, value: str) -> None:
        config.write_text(f"[policy]\nfour_eyes = {value}\n", "utf-8")
        refused = self.run("list")
        assert refused.code == 6
        assert "policy.four_eyes" in refused.err
        assert "low, normal, high" in refused.err


class TestKeptPolicy:
    """What is kept in the database holds wherever somebody stands; a desk in these tests has no claimtrack.toml."""

    @pytest.fixture
    def kept(self, high: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
        """Return a desk of two with C-2 of high priority; two people are asked for in a folder of its own alone."""
        high("user", "add", "ann", "--role", "admin")
        high("user", "add", "bob", "--role", "editor")
        high("edit", "C-2", "--priority", "high")
        (tmp_path / "desk" / ".claimtrack").mkdir(parents=True)
        rules = '[policy]\nindependent_high = 1\nfour_eyes = ["high"]\n'
        (tmp_path / "desk" / ".claimtrack" / "claimtrack.toml").write_text(rules)
        monkeypatch.chdir(tmp_path / "desk")
        return high

    def test_it_holds_wherever_somebody_stands(self, kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        assert kept("policy", "show", "--json").json("policy")["kept"] is None
        told = kept("policy", "keep", "--note", "agreed on Monday", "--json").json("policy")
        assert (told["in_force"]["four_eyes"], told["kept"]["by"], told["kept"]["note"]) == (
            ["high"],
            "ann",
            "agreed on Monday",
        )
        assert kept("policy", "keep").code == 5
        monkeypatch.chdir(kept.folder)
        refused = kept("mark", "C-2", "confirmed", *SOURCES, by="bob")
        assert (refused.code, "take two here" in refused.err) == (6, True)
        kept("user", "role", "bob", "reviewer")
        assert "out of four-eyes" in kept("edit", "C-2", "--priority", "low", by="bob").err
        shown = kept("policy", "show")
        assert "two people for" in shown.out
        assert "Kept in the database by ann" in shown.err
        assert kept("log", "verify").code == 0

    def test_another_file_does_not_hold_before_an_admin_keeps_it(self, kept: Desk) -> None:
        kept("policy", "keep")
        Path(".claimtrack/claimtrack.toml").write_text("[policy]\nfour_eyes = []\n")
        assert "claimtrack.toml says otherwise" in kept("policy", "show").err
        assert kept("mark", "C-2", "confirmed", *SOURCES).code == 6
        refused = kept("policy", "keep", by="bob")
        assert (refused.code, "policy" in refused.err) == (1, True)
        assert kept("policy", "keep").code == 0
        assert [
            event["details"]["four_eyes"] for event in kept("policy", "history", "--json").json("history-event")
        ] == [
            ["high"],
            [],
        ]
        assert "policy_keep" in kept("policy", "history").out
        assert kept("mark", "C-2", "confirmed", *SOURCES, "--evidence", "https://third.example/9").code == 0

    def test_what_is_kept_and_is_no_policy_is_damage(self, kept: Desk) -> None:
        with sessions.writing(kept.database.settings) as session:
            history.record(session, an_event("policy", "policy_keep", version=1, details={"four_eyes": ["all"]}))
        refused = kept("mark", "C-2", "confirmed", *SOURCES)
        assert (refused.code, "should hold the desk's policy" in refused.err) == (7, True)

    def test_it_goes_with_the_database_file_that_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        policy = TestPolicy()
        monkeypatch.chdir(tmp_path)
        policy.run("init")
        Path(".claimtrack/claimtrack.toml").write_text('[policy]\nfour_eyes = ["high"]\n')
        policy.run("add", "The pier is shut", "--source", "https://paper.example/1", "--priority", "high")
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        named = ["--db", str(tmp_path / ".claimtrack" / "claimtrack.db")]
        assert policy.run(*named, "mark", "C-1", "confirmed", *SOURCES).code == 6


def test_of_two_admins_the_second_is_told_who_was_first(story: Desk) -> None:
    story("user", "add", "ann", "--role", "admin")
    story("user", "add", "bob", "--role", "admin")
    story("user", "add", "vic", "--role", "viewer")
    assert story("user", "role", "vic", "reviewer", "--expect-version", "1").code == 0
    for args in (("role", "vic", "editor"), ("disable", "vic"), ("enable", "vic")):
        late = story("user", *args, "--expect-version", "1", by="bob")
        assert late.code == 5
        assert "vic is at version 2, not 1: ann did user_role" in late.err
        assert "claimtrack user list" in late.err
