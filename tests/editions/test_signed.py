"""Signed editions: still what they claim to be, seen to be changed when they are, and the same from build to build."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from songngu.build.kept import Kept
from songngu.build.press import look_over, press
from songngu.editions.pdf import render
from songngu.editions.signature.apart import apart
from songngu.editions.signature.asked import Asked
from songngu.editions.signature.identity import Identity, identity
from songngu.editions.signature.sign import sign
from songngu.editions.signature.sums import SUMS, read
from songngu.editions.signature.verdict import Outcome, Verdict
from songngu.editions.signature.verify import verify
from songngu.problems import Problem, Severity
from songngu.settings import Moment, Settings
from tests.editions.making import article, book, settings, write, write_issue
from tests.editions.reading import elements, faults, text
from tests.editions.signing import AT, AUTHORITY, PUBLISHER, certificate, key, put, put_key
from tests.editions.test_brochures import tree
from tests.trees import Tree, moment

_AT = moment("2026-11-22")
_LATER = Moment(_AT.at + dt.timedelta(days=1))
_SAID = "Ký để thấy thay đổi / Signed"


def asked(folder: Path, name: str = "k", **more: object) -> Asked:
    """A key and its certificate, lying in a folder."""
    folder.mkdir(exist_ok=True)
    own = key()
    return Asked(put_key(folder / name, own), put(folder / f"{name}.pem", certificate(own, **more)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("issue")
    files = {"vi": article("Vịnh", "Một đoạn có [liên kết](https://x.example/)."), "en": article("The bay", "Text.")}
    write_issue(root, {"bay": files})
    return render(book(root)[0], assets=root / "content").data


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    made = identity(asked(tmp_path_factory.mktemp("keys")), AT)
    assert isinstance(made, Identity)
    return made


@pytest.fixture(scope="module")
def signed(plain: bytes, own: Identity) -> bytes:
    return sign(plain, own, AT, reason=_SAID)


def keys(found: Verdict) -> list[str]:
    """The sentences of a verdict."""
    return [one.key for one in found.said]


def test_it_stays_sound_archivable_and_accessible(plain: bytes, signed: bytes) -> None:
    assert faults(signed) == []
    assert text(signed) == text(plain)
    form = [element for element in elements(signed) if element.role == "Form"]
    assert len(form) == 1
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        field = after.Root.AcroForm.Fields[0]
        assert str(field.TU) == _SAID
        assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
        assert str(field.V.M).startswith("D:20261122")
        assert after.pages[-1].Annots[-1].objgen == field.objgen
        parents = pikepdf.NumberTree(after.Root.StructTreeRoot.ParentTree)
        assert str(parents[int(field.StructParent)].S) == "/Form"


def test_within_an_event_loop_it_is_the_same(plain: bytes, own: Identity) -> None:
    """pyHanko begins one of its own; a caller within one must not be told that a signature is damaged."""

    async def signed_and_verified() -> Outcome:
        return verify(sign(plain, own, AT, reason=_SAID), at=AT).outcome

    # In a thread: the browser of other tests has a loop of its own in this one.
    assert apart(lambda: asyncio.run(signed_and_verified())) is Outcome.WHOLE


def test_another_program_finds_the_signature_valid(signed: bytes, tmp_path: Path) -> None:
    """Poppler's pdfsig."""
    (tmp_path / "x.pdf").write_bytes(signed)
    said = subprocess.run(["pdfsig", str(tmp_path / "x.pdf")], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert PUBLISHER in said


def test_a_key_of_rsa_signs_too(plain: bytes, tmp_path: Path) -> None:
    own = rsa.generate_private_key(65537, 2048)
    given = Asked(put_key(tmp_path / "k", own), put(tmp_path / "c", certificate(own)))
    made = identity(given, AT)
    assert isinstance(made, Identity)
    assert verify(sign(plain, made, AT, reason="x"), at=AT).outcome is Outcome.WHOLE


def test_signed_and_unchanged(signed: bytes) -> None:
    found = verify(signed, at=AT)
    assert found.outcome is Outcome.WHOLE
    assert keys(found) == ["signed", "self-signed", "held", "fingerprint"]
    assert dict(found.said[0].values) == {"name": PUBLISHER, "time": "2026-11-22T00:00+00:00"}


def test_not_signed(plain: bytes) -> None:
    assert verify(plain, at=AT) == Verdict(Outcome.UNPROVEN, verify(plain, at=AT).said)
    assert keys(verify(plain, at=AT)) == ["unsigned"]
    assert keys(verify(b"PK\x03\x04 an EPUB", at=AT)) == ["no-pdf"]


def test_every_kind_of_change_is_seen(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as document:
        start = signed.index(document.pages[1].Contents.read_raw_bytes())  # what is set on a page
    contents = signed.index(b"/Contents <") + 400
    flipped = signed[: start + 60] + bytes([signed[start + 60] ^ 1]) + signed[start + 61 :]
    torn = signed[:contents] + b"0000000000" + signed[contents + 10 :]
    for changed, said in ((flipped, "altered"), (signed + b"\n% more\n", "appended"), (torn, "signature-damaged")):
        found = verify(changed, at=AT)
        assert (found.outcome, keys(found)[0]) == (Outcome.CHANGED, said)


@pytest.mark.parametrize("share", range(1, 40))
def test_no_byte_can_be_changed_unseen(signed: bytes, share: int) -> None:
    place = len(signed) * share // 40
    changed = signed[:place] + bytes([signed[place] ^ 4]) + signed[place + 1 :]
    inside = signed.index(b"/Contents <") < place < signed.index(b">", signed.index(b"/Contents <"))
    assert verify(changed, at=AT).outcome in {Outcome.CHANGED, Outcome.UNREADABLE} or inside  # zeros fill its room


def test_what_another_program_changes_is_seen(signed: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as document:
        del document.pages[1]
        document.save(out)
    assert keys(verify(out.getvalue(), at=AT)) == ["altered"]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_short_is_never_taken_for_whole(signed: bytes, plain: bytes, share: float) -> None:
    for data in (signed, plain):
        found = verify(data[: int(len(data) * share)], at=AT)
        assert found.outcome in {Outcome.UNREADABLE, Outcome.CHANGED}


def test_an_encrypted_file_is_said_to_be_one(plain: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert verify(out.getvalue(), at=AT) == Verdict(Outcome.UNREADABLE, verify(out.getvalue(), at=AT).said)
    assert keys(verify(out.getvalue(), at=AT)) == ["encrypted"]


def test_rubbish_gets_an_answer() -> None:
    for data in (b"", b"\0" * 2000, b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n5\n%%EOF", b"%PDF-1.7" + b"<<" * 100_000):
        assert verify(data, at=AT).outcome in {Outcome.UNPROVEN, Outcome.UNREADABLE}


def test_certificates_that_somebody_trusts(plain: bytes, tmp_path: Path) -> None:
    own, above, other = key(), key(), key()
    root = certificate(above, AUTHORITY, authority=True)
    issued = certificate(own, by=(above, AUTHORITY))
    made = identity(Asked(put_key(tmp_path / "k", own), put(tmp_path / "c", issued, root)), AT)
    assert isinstance(made, Identity)
    data = sign(plain, made, AT, reason="x")
    vouched = verify(data, at=AT, anchors=[root])
    assert (vouched.outcome, keys(vouched)[-1]) == (Outcome.WHOLE, "vouched")
    assert ("name", AUTHORITY) in vouched.said[-1].values
    assert keys(vouched)[1] == "issued"
    foreign = certificate(other, AUTHORITY, authority=True)  # the same name, another key
    refused = verify(data, at=AT, anchors=[foreign])
    assert (refused.outcome, keys(refused)[-1]) == (Outcome.CHANGED, "not-vouched")
    assert verify(data, at=AT, anchors=[]).outcome is Outcome.CHANGED


def test_a_certificate_that_has_expired_since(signed: bytes) -> None:
    later = verify(signed, at=AT + dt.timedelta(days=1000))
    assert later.outcome is Outcome.WHOLE
    assert "expired" in keys(later)


def test_a_certificate_that_did_not_hold_when_it_signed(plain: bytes, own: Identity) -> None:
    early = sign(plain, own, dt.datetime(2020, 1, 1, tzinfo=dt.UTC), reason="x")
    assert verify(early, at=AT).outcome is Outcome.CHANGED
    assert "out-of-time" in keys(verify(early, at=AT))
    future = sign(plain, own, AT + dt.timedelta(days=20), reason="x")
    assert "out-of-time" in keys(verify(future, at=AT))


def test_names_in_certificates_cannot_steer_a_terminal(plain: bytes, tmp_path: Path) -> None:
    made = identity(asked(tmp_path, to="\x1b[31mA\u202eB"), AT)
    assert isinstance(made, Identity)
    assert made.name == "[31mAB"
    found = verify(sign(plain, made, AT, reason="x"), at=AT)
    assert found.outcome is Outcome.WHOLE
    assert all(value.isprintable() for one in found.said for _, value in one.values)


def _site(root: Path) -> Settings:
    files = {"vi": article("Vịnh", "Một đoạn."), "en": article("The bay", "A paragraph.")}
    write_issue(root, {"bay": files})
    for code in ("vi", "en", "zh"):
        write(root / f"content/{code}/index.md", f"---\ntitle: Trang {code}\n---\n\nX.\n")
    made = settings(root)
    sections = {name: dataclasses.replace(one, editions=("pdf",)) for name, one in made.sections.items()}
    return dataclasses.replace(made, sections=sections)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _pressed(site: Settings, at: Moment, before: Kept | None, given: Asked | None) -> Kept:
    kept = press(site, at, before, asked=given).kept
    assert kept is not None
    return kept


def _errors(report: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in report if problem.severity is Severity.ERROR]


def _pdf(site: Settings) -> Path:
    return next(site.site_dir.rglob("*.pdf"))


def test_it_is_signed_once_and_stays(tmp_path: Path) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    unsigned = _pressed(site, _AT, None, None)
    plain = _pdf(site).read_bytes()
    kept = _pressed(site, _AT, unsigned, given)
    data = _pdf(site).read_bytes()
    assert verify(data, at=AT).outcome is Outcome.WHOLE
    page = (site.site_dir / "news/2026-11/index.html").read_text("utf-8")
    assert hashlib.sha256(data).hexdigest() in page
    assert hashlib.sha256(plain).hexdigest() in page
    assert PUBLISHER in page
    files = _files(site.site_dir)
    for again in (kept, kept.undressed(), None):
        _pressed(site, _LATER, again, given)
        assert _files(site.site_dir) == files
    _pdf(site).unlink()
    _pressed(site, _LATER, kept, given)
    assert _files(site.site_dir) == files
    kept = _pressed(site, _LATER, kept, None)  # without the key nothing is left of it …
    assert _pdf(site).read_bytes() == plain
    assert PUBLISHER not in (site.site_dir / "news/2026-11/index.html").read_text("utf-8")
    _pressed(site, _LATER, kept, given)  # … and with it everything is as it was
    assert _files(site.site_dir) == files


def test_another_certificate_signs_anew(tmp_path: Path) -> None:
    site = _site(tmp_path / "site")
    kept = _pressed(site, _AT, None, asked(tmp_path / "keys"))
    first = _files(site.site_dir)
    other = asked(tmp_path / "keys", "other", to="Nhà xuất bản khác")
    kept = _pressed(site, _AT, kept, other)
    second = _files(site.site_dir)
    assert {path for path in second if second[path] != first[path]} >= {SUMS, "news/2026-11/index.html"}
    assert ("name", "Nhà xuất bản khác") in verify(_pdf(site).read_bytes(), at=AT).said[0].values
    clean = dataclasses.replace(site, site_dir=tmp_path / "clean")
    _pressed(clean, _LATER, None, other)
    assert _files(clean.site_dir) == second


def test_signed_files_that_were_lost_are_made_anew_with_everything_that_speaks_of_them(tmp_path: Path) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    kept = _pressed(site, _AT, None, given)
    before = _pdf(site).read_bytes()
    shutil.rmtree(site.root / ".songngu-cache/signed")
    _pdf(site).unlink()
    _pressed(site, _LATER, kept, given)
    assert _pdf(site).read_bytes() != before
    digest = hashlib.sha256(_pdf(site).read_bytes()).hexdigest()
    assert digest in (site.site_dir / "news/2026-11/index.html").read_text("utf-8")
    assert digest in (site.site_dir / SUMS).read_text("utf-8")


def test_a_signed_file_that_stands_in_the_site_stays_though_the_cache_is_lost(tmp_path: Path) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    _pressed(site, _AT, None, given)
    files = _files(site.site_dir)
    shutil.rmtree(site.root / ".songngu-cache")
    kept = _pressed(site, _LATER, None, given)
    assert _files(site.site_dir) == files
    _pressed(site, _LATER, kept, given)
    assert _files(site.site_dir) == files


def _other_text(site: Settings, _: Asked) -> None:
    write(site.content_dir / "vi/news/2026-11/bay.md", article("Vịnh", "Một đoạn khác."))


def _foreign_signature(site: Settings, given: Asked) -> None:
    """The same edition, signed by somebody else who gave himself the same name."""
    own, plain = identity(asked(site.root / "foreign"), AT), _unsigned(site)
    assert isinstance(own, Identity)
    _pdf(site).write_bytes(sign(plain, own, AT, reason=_reason_of(_pdf(site))))


def _more_behind(site: Settings, _: Asked) -> None:
    _pdf(site).write_bytes(_pdf(site).read_bytes() + b"\n% more\n")


def _torn(site: Settings, _: Asked) -> None:
    data = bytearray(_pdf(site).read_bytes())
    data[data.index(b"/Contents <") + 400] ^= 1
    _pdf(site).write_bytes(data)


def _from_tomorrow(site: Settings, given: Asked) -> None:
    own = identity(given, AT)
    assert isinstance(own, Identity)
    late = AT + dt.timedelta(days=9)
    _pdf(site).write_bytes(sign(_unsigned(site), own, late, reason=_reason_of(_pdf(site))))


def _unsigned(site: Settings) -> bytes:
    other = dataclasses.replace(site, site_dir=site.root / "unsigned")
    _pressed(other, _AT, None, None)
    return _pdf(other).read_bytes()


def _reason_of(file: Path) -> str:
    with pikepdf.open(file) as document:
        return str(document.Root.AcroForm.Fields[0].TU)


@pytest.mark.parametrize("spoil", [_other_text, _foreign_signature, _more_behind, _torn, _from_tomorrow])
def test_no_other_file_is_taken_for_it(tmp_path: Path, spoil: Callable[[Settings, Asked], None]) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    _pressed(site, _AT, None, given)
    shutil.rmtree(site.root / ".songngu-cache")
    spoil(site, given)
    stood = _pdf(site).read_bytes()
    _pressed(site, _LATER, None, given)
    made, own = _pdf(site).read_bytes(), identity(given, AT)
    assert isinstance(own, Identity)
    assert made != stood
    assert verify(made, at=_LATER.at, anchors=[own.certificate]).outcome is Outcome.WHOLE
    assert hashlib.sha256(made).hexdigest() in (site.site_dir / SUMS).read_text("utf-8")


def test_the_printer_s_file_and_brochures_are_signed_and_stay_what_they_claim(tmp_path: Path) -> None:
    site, given = _whole_site(tmp_path), asked(tmp_path / "keys")
    press(site.settings, _AT, asked=given)
    plain = dataclasses.replace(site.settings, site_dir=tmp_path / "plain")
    press(plain, _AT)
    files = {file.name: file for file in site.settings.site_dir.rglob("*.pdf")}
    assert set(files) == {
        "newsletters-2026-11-vi-en.pdf", "newsletters-2026-11-vi-en-print.pdf", "ocop-vi-gifts.pdf",
        "ocop-en-gifts.pdf", "ocop-vi-en-gifts.pdf", "facts-vi-2p.pdf", "facts-en-2p.pdf", "facts-vi-en-4p.pdf",
    }  # fmt: skip
    for name, file in files.items():
        data, unsigned = file.read_bytes(), next(plain.site_dir.rglob(name)).read_bytes()
        assert verify(data, at=AT).outcome is Outcome.WHOLE, name
        assert faults(data) == [], name
        assert text(data) == text(unsigned), name
        page = (file.parent / "index.html").read_text("utf-8")
        assert PUBLISHER in page
        digests = {hashlib.sha256(one).hexdigest() for one in (data, unsigned)}
        assert digests <= set(re.findall("[0-9a-f]{64}", page))
        with pikepdf.open(io.BytesIO(data)) as after, pikepdf.open(io.BytesIO(unsigned)) as before:
            assert [_boxes(page) for page in after.pages] == [_boxes(page) for page in before.pages]
    with pikepdf.open(files["newsletters-2026-11-vi-en-print.pdf"]) as document:
        assert all("/BleedBox" in page for page in document.pages)


def _boxes(page: pikepdf.Page) -> list[list[float]]:
    return [[float(side) for side in page[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox") if box in page]


def _whole_site(root: Path) -> Tree:
    """Brochures, and an issue for the printer."""
    site = tree(root, ("vi", "en"))
    news = {"kind": "newsletter", "editions": ["pdf", "pdf-print"]}
    kinds = {"facts": {"kind": "facts", "editions": ["pdf"]}, "ocop": {"kind": "product", "editions": ["pdf"]}}
    site.set(sections={**kinds, "newsletters": news, "press": "press"})
    write_issue(root, {"bay": {"vi": article("Vịnh", "Một đoạn."), "en": article("The bay", "A paragraph.")}})
    for code in ("vi", "en"):
        (root / f"content/{code}/news").rename(root / f"content/{code}/newsletters")
    shutil.rmtree(root / "content/zh")
    return site


def test_the_key_goes_nowhere(tmp_path: Path) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    _pressed(site, _AT, None, given)
    found = identity(given, AT)
    assert isinstance(found, Identity)
    assert given.key is not None
    spelled = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    number = found.key.private_numbers().private_value.to_bytes(32, "big")  # type: ignore[union-attr]
    secrets = (spelled, number, given.key.read_bytes()[40:80])
    for data in _files(site.root).values():
        assert not any(secret in data for secret in secrets)


def test_what_cannot_be_signed_is_not_published(tmp_path: Path) -> None:
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys", last=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    done = press(site, _AT, asked=given)
    assert done.kept is None
    assert _errors(done.built.report) == ["signing-certificate-expired"]
    assert not site.site_dir.exists()
    assert _errors(look_over(site, _AT, asked=given)) == ["signing-certificate-expired"]


def test_a_signer_that_fails_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from songngu.editions.signature import sign as module

    def broken(*_: object, **__: object) -> bytes:
        raise module.SigningError("the card was pulled out")

    monkeypatch.setattr(module, "sign", broken)
    site, given = _site(tmp_path / "site"), asked(tmp_path / "keys")
    done = press(site, _AT, asked=given)
    assert _errors(done.built.report) == ["edition-not-signed"]
    assert not site.site_dir.exists()


@pytest.mark.parametrize("signs", [False, True])
def test_builds_elsewhere_list_the_same_digests(tmp_path: Path, signs: bool) -> None:
    site = _site(tmp_path / "site")
    given = asked(tmp_path / "keys") if signs else None
    _pressed(site, _AT, None, given)
    listed = (site.site_dir / SUMS).read_bytes()
    other = dataclasses.replace(site, site_dir=tmp_path / "other")
    _pressed(other, _LATER, None, given)
    assert (other.site_dir / SUMS).read_bytes() == listed
    assert _pdf(other).read_bytes() == _pdf(site).read_bytes()
    assert read(listed.decode()) == {
        file.relative_to(site.site_dir).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in site.site_dir.rglob("*.pdf")
    }
    done = subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=site.site_dir, capture_output=True, check=False)
    assert done.returncode == 0


def test_a_site_without_editions_has_no_list(tmp_path: Path) -> None:
    site = _site(tmp_path)
    _pressed(site, _AT, None, None)
    assert (site.site_dir / SUMS).is_file()
    bare = dataclasses.replace(site, sections={})
    _pressed(bare, _AT, None, None)
    assert not (site.site_dir / SUMS).exists()
