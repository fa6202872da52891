"""The little script in a real browser: drafts are saved and never lost, keys settle rows, progress refreshes itself."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

STATIC = Path(__file__).resolve().parents[2] / "kingfisher" / "web" / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

PAGE = """<!DOCTYPE html><html lang="en"><title>Settling</title><body><script src="/start.js"></script>
<form data-draft data-draft-url="/draft"><label>Note <textarea name="note"></textarea></label>
<input type="password" name="secret" value="never sent" aria-label="Password"><p data-draft-status></p></form>
<label><input type="checkbox" data-shortcuts> Use keys</label>
<div data-rows><div data-row id="one"><label><input type="radio" name="one" data-accept> Accept</label></div>
<div data-row id="two"><label><input type="checkbox" name="two" data-accept> Accept</label>
<input aria-label="Other"></div></div>
<div id="progress" data-refresh-url="/progress" data-refresh-every="0.05">Reading</div>
<script src="/kingfisher.js" defer></script></body></html>"""


class Server(http.server.ThreadingHTTPServer):
    """Serves one page, keeps the drafts it is sent, and can be told to fail."""

    drafts: list[str]
    failing = False
    asked = 0


class Answers(http.server.SimpleHTTPRequestHandler):
    server: Server

    def _say(self, status: int, words: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(words.encode())

    def do_GET(self) -> None:
        if self.path == "/":
            return self._say(200, PAGE)
        if self.path == "/progress":
            self.server.asked += 1
            done = " data-refresh-done" if self.server.asked > 1 else ""
            return self._say(200, f'<div id="progress"><span{done}>{self.server.asked} of 2 files read</span></div>')
        return super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.server.failing:
            return self._say(503, "")
        self.server.drafts.append(body)
        return self._say(200, "")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), functools.partial(Answers, directory=str(STATIC))) as running:
        running.drafts = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def settling(server: Server, watched: BrowserContext) -> Page:
    page = watched.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    return page


def test_what_is_typed_is_saved_and_a_password_is_not(settling: Page, server: Server) -> None:
    settling.get_by_label("Note").fill("Curtains drawn")
    expect(settling.get_by_role("status")).to_contain_text("Saved at ")
    assert "Curtains drawn" in server.drafts[-1]
    assert "never sent" not in server.drafts[-1]
    assert settling.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_words_not_saved_stay_on_the_page_and_are_sent_again(settling: Page, server: Server) -> None:
    server.failing = True
    settling.get_by_label("Note").fill("No access")
    expect(settling.get_by_role("status")).to_contain_text("Not saved yet. What you typed is still here")
    server.failing = False
    settling.evaluate("window.dispatchEvent(new Event('online'))")
    expect(settling.get_by_role("status")).to_contain_text("Saved at ")
    expect(settling.get_by_label("Note")).to_have_value("No access")
    assert "No access" in server.drafts[-1]


def test_keys_settle_rows_but_not_while_typing(settling: Page) -> None:
    settling.keyboard.press("j")
    expect(settling.locator("#one")).to_be_focused()
    settling.keyboard.press("a")
    expect(settling.locator("#one input")).to_be_checked()
    expect(settling.locator("#two")).to_be_focused()
    settling.keyboard.press("k")
    expect(settling.locator("#one")).to_be_focused()
    settling.get_by_label("Other").focus()
    settling.keyboard.type("ajk")
    expect(settling.get_by_label("Other")).to_have_value("ajk")
    expect(settling.locator("#two [data-accept]")).not_to_be_checked()


def test_keys_can_be_turned_off_and_stay_off(settling: Page) -> None:
    settling.get_by_label("Use keys").uncheck()
    settling.keyboard.press("j")
    expect(settling.locator("#one")).not_to_be_focused()
    settling.reload()
    expect(settling.get_by_label("Use keys")).not_to_be_checked()


def test_progress_refreshes_until_it_is_done(settling: Page, server: Server) -> None:
    expect(settling.locator("#progress")).to_have_text("2 of 2 files read")
    settling.wait_for_timeout(300)
    assert server.asked == 2
