"""The language server as pygls' client, which is not ours, talks to it; and a recorded session."""

import asyncio
import json
import random as random_numbers
import re
import subprocess

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.workspace import PositionCodec, TextDocument

from conftest import PROGRAM, ROOT

# No answer takes so long, even on a machine that is busy.
PATIENCE = 60
HTML = '<!DOCTYPE html>\r\n<meta charset="gb2312">\r\n<body>\r\n  <p>𠮷😀国<b>家</b>级证书</p>\r\n'


class Editor(LanguageClient):
    """A client that keeps the texts, by the code of pygls and not by ours."""

    def __init__(self, encoding=None):
        super().__init__("test", "1")
        self.offered = encoding
        self.texts = {}
        self.published = {}
        self.messages = []
        self.registered = []
        self.news = asyncio.Event()
        self.exit_status = None

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams):
            self.published[params.uri] = params
            self.news.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def show(params: types.ShowMessageParams):
            self.messages.append(params.message)

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams):
            self.registered += [each.method for each in params.registrations]
            self.news.set()

    async def server_exit(self, server):
        self.exit_status = server.returncode

    async def begin(self, *options, folders=()):
        await self.start_io(str(PROGRAM), "lsp", "--as-of", "2026-01-01", *options)
        general = types.GeneralClientCapabilities(
            position_encodings=[self.offered] if self.offered else None
        )
        workspace = types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            workspace_folders=True,
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=True
            ),
        )
        document = types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    code_action_kind=types.ClientCodeActionKindOptions(
                        value_set=[types.CodeActionKind.QuickFix]
                    )
                )
            ),
        )
        result = await self.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    general=general, workspace=workspace, text_document=document
                ),
                workspace_folders=[types.WorkspaceFolder(uri, uri) for uri in folders],
            )
        )
        self.encoding = result.capabilities.position_encoding
        self.initialized(types.InitializedParams())
        return result

    def open(self, uri, text, language="html"):
        self.texts[uri] = TextDocument(
            uri, text, 1, language, position_codec=PositionCodec(self.encoding)
        )
        self.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )

    def edit(self, uri, *edits):
        """Applies edits (range or None, text) here, and sends them."""
        text = self.texts[uri]
        changes = [
            types.TextDocumentContentChangePartial(range=range, text=words)
            if range
            else types.TextDocumentContentChangeWholeDocument(words)
            for range, words in edits
        ]
        for change in changes:
            text.apply_change(change)
        text.version += 1
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(text.version, uri), changes
            )
        )

    async def until(self, condition):
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self.news.clear()
                await self.news.wait()

    async def diagnostics(self, uri):
        """What is published of the text as it is now."""
        version = self.texts[uri].version
        await self.until(lambda: uri in self.published and self.published[uri].version == version)
        return list(self.published[uri].diagnostics)

    async def end(self):
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()
        assert self.exit_status == 0


def at(line, start, end=None):
    return types.Range(
        types.Position(line, start), types.Position(line, start if end is None else end)
    )


def test_nothing_but_the_protocol_is_written():
    process = subprocess.run([PROGRAM, "lsp", "--stdio"], input=b"", capture_output=True, timeout=60)
    assert (process.returncode, process.stdout, process.stderr) == (1, b"", b"")


