import gzip

from network.page_cache import store as stores
from network.page_cache.store import Store, answer_of


def answer(body: bytes = b"words " * 200):
    return answer_of([("Content-Type", "text/html")], body, token="a", on_each=None)


def test_answer_is_kept_for_its_token_only():
    store = Store()
    store.put("key", answer())
    assert store.get("key", "a") is not None
    assert store.get("key", "b") is None
    assert (len(store.answers), store.size) == (0, 0)


def test_old_answer_is_made_anew(monkeypatch):
    store = Store()
    monkeypatch.setattr(stores, "SECONDS", -1)
    store.put("key", answer())
    assert store.get("key", "a") is None


def test_what_was_not_asked_for_longest_makes_room(monkeypatch):
    monkeypatch.setattr(stores, "MOST_ANSWERS", 2)
    store = Store()
    for key in "ab":
        store.put(key, answer())
    store.get("a", "a")
    store.put("c", answer())
    assert list(store.answers) == ["a", "c"]


def test_size_is_bounded(monkeypatch):
    one = answer(b"short")
    monkeypatch.setattr(stores, "MOST_BYTES", one.size * 30)
    store = Store()
    for key in range(100):
        store.put(key, answer(b"short"))
    assert store.size == one.size * 30


def test_huge_answer_is_not_kept(monkeypatch):
    monkeypatch.setattr(stores, "MOST_BYTES", 5000)
    store = Store()
    store.put("key", answer())
    assert len(store.answers) == 0


def test_long_body_is_compressed_and_a_short_one_is_not():
    kept = answer()
    assert len(kept.compressed) < 100
    assert gzip.decompress(kept.compressed) == kept.body == b"words " * 200
    assert answer(b"short").compressed == b""


def test_two_processes_make_the_same_bytes():
    assert (answer().compressed, answer().etag) == (answer().compressed, answer().etag)
