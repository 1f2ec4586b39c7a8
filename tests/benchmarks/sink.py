"""An SMTP server that keeps nothing and takes its time over each mail: `python -m tests.benchmarks.sink PORT MILLISECONDS`."""

import asyncio
import sys

ANSWERS = {b"EHLO": b"250 sink", b"HELO": b"250 sink", b"QUIT": b"221 bye", b"DATA": b"354 go on"}


async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pause: float) -> None:
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        writer.write(ANSWERS.get(verb, b"250 fine") + b"\r\n")
        if verb == b"DATA":
            await reader.readuntil(b"\r\n.\r\n")
            await asyncio.sleep(pause)
            writer.write(b"250 gone\r\n")
        await writer.drain()
        if verb == b"QUIT":
            break
    writer.close()


async def serve(port: int, pause: float) -> None:
    async def answer(reader, writer):
        try:
            await converse(reader, writer, pause)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port, limit=2**24)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))
