"""Whoever ends the program from outside loses nothing."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.signals import EndSignals


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_end_is_heard_in_the_event_loop(qtbot: QtBot, number: signal.Signals) -> None:
    signals = EndSignals()
    try:
        with qtbot.waitSignal(signals.ended):
            os.kill(os.getpid(), number)
    finally:
        signals.close()
        signals.deleteLater()


@pytest.mark.only_on("linux", "darwin")
def test_afterwards_signals_are_as_they_were(qtbot: QtBot) -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    signals = EndSignals()
    assert signal.getsignal(signal.SIGTERM) is not before[signal.SIGTERM]
    signals.close()
    signals.close()
    assert {each: signal.getsignal(each) for each in before} == before
    assert signal.set_wakeup_fd(-1) == -1
