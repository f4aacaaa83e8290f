#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays an agent on `simmer mcp` through the official SDK: client.py SIMMER. Prints nothing when all is right."""

import asyncio
import os
import sys

import mcp
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

SIMMER = sys.argv[1]
NAMES = ["bg_run", "bg_status", "bg_output", "bg_wait", "bg_stop", "bg_answer"]


def content(result):
    """The structured result, which the SDK has checked against the schema."""
    structured = getattr(result, "structured_content", None) or getattr(result, "structuredContent", None)
    assert structured is not None, result
    return structured


def is_error(result):
    return getattr(result, "is_error", None) or getattr(result, "isError", False)


async def work(call, listing):
    tools = (await listing()).tools
    assert [tool.name for tool in tools] == NAMES, tools
    assert all(getattr(tool, "output_schema", None) or getattr(tool, "outputSchema", None) for tool in tools)

    started = content(await call("bg_run", {"command": "echo one; echo 'ERROR: two' >&2; sleep 300", "label": "sdk"}))
    task = started["task_id"]
    line = content(await call("bg_wait", {"task_id": task, "for": "match", "match": "two", "timeout": 30}))
    assert line["outcome"] == "met" and "two" in line["line"], line

    # Thirty calls that wait, and one that does not: it is answered first.
    waits = [
        asyncio.create_task(call("bg_wait", {"task_id": task, "for": "exit", "timeout": 60})) for _ in range(30)
    ]
    output = content(await call("bg_output", {"task_id": "sdk"}))
    assert output["stdout"] == "one" and output["stderr"] == "ERROR: two", output
    assert output["stdout_meta"]["total_lines"] == 1, output
    assert not any(wait.done() for wait in waits)
    status = content(await call("bg_status", {"task_id": task}))
    assert status["status"] == "running" and status["started_by"] == "you", status

    wrong = await call("bg_output", {"task_id": task, "filter": "("})
    assert is_error(wrong), wrong
    missing = await call("bg_stop", {"task_id": "99"})
    assert is_error(missing) and "%s (sdk)" % task in missing.content[0].text, missing

    stopped = content(await call("bg_stop", {"task_id": task}))
    assert stopped["status"] == "killed", stopped
    for wait in await asyncio.gather(*waits):
        assert content(wait)["status"] == "killed", wait
    assert content(await call("bg_stop", {"action": "cleanup"}))["cleaned"] == 1


async def survive(call):
    return content(await call("bg_run", {"command": "sleep 300", "label": "survivor"}))["task_id"]


async def shake_hands(parameters):
    async with stdio_client(parameters) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            await session.initialize()
            await work(session.call_tool, session.list_tools)
            return await survive(session.call_tool)


async def stateless(parameters):
    # Version 2 asks `server/discover` first, and says in each request who it is.
    async with mcp.Client(stdio_client(parameters)) as client:
        version = str(client.protocol_version)
        assert version == "2026-07-28", version
        await work(client.call_tool, client.list_tools)


async def main():
    environment = {"SIMMER_HOME": os.environ["SIMMER_HOME"]}
    parameters = StdioServerParameters(command=SIMMER, args=["mcp"], env=environment)
    survivor = await shake_hands(parameters)
    if hasattr(mcp, "Client"):
        await stateless(parameters)
    # The server of the first conversation and its process group are gone; its task is not.
    async with stdio_client(parameters) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            await session.initialize()
            status = content(await session.call_tool("bg_status", {"task_id": survivor}))
            assert status["status"] == "running", status
            await session.call_tool("bg_stop", {"task_id": survivor})


asyncio.run(main())
