"""The server of `songngu serve`: what it hands out, and what nobody gets from it."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.build.server import Board, Listening, State, find, listen

FILES = {
    "index.html": "<body>trang nhất</body>",
    "404.html": "<body>vi 404</body>",
    "en/404.html": "<body>en 404</body>",
    "a/index.html": "<p>a",
    "style.css": "a{}",
    "en/b c/index.html": "<body></body>",
    "vịnh/index.html": "<body></body>",
    "x.pdf": "%PDF",
    "f.woff2": "w",
}


@pytest.fixture
def board(tmp_path: Path) -> Board:
    folder = tmp_path / "site"
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "way-out").symlink_to(tmp_path / "secret.txt")
    return Board(folder.resolve(), State(serial=1, version=1, mark="7-1", base="/tinh/", prefixes=("en",)))


@pytest.fixture
def server(board: Board) -> Iterator[Listening]:
    listening = listen(board, "127.0.0.1", 0)
    listening.begin()
    yield listening
    listening.close()


def ask(server: Listening, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    port = int(server.address("/").rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


def test_pages_come_with_the_overlay_and_the_folder_stays_clean(server: Listening, board: Board) -> None:
    status, headers, body = ask(server, "/tinh/")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert body == '<body>trang nhất<script src="/-songngu/overlay.js" data-version="7-1"></script></body>'.encode()
    assert (board.folder / "index.html").read_text("utf-8") == FILES["index.html"]


def test_a_page_without_an_end_gets_the_overlay_too(server: Listening) -> None:
    assert ask(server, "/tinh/a/")[2].startswith(b"<p>a<script")


def test_other_files_come_as_they_are(server: Listening) -> None:
    assert ask(server, "/tinh/style.css?v=1")[1:] == (ask(server, "/tinh/style.css")[1], b"a{}")
    kinds = [ask(server, f"/tinh/{name}")[1]["Content-Type"] for name in ("style.css", "x.pdf", "f.woff2")]
    assert kinds == ["text/css; charset=utf-8", "application/pdf", "font/woff2"]


@pytest.mark.parametrize("path", ["/tinh/en/b%20c/", "/tinh/v%E1%BB%8Bnh/", "/tinh/en/b%20c/index.html", "/tinh//a/"])
def test_addresses_are_decoded(server: Listening, path: str) -> None:
    assert ask(server, path)[0] == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/tinh/nothing", b"vi 404"),
        ("/tinh/en/nothing/", b"en 404"),
        ("/tinh/entry", b"vi 404"),
        ("/tinh/style.css/", b"vi 404"),
        ("/tinh/en/", b"en 404"),
    ],
)
def test_each_language_has_its_own_404(server: Listening, path: str, body: bytes) -> None:
    status, _, found = ask(server, path)
    assert status == 404
    assert body in found


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/tinh/"),
        ("/other", "/tinh/"),
        ("/tinh/a", "/tinh/a/"),
        ("/tinh/en/b%20c", "/tinh/en/b%20c/"),
        ("//evil.example/a", "/tinh/"),
    ],
)
def test_redirects_stay_on_the_site(server: Listening, path: str, location: str) -> None:
    status, headers, _ = ask(server, path)
    assert (status, headers["Location"]) == (302, location)


@pytest.mark.parametrize(
    "path",
    [
        "/tinh/../secret.txt",
        "/tinh/%2e%2e/secret.txt",
        "/tinh/%2e%2e%2fsecret.txt",
        "/tinh/..%5csecret.txt",
        "/tinh/way-out",
        "/tinh/a/../../secret.txt",
        "/tinh//etc/passwd",
        "/tinh/%00",
        "/tinh/./index.html",
    ],
)
def test_no_path_leads_out_of_the_folder(server: Listening, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"secret" not in body


@given(
    st.text(st.characters(codec="utf-8"))
    | st.lists(st.sampled_from(["..", ".", "a", "/", "way-out", "\\", "\0", "~"])).map("/".join)
)
def test_whatever_is_found_lies_inside(path: str) -> None:
    folder = Path(__file__).parent.resolve()
    found = find(folder, path)
    assert found is None or found.is_relative_to(folder)


def test_a_path_that_is_no_text_is_refused(server: Listening) -> None:
    assert ask(server, "/tinh/%ff")[0] == 400


def test_only_local_names_reach_a_local_server(server: Listening) -> None:
    assert ask(server, "/tinh/", Host="evil.example")[0] == 403
    assert [ask(server, "/tinh/", Host=name)[0] for name in ("localhost:1", "127.0.0.1", "[::1]:8000")] == [200] * 3


def test_head_answers_without_a_body(server: Listening) -> None:
    status, headers, body = ask(server, "/tinh/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_other_methods_are_not_understood(server: Listening) -> None:
    assert ask(server, "/tinh/", "POST")[0] == 501


def test_before_the_first_good_build_there_is_only_the_overlay(server: Listening, board: Board) -> None:
    board.show(State(serial=2, version=0, mark="7-0", base="/tinh/"))
    status, _, body = ask(server, "/tinh/")
    assert (status, b"overlay.js" in body, b"trang" in body) == (503, True, False)


def test_events_tell_every_state_and_end_with_the_server(server: Listening, board: Board) -> None:
    port = int(server.address("/").rsplit(":", 1)[1].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/-songngu/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    assert (answer.readline(), answer.readline()) == (b"data: {}\n", b"\n")
    board.show(State(serial=2, version=2, message=json.dumps({"version": "7-2"})))
    assert (answer.readline(), answer.readline()) == (b'data: {"version": "7-2"}\n', b"\n")
    server.close()
    assert not answer.read().strip(b": still here\n")


def test_the_overlay_is_a_script_of_its_own(server: Listening) -> None:
    status, headers, body = ask(server, "/-songngu/overlay.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b"EventSource" in body
    assert b"innerHTML" not in body  # texts of problems come from files