@pytest.mark.parametrize(
    "encoding,start,end",
    [("utf-8", 13, 22), ("utf-16", 9, 14), ("utf-32", 7, 12), (None, 9, 14)],
)
def test_a_session_of_every_encoding(encoding, start, end):
    async def session():
        editor = Editor(encoding)
        result = await editor.begin()
        assert result.capabilities.position_encoding == (encoding or "utf-16")
        assert result.server_info.name == "zhenglint"
        uri = "file:///tmp/%E8%AF%81%20%E4%B9%A6.html"
        editor.open(uri, HTML)
        found = await editor.diagnostics(uri)
        assert [(each.code, each.severity) for each in found] == [("state-words", 1)]
        assert found[0].range == at(3, start, end)
        assert found[0].source == "zhenglint" and found[0].data["fingerprint"]

        hover = await editor.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), found[0].range.start)
        )
        assert hover.range == found[0].range
        assert "人社部发〔2017〕68号" in hover.contents.value and "标签拆分" in hover.contents.value

        # Type two characters, in two steps and as one message, then take everything back.
        editor.edit(uri, (at(3, end), "，全"))
        after = {"utf-8": 6, "utf-16": 2, "utf-32": 2}[encoding or "utf-16"]
        editor.edit(uri, (at(3, end + after), "国"), (at(0, 0), "\r\n"))
        found = await editor.diagnostics(uri)
        assert len(found) == 2 and found[0].range == at(4, start, end)
        editor.edit(uri, (None, "<p>证书</p>"))
        assert await editor.diagnostics(uri) == []

        editor.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )
        await editor.until(lambda: editor.published[uri].version is None)
        assert list(editor.published[uri].diagnostics) == []
        await editor.end()

    asyncio.run(session())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_the_comment_goes_before_the_line(encoding):
    async def session():
        editor = Editor(encoding)
        await editor.begin()
        uri = "file:///tmp/a.html"
        editor.open(uri, HTML)
        found = await editor.diagnostics(uri)
        actions = await editor.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri),
                found[0].range,
                types.CodeActionContext(found, only=[types.CodeActionKind.QuickFix]),
            )
        )
        assert [action.is_preferred for action in actions] == [None]
        (change,) = actions[0].edit.document_changes
        assert change.text_document.version == 1
        editor.edit(uri, *((edit.range, edit.new_text) for edit in change.edits))
        comment = "  <!-- zhenglint-disable-next-line state-words: 在此写明理由 -->"
        lines = HTML.split("\r\n")
        assert editor.texts[uri].source == "\r\n".join(lines[:3] + [comment] + lines[3:])
        # The reason is still to be written: until then the finding stands.
        codes = [each.code for each in await editor.diagnostics(uri)]
        assert codes == ["suppression-without-reason", "state-words"]
        units = {"utf-8": 3}.get(encoding, 1)
        start = comment.index("在此")
        editor.edit(uri, (at(3, start, start + 6 * units), "国名，非级别"))
        assert await editor.diagnostics(uri) == []
        await editor.end()

    asyncio.run(session())


PIECES = ["国", "家级", "𠮷", "😀", "👨‍👩‍👧", "\r", "\n", "\r\n", "a", "国家级", "全国\n", "e\u0301", "\u200b"]


def offset(text, position, encoding):
    """The index of a position in a text, by the words of the protocol and no code of the server."""
    ends = [*re.finditer("\r\n|\r|\n", text), None]
    if position.line >= len(ends):
        return len(text)
    index = ends[position.line - 1].end() if position.line else 0
    end = ends[position.line].start() if ends[position.line] else len(text)
    units = 0
    while index < end:
        bytes_of_unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        name = {"utf-8": "utf-8"}.get(encoding, f"{encoding}-le")
        units += len(text[index].encode(name)) // bytes_of_unit
        if units > position.character:
            break
        index += 1
    return index


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_whatever_is_edited_the_texts_agree(encoding):
    """Ranges past the end, reversed, inside characters and line ends; several in a message."""
    random = random_numbers.Random(20260101)

    async def session():
        editor = Editor(encoding)
        await editor.begin()
        uri, text, version = "file:///tmp/a.txt", "国家级\r\n𠮷", 1
        editor.open(uri, text, "plaintext")

        def place():
            line = random.choice([0, 1, 2, random.randrange(20), 2**31 - 1])
            return types.Position(line, random.choice([random.randrange(30), 2**31 - 1]))

        for step in range(120):
            changes = []
            for _ in range(random.randint(1, 4)):
                start, stop = place(), place()
                new = "".join(random.choices(PIECES, k=random.randrange(4)))
                changes.append(
                    types.TextDocumentContentChangePartial(range=types.Range(start, stop), text=new)
                )
                first, last = sorted([offset(text, start, encoding), offset(text, stop, encoding)])
                text = text[:first] + new + text[last:]
            version += 1
            editor.text_document_did_change(
                types.DidChangeTextDocumentParams(
                    types.VersionedTextDocumentIdentifier(version, uri), changes
                )
            )
            if step % 12:
                continue
            # The same diagnostics as of a document that has the text from the beginning.
            fresh = f"file:///tmp/{version}.txt"
            editor.open(fresh, text, "plaintext")
            editor.texts[uri].version = version
            assert await editor.diagnostics(uri) == await editor.diagnostics(fresh)
        await editor.end()

    asyncio.run(session())


