"""A D-Bus service that does what a script says: real messages on a real bus, in a process of its own.

Started with one JSON object on the command line:
    address     the bus to serve on
    names       the bus names to own
    methods     "interface.Member" -> {"signature", "body"} | {"error"} | {"hang": true}
    properties  "interface.Name" -> [signature, value]
    ids         "interface.Member" -> first number that it answers, counting up (uint32)
Tells on standard output: {"ready": true}, then each call as {"member", "interface", "path", "body"}.
Reads commands on standard input: {"emit": {"path", "interface", "member", "signature", "body"}},
{"methods": {...}}, {"properties": {...}} (both are merged in), {"drop": name}.
"""

import json
import os
import selectors
import sys
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus import get_connectable_addresses
from jeepney.io.blocking import DBusConnection, prep_socket

PROPERTIES = "org.freedesktop.DBus.Properties"
UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"


def tell(**said: object) -> None:
    sys.stdout.write(json.dumps(said, default=str) + "\n")
    sys.stdout.flush()


def tupled(value: Any) -> Any:  # noqa: ANN401
    """JSON knows lists only; jeepney wants tuples for variants and structures."""
    if isinstance(value, dict) and "variant" in value:
        signature, inner = value["variant"]
        return (signature, tupled(inner))
    if isinstance(value, dict) and "struct" in value:
        return tuple(tupled(item) for item in value["struct"])
    if isinstance(value, dict):
        return {key: tupled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [tupled(item) for item in value]
    return value


class Service:
    def __init__(self, script: dict[str, Any]) -> None:
        self.methods: dict[str, Any] = script.get("methods", {})
        self.properties: dict[str, Any] = script.get("properties", {})
        self.ids: dict[str, int] = script.get("ids", {})
        self.bus = DBusConnection(prep_socket(next(iter(get_connectable_addresses(script["address"])))))
        for name in script.get("names", []):
            self.bus.send_and_get_reply(message_bus.RequestName(name))

    def run(self) -> None:
        """Answer calls and obey commands until standard input ends."""
        watch = selectors.DefaultSelector()
        watch.register(self.bus.sock, selectors.EVENT_READ)
        watch.register(sys.stdin.fileno(), selectors.EVENT_READ)
        tell(ready=True)
        unread = b""
        while True:
            for key, _ in watch.select():
                if key.fd == self.bus.sock.fileno():
                    self.serve()
                    continue
                data = os.read(key.fd, 65536)
                if not data:
                    return
                *lines, unread = (unread + data).split(b"\n")
                for line in lines:
                    self.obey(json.loads(line))

    def serve(self) -> None:
        try:
            message = self.bus.receive(timeout=0)
            while True:
                if message.header.message_type == MessageType.method_call:
                    self.answer(message)
                message = self.bus.receive(timeout=0)
        except TimeoutError:
            return
        except ConnectionResetError:
            sys.exit(0)

    def answer(self, message: Message) -> None:
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface, ""), fields[HeaderFields.member]
        key = f"{interface}.{member}"
        if interface == PROPERTIES and member == "Get":
            wanted = self.properties.get(".".join(message.body))
            found = {"signature": "v", "body": [{"variant": wanted}]}
            scripted = found if wanted else self.methods.get(key)
        elif key in self.ids:
            scripted = {"signature": "u", "body": [self.ids[key]]}
            self.ids[key] += 1
        else:
            scripted = self.methods.get(key)
        self.reply(message, key, scripted)
        # Told last: a test that waits for the answer must not have to read this first.
        tell(member=member, interface=interface, path=fields[HeaderFields.path], body=message.body)

    def reply(self, message: Message, key: str, scripted: dict[str, Any] | None) -> None:
        if scripted is None:
            self.bus.send(new_error(message, UNKNOWN, "s", (f"no {key}",)))
        elif "error" in scripted:
            self.bus.send(new_error(message, scripted["error"], "s", ("scripted",)))
        elif not scripted.get("hang"):
            body = tuple(tupled(item) for item in scripted.get("body", []))
            self.bus.send(new_method_return(message, scripted.get("signature"), body))

    def obey(self, command: dict[str, Any]) -> None:
        self.methods.update(command.get("methods", {}))
        self.properties.update(command.get("properties", {}))
        if "drop" in command:
            self.bus.send_and_get_reply(message_bus.ReleaseName(command["drop"]))
        if "emit" in command:
            said = command["emit"]
            source = DBusAddress(said["path"], interface=said["interface"])
            body = tuple(tupled(item) for item in said.get("body", []))
            self.bus.send(new_signal(source, said["member"], said.get("signature"), body))


if __name__ == "__main__":
    Service(json.loads(sys.argv[1])).run()
