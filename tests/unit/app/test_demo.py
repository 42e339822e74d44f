"""Made-up data for pictures and curious people: believable, marked, and never over real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfkind_desktop import assets
from selfkind_desktop.app import cli
from selfkind_desktop.app.demo import fill
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.content import load_emotions
from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.domain.journal import Consent, EntryKind
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.domain.records import Answer, Place
from selfkind_desktop.domain.settings import FIRST_RUN_DONE
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.below(tmp_path / "demo")


def test_a_year_of_a_believable_life(paths: Paths) -> None:
    clock = FakeClock()
    fill(paths, 1, clock)
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    try:
        assert 300 < store.check_ins.count() < 1500
        assert 80 < store.pauses.count() < 500
        assert 80 < store.reminders.count() < 500
        entries = store.entries.newest(1000)
        assert {entry.kind for entry in entries} == set(EntryKind)
        days = {entry.stamp.day for entry in entries}
        assert max(days) <= clock.now().day()
        assert (max(days) - min(days)).days > 250
        assert all(entry.stamp.at <= clock.now().at for entry in entries)
        moods = {each.mood for each in store.check_ins.newest(1000)}
        assert len(moods) == 5
        assert store.reminders.latest().answer in Answer
    finally:
        store.close()


@pytest.fixture
def lived(paths: Paths) -> Iterator[Store]:
    """Three made-up years."""
    clock = FakeClock()
    fill(paths, 3, clock)
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    yield store
    store.close()


def test_forms_are_answered_by_the_questions_that_there_are(lived: Store) -> None:
    forms = load_forms(assets.path("content", "en", "forms.toml"))
    answered = [entry for entry in lived.entries.newest(5000) if entry.kind in forms]
    assert {entry.kind for entry in answered} == set(forms)
    for entry in answered:
        questions = {question.key: question for question in forms[entry.kind].questions}
        assert entry.parts
        for part in entry.parts:
            choices = [key for key, _ in questions[part.key].choices]
            assert not choices or part.text in choices


def test_feelings_are_named_by_words_that_there_are(lived: Store) -> None:
    emotions = load_emotions(assets.path("content", "en", "emotions.toml"))
    known = {emotion.key for group in emotions.groups for emotion in group.emotions}
    entries = lived.entries.newest(5000)
    assert {word for entry in entries for word in (*entry.words_before, *entry.words_after)} <= known
    assert {word for each in lived.check_ins.newest(5000) for word in each.words} <= known


def test_there_is_something_of_everything_that_can_be_shown(lived: Store) -> None:
    clock = FakeClock()
    entries = lived.entries.newest(5000)
    assert len({entry.text for entry in entries if entry.kind is EntryKind.FREE}) > 100
    assert any(entry.before and entry.after and entry.after > entry.before for entry in entries)
    assert {entry.consent for entry in entries} == set(Consent)
    assert lived.search.count(Sought(starred=True)) > 3
    assert {tag.name for tag in lived.entries.tags()} >= {"work", "family", "small things"}
    assert any(lived.revisions.of(entry.id) for entry in entries)
    today = clock.now().day()
    assert len(lived.entries.came_back(today.replace(year=today.year - ago) for ago in (1, 2, 3))) >= 3
    [picture] = lived.media.named(next(entry.media for entry in entries if entry.media))
    assert (lived.media.read(picture.id) or b"").startswith(b"\x89PNG")
    assert picture.alt
    assert lived.phrases.for_pauses()
    assert {each.place for each in lived.check_ins.newest(5000)} >= {Place.MORNING, Place.BEDTIME}


def test_letters_are_begun_on_their_way_there_and_read(lived: Store) -> None:
    clock = FakeClock()
    assert len(lived.letters.drafts()) >= 2
    on_their_way = [letter.seal for letter in lived.letters.on_their_way() if letter.seal]
    assert any(seal.occasion for seal in on_their_way)
    assert any(seal.surprise for seal in on_their_way)
    assert all(seal.day > clock.now().day() for seal in on_their_way if seal.day)
    there = lived.letters.arrived()
    assert [letter.opened for letter in there].count(None) == 1
    assert all(letter.arrived > letter.stamp.at for letter in there if letter.arrived)
    assert all(letter.opened <= clock.now().at for letter in there if letter.opened)
    assert any(letter.answers in {each.id for each in there} for letter in lived.letters.newest(100))


def test_it_is_marked_and_past_its_first_run(paths: Paths) -> None:
    fill(paths, 1, FakeClock())
    assert paths.is_demo
    assert ConfigFile(paths.config_file).load().settings[FIRST_RUN_DONE]


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        paths = Paths.below(tmp_path / name)
        clock = FakeClock()
        fill(paths, 1, clock)
        store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
        texts.append([entry.text for entry in store.entries.newest(50)])
        store.close()
    assert texts[0] == texts[1]


def test_real_data_are_left_alone(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.vault.write_text("mine")
    with pytest.raises(FileExistsError):
        fill(paths, 1, FakeClock())
    assert paths.vault.read_text() == "mine"
    assert not paths.is_demo
    assert list(paths.data.iterdir()) == [paths.vault]


def test_the_command_says_how_to_look_at_it_and_refuses_a_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "demo")
    assert cli.run(["demo", "--years", "1", folder], lambda *_: 9) == 0
    assert f"SELFKIND_HOME={folder} selfkind opens them." in capsys.readouterr().out
    assert cli.run(["demo", folder], lambda *_: 9) == 1
    assert "Choose an empty folder" in capsys.readouterr().err