async def actions_at(editor, uri, found):
    return await editor.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri), found.range, types.CodeActionContext([found])
        )
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_replacement_is_offered_and_leaves_less_to_do(encoding):
    async def session():
        editor = Editor(encoding)
        await editor.begin()
        uri = "file:///tmp/a.html"
        title = "<title>𠮷😀茶艺师国家职业资格证书</title>\r\n<h1>茶艺师国家职业资格证书</h1>"
        editor.open(uri, title)
        found = await editor.diagnostics(uri)
        titles = []
        while True:
            offers = [
                action
                for each in found
                for action in await actions_at(editor, uri, each)
                if action.is_preferred
            ]
            if not offers:
                break
            titles.append(offers[0].title)
            (change,) = offers[0].edit.document_changes
            assert change.text_document.version == editor.texts[uri].version
            editor.edit(uri, *((edit.range, edit.new_text) for edit in change.edits))
            before, found = found, await editor.diagnostics(uri)
            assert len(found) < len(before)
        assert set(titles) == {"删去“国家”", "把“职业资格”改为“能力水平评价”"}
        assert found == []
        assert editor.texts[uri].source == title.replace("国家职业资格", "能力水平评价")
        await editor.end()

    asyncio.run(session())


def test_no_replacement_is_offered_for_words_that_have_changed():
    async def session():
        editor = Editor()
        await editor.begin()
        uri = "file:///tmp/a.txt"
        editor.open(uri, "茶艺师职业资格证书", "plaintext")
        (found, *_) = await editor.diagnostics(uri)
        found.range = at(0, 0, 20)
        assert [action.is_preferred for action in await actions_at(editor, uri, found)][0]
        # Typed, and asked at once, before the text is checked anew.
        editor.edit(uri, (at(0, 0, 0), "持"), (at(0, 8, 10), "书面证明"))
        for action in await actions_at(editor, uri, found):
            assert not action.is_preferred
        # What moved is offered where it is now.
        editor.edit(uri, (None, "高级茶艺师职业资格证书"))
        offers = await actions_at(editor, uri, found)
        (action,) = [action for action in offers if action.is_preferred]
        (change,) = action.edit.document_changes
        assert change.text_document.version == 3
        assert [edit.range for edit in change.edits] == [at(0, 5, 9)]
        await editor.end()

    asyncio.run(session())


def test_several_roots_and_documents():
    async def session():
        editor = Editor()
        await editor.begin("--lang", "en", folders=["file:///tmp/%E4%B8%80", "file:///tmp/b"])
        await editor.until(lambda: editor.registered)
        uris = ["file:///tmp/%E4%B8%80/a.txt", "file:///tmp/b/b.txt", "untitled:Untitled-1"]
        for uri in uris:
            editor.open(uri, "国家级证书", "plaintext")
        for uri in uris:
            found = await editor.diagnostics(uri)
            assert [each.code for each in found] == ["state-words"]
            assert "breaches" in found[0].message
        editor.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(
                types.WorkspaceFoldersChangeEvent(
                    added=[types.WorkspaceFolder("file:///tmp/c", "c")],
                    removed=[types.WorkspaceFolder("file:///tmp/b", "b")],
                )
            )
        )
        editor.edit(uris[1], (at(0, 0, 3), ""))
        assert await editor.diagnostics(uris[1]) == []
        assert editor.messages == []
        await editor.end()

    asyncio.run(session())


