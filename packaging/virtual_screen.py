"""An X server without a monitor and a session bus of its own, each ending with whoever started it."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import x11


class MissingProgramError(Exception):
    """A program that is needed for this is not installed."""


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise MissingProgramError(name)
    return found


@contextlib.contextmanager
def ending_with_us(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Stop a process at the end, kindly first."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()


@contextlib.contextmanager
def x_server(size: str = "1440x900", *, log: Path | None = None) -> Iterator[str]:
    """Start Xvfb on a free display.

    Args:
        size: width and height in pixels, as in `1440x900`.
        log: where its messages go; nowhere by default.

    Yields:
        The name of the display, for example `:3`.

    Raises:
        MissingProgramError: Xvfb is not installed or does not start.
    """
    read, write = os.pipe()
    command = [_program("Xvfb"), "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with open(log or os.devnull, "ab") as messages:  # noqa: PTH123  # os.devnull is no Path
        process = subprocess.Popen(
            [*command, "-noreset", "+extension", "XTEST"],
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=messages,
        )
    os.close(write)
    with ending_with_us(process), os.fdopen(read) as answer:
        number = answer.readline().strip()
        if not number:
            raise MissingProgramError("Xvfb")
        yield f":{number}"


@contextlib.contextmanager
def session_bus(environment: dict[str, str]) -> Iterator[str]:
    """Start a D-Bus session bus.

    Args:
        environment: what the bus and the services that it starts see.

    Yields:
        The bus's address.

    Raises:
        MissingProgramError: dbus-daemon is not installed or does not start.
    """
    process = subprocess.Popen(
        [_program("dbus-daemon"), "--session", "--nofork", "--nopidfile", "--print-address=1"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with ending_with_us(process):
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        if not address:
            raise MissingProgramError("dbus-daemon")
        yield address


@contextlib.contextmanager
def screen(display: str) -> Iterator[x11.Screen]:
    """Look at a display and type on it."""
    looked_at = x11.Screen(display)
    try:
        yield looked_at
    finally:
        looked_at.close()
