"""`songngu verify`: words for people, exit codes for scripts."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from pathlib import Path

import pikepdf
import pytest

from songngu.editions.signature.asked import Asked
from songngu.editions.signature.identity import Identity, identity
from songngu.editions.signature.sign import sign
from tests.editions.signing import certificate, key, put, put_key
from tests.unit.cli.conftest import Run

_NOW = dt.datetime.now(dt.UTC)  # the clock of the command
_YEAR = dt.timedelta(days=365)


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A signed PDF of one tagged page; beside it the certificate."""
    document = pikepdf.new()
    document.add_blank_page()
    tags = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document))
    tags.K = pikepdf.Array()
    parents = pikepdf.Dictionary(Nums=pikepdf.Array())
    document.Root.StructTreeRoot = document.make_indirect(
        pikepdf.Dictionary(K=tags, ParentTree=document.make_indirect(parents), ParentTreeNextKey=0)
    )
    out = io.BytesIO()
    document.save(out)
    own = key()
    cert = put(tmp_path / "trusted.pem", certificate(own, first=_NOW - _YEAR, last=_NOW + _YEAR))
    made = identity(Asked(put_key(tmp_path / "k", own), cert), _NOW)
    assert isinstance(made, Identity)
    file = tmp_path / "so-bao.pdf"
    file.write_bytes(sign(out.getvalue(), made, _NOW, reason="x"))
    return file


def test_a_whole_file_in_both_languages(run: Run, signed: Path) -> None:
    english = run("verify", str(signed))
    assert english.exit_code == 0
    assert "so-bao.pdf: whole\n" in english.output
    assert "Signed by Đơn vị mẫu at " in english.output
    vietnamese = run("verify", "--lang", "vi", "--trust", str(signed.parent / "trusted.pem"), str(signed))
    assert vietnamese.exit_code == 0
    assert "so-bao.pdf: nguyên vẹn\n" in vietnamese.output
    assert "bảo đảm cho chứng thư này" in vietnamese.output


def test_nobody_trusted_vouches(run: Run, signed: Path) -> None:
    other = put(signed.parent / "other.pem", certificate(key(), first=_NOW - _YEAR, last=_NOW + _YEAR))
    found = run("verify", "--trust", str(other), str(signed))
    assert found.exit_code == 1
    assert "so-bao.pdf: NOT TO BE TRUSTED\n" in found.output


def test_a_trust_file_without_certificates_is_a_wrong_command(run: Run, signed: Path) -> None:
    for file in (signed, signed.parent, signed.parent / "none"):
        found = run("verify", "--trust", str(file), str(signed))
        assert found.exit_code == 2
        assert "trust-unreadable" in found.output


def test_of_several_files_the_worst_counts(run: Run, signed: Path) -> None:
    rubbish = signed.parent / "r.pdf"
    rubbish.write_bytes(b"%PDF-1.7 rubbish")
    found = run("verify", str(signed), str(rubbish), str(signed.parent / "none"))
    assert found.exit_code == 4
    assert [line.partition(": ")[2] for line in found.output.splitlines() if not line.startswith(" ")] == [
        "whole", "CANNOT BE CHECKED", "CANNOT BE CHECKED",
    ]  # fmt: skip


def test_a_list_of_digests(run: Run, tmp_path: Path) -> None:
    file, sums = tmp_path / "issues" / "a.epub", tmp_path / "SHA256SUMS"
    file.parent.mkdir()
    file.write_bytes(b"PK")
    assert run("verify", str(file)).exit_code == 3
    digest = hashlib.sha256(b"PK").hexdigest()
    sums.write_text(f"{digest}  issues/a.epub\n{'0' * 64}  other/a.epub\nno line\n")
    for words in ((str(file),), ("--sums", str(sums), str(file)), ("issues/a.epub",)):
        found = run("verify", *words)
        assert found.exit_code == 0, found.output
        assert "SHA256SUMS" in found.output
    elsewhere = tmp_path / "down" / "a.epub"  # a download, with the list somewhere else
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"PK")
    assert run("verify", "--sums", str(sums), str(elsewhere)).exit_code == 0
    file.write_bytes(b"PKX")
    changed = run("verify", str(file))
    assert changed.exit_code == 1
    assert digest in changed.output
    (tmp_path / "b").write_bytes(b"")
    assert run("verify", "--sums", str(sums), str(tmp_path / "b")).exit_code == 3
    for wrong in (tmp_path, tmp_path / "none"):
        assert run("verify", "--sums", str(wrong), str(file)).exit_code == 4


def test_a_signed_file_that_is_not_the_published_one(run: Run, signed: Path) -> None:
    (signed.parent / "SHA256SUMS").write_text(f"{'0' * 64}  {signed.name}\n")
    found = run("verify", str(signed))
    assert found.exit_code == 1
    assert "it is not the file that was published" in found.output


def test_names_of_files_cannot_steer_a_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m.pdf"
    file.write_bytes(b"x")
    assert "\x1b" not in run("verify", str(file)).output