def test_a_configuration_is_obeyed_when_it_changes(tmp_path):
    settings = tmp_path / ".zhenglint.yml"

    async def session():
        editor = Editor()
        await editor.begin(folders=[tmp_path.as_uri()])
        uri = (tmp_path / "证书.txt").as_uri()
        editor.open(uri, "国家级证书", "plaintext")
        assert [each.code for each in await editor.diagnostics(uri)] == ["state-words"]

        async def changed(text, condition):
            settings.write_text(text)
            editor.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams(
                    [types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)]
                )
            )
            await editor.until(
                lambda: condition([each.code for each in editor.published[uri].diagnostics])
            )

        await changed("rules: { state-words: off }\n", lambda codes: codes == [])
        await changed("rules: { no-such-rule: off }\n", lambda codes: codes == ["configuration"])
        await changed("exclude: ['*.txt']\n", lambda codes: codes == [])
        await changed("", lambda codes: codes == ["state-words"])
        await editor.end()
        assert len(editor.messages) == 1 and "no-such-rule" in editor.messages[0]

    asyncio.run(session())


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_configuration_that_is_named_is_obeyed_when_it_changes(tmp_path, monkeypatch, how):
    settings = tmp_path / "证书.yml"
    settings.write_text("rules: { state-words: off }\n")
    options = []
    if how == "option":
        options = ["--config", str(settings)]
    else:
        monkeypatch.setenv("ZHENGLINT_CONFIG", str(settings))

    async def session():
        editor = Editor()
        await editor.begin(*options)
        uri = "file:///tmp/a.txt"
        editor.open(uri, "国家级证书", "plaintext")
        assert await editor.diagnostics(uri) == []
        for text, expected in [("rules: {\n", "configuration"), ("{}\n", "state-words")]:
            settings.write_text(text)
            editor.text_document_did_save(
                types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(settings.as_uri()))
            )
            await editor.until(
                lambda: [each.code for each in editor.published[uri].diagnostics] == [expected]
            )
        await editor.end()

    asyncio.run(session())


@pytest.mark.parametrize(
    "options, codes",
    [
        (["--profile", "strict"], ["state-words", "advertised-superlatives"]),
        (["--ignore", "state-words"], []),
        # A name that is written wrong must not pass for one that finds nothing.
        (["--select", "state-word"], ["configuration"]),
        (["--profile", "strikt"], ["configuration"]),
        (["--no-reading", "no-such-reading"], ["configuration"]),
    ],
)
def test_options_are_those_of_check(options, codes):
    async def session():
        editor = Editor()
        await editor.begin("--no-config", *options)
        editor.open("file:///tmp/a.txt", "国家级证书", "plaintext")
        found = await editor.diagnostics("file:///tmp/a.txt")
        assert [each.code for each in found] == codes
        await editor.end()
        assert len(editor.messages) == codes.count("configuration")

    asyncio.run(session())


def test_rules_that_are_wrong_are_shown(tmp_path):
    (tmp_path / "a.yml").write_text("pack: {\n")

    async def session():
        editor = Editor()
        await editor.begin("--rules", str(tmp_path))
        editor.open("file:///tmp/a.txt", "证书", "plaintext")
        found = await editor.diagnostics("file:///tmp/a.txt")
        assert [each.code for each in found] == ["configuration"]
        assert "a.yml" in found[0].message
        await editor.end()
        assert len(editor.messages) == 1 and "a.yml" in editor.messages[0]

    asyncio.run(session())


def frame(content):
    return b"Content-Length: %d\r\n\r\n%b" % (len(content), content)


def read_message(stream):
    length = 0
    while (line := stream.readline()) != b"\r\n":
        assert line, "the server has gone"
        name, value = line.split(b":")
        assert name == b"Content-Length"
        length = int(value)
    return json.loads(stream.read(length))


def test_the_recorded_session_is_what_the_program_says():
    lines = (ROOT / "Fixtures/LSP/session.jsonl").read_text().splitlines()
    with subprocess.Popen(
        [PROGRAM, "lsp", "--as-of", "2026-01-01"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        unsent = b""
        for line in lines:
            if line.startswith('{"in":'):
                # What is sent together cannot be overtaken by a check that is due later.
                unsent += frame(line[len('{"in":') : -1].encode())
            elif line.startswith('{"out":'):
                process.stdin.write(unsent)
                process.stdin.flush()
                unsent = b""
                said = read_message(process.stdout)
                if "capabilities" in (said.get("result") or {}):
                    said["result"]["serverInfo"]["version"] = "0"
                assert said == json.loads(line)["out"]
        process.stdin.write(unsent)
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait(PATIENCE) == 0


def test_a_client_that_vanishes_ends_it():
    process = subprocess.Popen([PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.close()
    request = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    process.stdin.write(frame(json.dumps(request).encode()))
    process.stdin.flush()
    assert process.wait(PATIENCE) == 1
    process.stdin.close()
