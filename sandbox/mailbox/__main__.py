"""The mailbox of a demonstration: ``python -m sandbox.mailbox --smtp-port N --page-port N``."""

import argparse
import asyncio
import signal
import sys
import threading
from pathlib import Path

from sandbox.mailbox.page import Window
from sandbox.mailbox.post import Post
from sandbox.mailbox.smtp import mail_server

HOST = "127.0.0.1"


async def serve(*, file: Path, smtp_port: int, page_port: int) -> None:
    """Take mails and show them until somebody asks to stop."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    post = Post(file)
    window = Window(post, host=HOST, port=page_port)
    mails = mail_server(post, host=HOST, port=smtp_port)
    server = await loop.create_server(mails.factory, host=HOST, port=smtp_port)
    threading.Thread(target=window.serve_forever, daemon=True).start()
    await stop.wait()
    server.close()
    window.shutdown()


def main() -> int:
    """Serve what the command line says."""
    parser = argparse.ArgumentParser(prog="sandbox.mailbox")
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--page-port", type=int, required=True)
    asked = parser.parse_args()
    asyncio.run(serve(file=asked.file, smtp_port=asked.smtp_port, page_port=asked.page_port))
    return 0


if __name__ == "__main__":
    sys.exit(main())
