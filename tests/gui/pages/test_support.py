"""Support: the ground in one click, people in two."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.pages.support import SupportPage
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen
from tests.gui.pages.conftest import Show


@pytest.fixture
def page(look: Appearance, shown: Show) -> SupportPage:
    page = SupportPage(look, samples.SUPPORT)
    page.show_country("US")
    shown(page)
    return page


def labels(page: SupportPage) -> list[str]:
    return [label.text() for label in seen(page, QLabel)]


def choose(page: SupportPage, name: str) -> None:
    box = page.findChild(QComboBox)
    box.setCurrentText(name)
    box.activated.emit(box.currentIndex())


def test_grounding_is_one_click_away(page: SupportPage) -> None:
    asked = QSignalSpy(page.grounding_requested)
    button(page, "Begin grounding").click()
    assert asked.count() == 1


def test_the_emergency_number_comes_first(page: SupportPage) -> None:
    texts = labels(page)
    assert texts.index("911") < texts.index("988")
    assert "any emergency" in texts


def test_every_line_says_where_it_is_from_and_when_it_was_confirmed(page: SupportPage) -> None:
    assert says(page, "Source: 988lifeline.org · confirmed 2026-11")
    assert says(page, "24 hours, every day · English, Spanish")


def test_what_is_not_sure_says_so(page: SupportPage) -> None:
    assert labels(page).count("please check") == 1
    page.show_country("DE")
    assert "please check" not in labels(page)


def test_numbers_can_be_selected_and_copied(page: SupportPage) -> None:
    number = next(label for label in seen(page, QLabel) if label.text() == "911")
    assert number.textInteractionFlags() & number.textInteractionFlags().TextSelectableByMouse
    button(page, "Copy 911").click()
    assert QGuiApplication.clipboard().text() == "911"
    assert button(page, "Copy 911").text() == "Copied"


def test_addresses_are_only_ever_asked_for_on_click(page: SupportPage) -> None:
    asked = QSignalSpy(page.link_requested)
    page.show_country("DE")
    assert asked.count() == 0
    button(page, "Call 0800 111 0 111").click()
    button(page, "Open the chat").click()
    button(page, "findahelpline.com").click()
    assert [asked.at(number)[0] for number in range(3)] == [
        "tel:08001110111",
        "https://online.telefonseelsorge.de",
        "https://findahelpline.com",
    ]


def test_a_country_is_chosen_and_told(page: SupportPage) -> None:
    told = QSignalSpy(page.country_chosen)
    choose(page, "Germany")
    assert [told.at(0)[0], told.count()] == ["DE", 1]
    assert says(page, "TelefonSeelsorge")


def test_showing_a_country_tells_nothing(page: SupportPage) -> None:
    told = QSignalSpy(page.country_chosen)
    page.show_country("DE")
    assert told.count() == 0


@pytest.mark.parametrize("code", ["", "XX"])
def test_elsewhere_there_is_help_too(page: SupportPage, code: str) -> None:
    page.show_country(code)
    assert says(page, "In danger right now, call your local emergency number.")
    assert says(page, "Find a Helpline")
    assert page.findChild(QComboBox).currentText() == "Another country"


def test_the_real_countries_can_all_be_shown(look: Appearance, shown: Show, qtbot: QtBot) -> None:
    from selfkind_desktop import assets
    from selfkind_desktop.domain.content import load_support

    support = load_support(assets.path("content", "en", "support.toml"))
    page = SupportPage(look, support)
    shown(page)
    for country in support.countries:
        page.show_country(country.code)
        assert says(page, country.emergency[0].number)
        for line in country.lines:
            assert says(page, line.name)
