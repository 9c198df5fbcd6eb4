"""A home in an object store: what counts, who may write, what a killed, late or lost machine can do to it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from tests.remote_store import ADDRESS, Killed, Shared, machine
from warehouse.files import remove_leftovers
from warehouse.home_lock import HomeLock
from warehouse.layout import Home
from warehouse.lock import Busy
from warehouse.remote.address import address_of, checked, folder_name, placed
from warehouse.remote.errors import RemoteError, TakenOver, told
from warehouse.remote.manifest import KEY, Entry, Manifest, read_manifest
from warehouse.remote.objects import Objects, Version
from warehouse.remote.reading import bring_up_to_date, send_decisions
from warehouse.remote.rooms import marks


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Shared:
    # What a power cut does to the copy is another question, and most of the time.
    monkeypatch.setattr("os.fsync", lambda descriptor: None)
    return Shared(monkeypatch)


@pytest.fixture
def here(tmp_path: Path) -> Home:
    return machine(tmp_path / "here")


@pytest.fixture
def there(tmp_path: Path) -> Home:
    return machine(tmp_path / "there")


def write(home: Home, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = home.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(content, encoding="utf-8")


def files_of(home: Home) -> dict[str, str]:
    """What of a home belongs into the store, as it lies there."""
    found: dict[str, str] = {}
    for name in marks(home):
        path = home.root / name
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found |= {file.relative_to(home.root).as_posix(): file.read_text(encoding="utf-8") for file in inside if file.is_file()}
    return found


def first_of(files: dict[str, str]) -> dict[str, str]:
    """What a run has written when it sends for the first time."""
    return dict(list(files.items())[:3])


def work(home: Home, files: dict[str, str], without: tuple[str, ...] = ()) -> list[str]:
    """A run that writes some files and takes others away; returns what the operator is told."""
    home.create()
    lock = HomeLock(home)
    lock.take()
    try:
        # Half of it in its middle, as long runs send; a store that does not answer then may do so later.
        write(home, first_of(files))
        with contextlib.suppress(RemoteError):
            lock.send()
        write(home, files)
        for name in without:
            (home.root / name).unlink()
        lock.send(ended=True)
        return lock.news()
    finally:
        lock.release()


ONE = {
    "raw/packs/000001-a-000.tar": "pack one", "raw/index/000001-a.parquet": "index one", "facts/observation/000001-a-00000.parquet": "facts one",
    "facts/extraction/000001-a-00000.parquet": "extraction one", "operations/pipeline_run/000001-a.parquet": "run one", "state/last_run": "1",
    "state/web/ab/abc.json": "{}", "quarantine/0f/0f11/document.txt": "refused", "warehouse.duckdb": "figures one", "state/published.json": "{1}",
    "corrections.csv": "a line\n",
}  # fmt: skip
TWO = {
    "raw/packs/000002-b-000.tar": "pack two", "raw/index/000002-b.base.parquet": "index of both", "operations/pipeline_run/000002-b.parquet": "run two",
    "state/last_run": "2", "state/web/ab/abd.json": "{2}", "warehouse.duckdb": "figures two", "state/published.json": "{2}",
}  # fmt: skip
GONE = ("raw/index/000001-a.parquet",)
HALF = ONE | dict(list(TWO.items())[:3])
AFTER = {name: content for name, content in (ONE | TWO).items() if name not in GONE}


@pytest.mark.parametrize("address", ["s3://bucket", "s3://bucket/one", "gs://bucket.of.ours/a/b=1/c", "s3://bucket/开发区 home"])
def test_a_folder_tells_the_address_that_it_belongs_to(address: str) -> None:
    assert address_of(Path("/copies") / folder_name(address)) == address
    assert placed(Path(folder_name(address)), Path("/copies")) == Path("/copies") / folder_name(address)


@pytest.mark.parametrize(
    "text",
    [
        "s3://",
        "s3://b",
        "ftp://bucket/x",
        "s3://key:word@bucket/x",
        "s3://bucket/../other",
        "s3://bucket/a~b",
        "s3://bucket/x?key=1",
        "s3://bucket/" + "长" * 100,
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="address") as refused:
        checked(text)
    assert "word" not in str(refused.value)


@pytest.mark.parametrize("name", ["data", "~", "s3~bucket", "a~~b", ".dry-run-ab12", "s3~~b@d"])
def test_other_folders_belong_to_no_store(name: str) -> None:
    assert address_of(Path("/srv") / name) is None
    assert placed(Path(name), Path("/copies")) == Path(name)


def test_another_machine_goes_on_where_the_first_one_stopped(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    assert files_of(here) == ONE
    work(there, TWO, GONE)
    assert files_of(there) == AFTER
    work(here, {})
    assert files_of(here) == AFTER
    # What the home no longer consists of is gone from the store too, and clients find the warehouse under its own name.
    assert len([name for name in store.names() if "/index/" in name]) == 1
    assert bytes(store.objects().read("warehouse.duckdb")[0]) == b"figures two"  # type: ignore[index]
    assert not any("lock" in name for name in store.names())


def test_files_keep_their_times(store: Shared, here: Home, there: Home) -> None:
    # By size and time a run knows that nobody has touched what it published.
    work(here, ONE)
    work(there, {})
    for name in ("warehouse.duckdb", "facts/observation/000001-a-00000.parquet"):
        assert (there.root / name).stat().st_mtime_ns == (here.root / name).stat().st_mtime_ns
    assert not there.warehouse.stat().st_mode & 0o222


def test_nothing_is_sent_twice(store: Shared, here: Home) -> None:
    work(here, ONE)
    before = store.steps
    work(here, {})
    assert store.steps - before < 15


def two_machines(store: Shared, folder: Path) -> tuple[Home, Home]:
    """Two machines on an empty store, the first of which has worked once."""
    store.memory = type(store.memory)()
    here, there = machine(folder / "here"), machine(folder / "there")
    work(here, ONE)
    return here, there


def test_killed_at_any_step_the_home_is_what_it_was_or_what_it_is_to_be(store: Shared, tmp_path: Path) -> None:
    for steps in range(100):
        here, there = two_machines(store, tmp_path / str(steps))
        store.left = steps
        with contextlib.suppress(Killed):
            work(here, TWO, GONE)
        killed, store.left = store.left <= 0, None
        # Whoever looks from elsewhere sees one state that was sent or another, whole.
        bring_up_to_date(there.root)
        assert files_of(there) in (ONE, HALF, AFTER), steps
        # This machine goes on where it was broken off, and nothing is lost that it had done.
        done = files_of(here)
        work(here, {})
        assert files_of(here) == done, steps
        bring_up_to_date(there.root)
        assert files_of(there) == done, steps
        used = {name for name in store.names() if name.startswith("files/")}
        assert used == read_manifest(store.objects().read(KEY)[0], ADDRESS).keys(), steps  # type: ignore[index]
        if not killed:
            break
    else:
        pytest.fail("a run takes more steps than that")


def test_whatever_answer_is_lost_nothing_else_is(store: Shared, tmp_path: Path) -> None:
    for steps in range(100):
        here, there = two_machines(store, tmp_path / str(steps))
        store.deaf = steps
        sent = False
        with contextlib.suppress(RemoteError):
            work(here, TWO, GONE)
            sent = True
        last, store.deaf = store.deaf >= 0, None
        bring_up_to_date(there.root)
        assert files_of(there) == AFTER or not sent, steps
        done = files_of(here)
        work(here, {})
        assert files_of(here) == done, steps
        bring_up_to_date(there.root)
        assert files_of(there) == done, steps
        if last:
            break
    else:
        pytest.fail("a run takes more steps than that")


def test_a_run_knows_its_own_manifest_again(store: Shared, here: Home, there: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    work(here, ONE)
    lock = HomeLock(here)
    lock.take()
    write(here, TWO)
    put_if = Objects.put_if

    def lost(self: Objects, key: str, content: bytes, known: Version | None) -> Version:
        put_if(self, key, content, known)
        raise RemoteError("the answer was lost")

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "put_if", lost)
        with pytest.raises(RemoteError, match="lost"):
            lock.send()
    lock.send(ended=True)
    lock.release()
    bring_up_to_date(there.root)
    assert files_of(there) == files_of(here)


def test_killed_while_it_fetches_a_machine_starts_again(store: Shared, here: Home, tmp_path: Path) -> None:
    work(here, ONE)
    for steps in range(100):
        there = machine(tmp_path / f"there{steps}")
        store.left = steps
        with contextlib.suppress(Killed):
            bring_up_to_date(there.root)
        killed, store.left = store.left <= 0, None
        bring_up_to_date(there.root)
        assert files_of(there) == ONE
        assert not (there.root / "unsent").exists()
        if not killed:
            break


def test_a_second_run_is_refused_and_told_who_is_at_work(store: Shared, here: Home, there: Home) -> None:
    here.create()
    there.create()
    first = HomeLock(here)
    first.take()
    with pytest.raises(Busy, match=r"another run \(process \d+ on .*\) is at work in s3://bucket"):
        HomeLock(there).take()
    first.release()
    second = HomeLock(there)
    second.take()
    second.release()


def test_two_that_ask_at_once_do_not_both_get_it(store: Shared, tmp_path: Path) -> None:
    homes = [machine(tmp_path / str(number)) for number in range(4)]
    locks = []
    for home in homes:
        home.create()
        lock = HomeLock(home)
        with contextlib.suppress(Busy):
            lock.take()
            locks.append(lock)
    assert len(locks) == 1


def test_a_run_that_lost_its_lock_can_send_nothing(store: Shared, here: Home, there: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    work(here, ONE)
    slow = HomeLock(here)
    slow.take()
    write(here, {"facts/observation/000002-slow.parquet": "late", "raw/packs/000002-slow-000.tar": "late pack"})
    # Its machine sleeps so long that the lock is nobody's.
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.remote.lease.LEASE_SECONDS", -1)
        work(there, TWO, GONE)
    with pytest.raises(TakenOver, match="another run took over"):
        slow.send(ended=True)
    slow.release()
    news = work(here, {})
    assert files_of(here) == AFTER
    # The bytes that it had taken in are not thrown away.
    assert (here.root / "unsent" / "000002-slow-000.tar").read_text(encoding="utf-8") == "late pack"
    assert any("another machine went on" in line and "unsent" in line for line in news)


def test_a_run_that_lost_its_lock_and_is_first_leaves_the_other_whole(store: Shared, here: Home, there: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    work(here, ONE)
    slow = HomeLock(here)
    slow.take()
    write(here, {"raw/packs/000002-slow-000.tar": "in time"})
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.remote.lease.LEASE_SECONDS", -1)
        there.create()
        other = HomeLock(there)
        slow.send()
        other.take()
    assert "raw/packs/000002-slow-000.tar" in files_of(there)
    write(here, {"raw/packs/000003-slow-000.tar": "late"})
    with pytest.raises(TakenOver):
        slow.send()
    other.send(ended=True)
    other.release()
    slow.release()


def test_readers_see_the_last_state_while_a_run_is_at_work(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    at_work = HomeLock(here)
    at_work.take()
    write(here, TWO)
    bring_up_to_date(there.root, "warehouse.duckdb")
    assert there.warehouse.read_text(encoding="utf-8") == "figures one"
    # The copy on which the run works is left alone.
    bring_up_to_date(here.root)
    assert here.warehouse.read_text(encoding="utf-8") == "figures two"
    at_work.send(ended=True)
    at_work.release()


def test_a_reader_fetches_what_it_needs_and_a_run_the_rest(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    bring_up_to_date(there.root, "warehouse.duckdb")
    assert set(files_of(there)) == {"warehouse.duckdb", "state/last_run"}
    work(there, {})
    assert files_of(there) == ONE


def test_killed_while_it_unpacks_a_folder_a_machine_starts_again(store: Shared, here: Home, there: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    work(here, ONE)

    def dies(source: object, target: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("warehouse.remote.rooms.shutil.copyfileobj", dies)
        patch.setattr("warehouse.remote.rooms.shutil.rmtree", lambda *arguments, **named: None)
        with pytest.raises(Killed):
            bring_up_to_date(there.root)
    for folder in (there.state, there.quarantine):
        remove_leftovers(folder)
    work(there, {})
    assert files_of(there) == ONE
    assert not list(there.root.rglob("*.making"))


def test_damage_is_told_by_name_and_a_run_makes_good_what_it_can(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    name = store.spoil("files/facts/observation/")
    with pytest.raises(RemoteError, match=f"{name} is damaged"):
        bring_up_to_date(there.root, "facts/")
    news = work(there, {})
    assert any(name in line and "damaged" in line for line in news)
    assert "facts/observation/000001-a-00000.parquet" not in files_of(there)


@pytest.mark.parametrize("content", [b"damaged", None])
def test_without_its_records_no_run_begins(store: Shared, here: Home, there: Home, content: bytes | None) -> None:
    work(here, ONE)
    name = store.spoil("files/raw/index/", content)
    with pytest.raises(RemoteError, match=f"{name} is (damaged|missing).*bring it back"):
        work(there, {})
    assert not any("lock" in one for one in store.names())


def test_a_damaged_manifest_is_told(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    store.spoil(KEY)
    with pytest.raises(RemoteError, match=r"manifest.json.gz is damaged"):
        work(there, {})


def test_a_manifest_that_vanished_is_no_new_beginning(store: Shared, here: Home) -> None:
    work(here, ONE)
    store.spoil(KEY, None)
    with pytest.raises(RemoteError, match="is gone"):
        work(here, {})
    assert files_of(here) == ONE


def test_a_copy_that_holds_but_a_part_is_never_sent_as_a_home(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    bring_up_to_date(there.root, "warehouse.duckdb")
    store.spoil(KEY, None)
    with pytest.raises(RemoteError, match="is gone"):
        work(there, {})
    assert KEY not in store.names()


@pytest.mark.parametrize("path", ["../evil", "/etc/passwd", "state/../../evil", "C:evil"])
def test_a_manifest_names_no_file_outside_the_home(path: str) -> None:
    with pytest.raises(RemoteError, match="damaged"):
        read_manifest(Manifest({path: Entry(1, "0" * 64, 1)}).written(), ADDRESS)


def test_what_is_not_of_a_home_is_not_fetched(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    manifest = read_manifest(store.objects().read(KEY)[0], ADDRESS)  # type: ignore[index]
    entry = manifest.files["corrections.csv"]
    store.objects().put("files/state/serve.token." + entry.sha256[:16], b"a line\n")
    store.objects().put(KEY, Manifest(manifest.files | {"state/serve.token": entry}).written())
    bring_up_to_date(there.root)
    assert not (there.state / "serve.token").exists()


def test_secrets_and_logs_stay_here(store: Shared, here: Home) -> None:
    work(here, ONE | {"state/serve.token": "secret", "state/prefect.login": "secret", "logs/parkhouse.log": "a line", "state/review.token": "secret"})
    assert not any(word in name for name in store.names() for word in ("token", "login", "log."))


def test_what_people_write_reaches_the_other_machines(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    work(there, {})
    write(there, {"corrections.csv": "a line\nanother\n", "parks.csv": "a park\n"})
    assert send_decisions(there.root) == ""
    work(here, {})
    assert files_of(here)["corrections.csv"] == "a line\nanother\n"
    assert files_of(here)["parks.csv"] == "a park\n"
    (here.root / "parks.csv").unlink()
    work(here, {})
    bring_up_to_date(there.root)
    assert "parks.csv" not in files_of(there)


def test_what_two_people_write_is_not_overwritten(store: Shared, here: Home, there: Home) -> None:
    work(here, ONE)
    work(there, {})
    work(here, {"corrections.csv": "of here\n"})
    write(there, {"corrections.csv": "of there\n"})
    for _ in range(2):
        with pytest.raises(RemoteError, match=r"corrections.csv was changed here and on another machine"):
            work(there, {})
        assert files_of(there)["corrections.csv"] == "of there\n"
    bring_up_to_date(there.root, "warehouse.duckdb")
    beside = there.root / "corrections.csv.of-the-store"
    assert beside.read_text(encoding="utf-8") == "of here\n"
    write(there, {"corrections.csv": "of here\nof there\n"})
    beside.unlink()
    work(there, {})
    work(here, {})
    assert files_of(here)["corrections.csv"] == "of here\nof there\n"


def test_a_home_on_the_disk_moves_into_the_store(store: Shared, here: Home, there: Home) -> None:
    write(here, ONE)
    work(here, {})
    work(there, {})
    assert files_of(there) == ONE


def test_a_prefix_that_holds_other_things_is_left_alone(store: Shared, here: Home) -> None:
    store.objects().put("accounts/2020.xlsx", b"of others")
    with pytest.raises(RemoteError, match=r"holds other things \(accounts/2020.xlsx\)"):
        work(here, ONE)
    write(here, {"state/adopted": ""})
    work(here, ONE)
    assert "accounts/2020.xlsx" in store.names()


def test_a_store_that_heeds_no_conditions_is_refused(store: Shared, here: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def put_if(self: Objects, key: str, content: bytes, known: Version | None) -> Version:
        self.put(key, content)
        return Version("same", None)

    monkeypatch.setattr(Objects, "put_if", put_if)
    with pytest.raises(RemoteError, match="no conditional writes"):
        work(here, ONE)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            "status code: 403 Forbidden: <Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>AKIASECRET</AWSAccessKeyId></Error>",
            "does not take the credentials",
        ),
        ("status code: 403 Forbidden: <Error><Code>AccessDenied</Code><Message>x</Message><Id>AKIASECRET</Id></Error>", "refuses access"),
        ("Error performing PUT http://169.254.169.254/latest/api/token AKIASECRET", "no credentials were found"),
        ("status code: 404 Not Found: <Error><Code>NoSuchBucket</Code><BucketName>AKIASECRET</BucketName></Error>", "no such bucket"),
        ("status code: 503 Slow Down: <Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message><Key>AKIASECRET</Key></Error>", "503 SlowDown"),
        ("HTTP error: error sending request for AKIASECRET", "cannot be reached"),
        ("status code: 501 Not Implemented: <Error><Code>NotImplemented</Code></Error> AKIASECRET", "no conditional writes"),
        ("AKIASECRET", "failed"),
    ],
)
def test_what_a_store_answers_is_told_without_its_keys(answer: str, said: str) -> None:
    line = told(OSError(answer), ADDRESS)
    assert said in line
    assert line.startswith(ADDRESS)
    assert "AKIASECRET" not in line
    assert "\n" not in line
