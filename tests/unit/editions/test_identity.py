"""What editions are signed with: read from files, and refused with the reason where it will not do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from songngu.editions.signature.asked import Asked, asked
from songngu.editions.signature.identity import Identity, identity
from songngu.problems import Problem, Severity
from tests.editions.signing import AT, AUTHORITY, FIRST, LAST, PUBLISHER, certificate, key, put, put_key, put_pkcs12


def test_nobody_asks_for_signatures() -> None:
    assert asked({}) is None
    assert asked({"SONGNGU_SIGN_KEY": " ", "SONGNGU_SIGN_PASSWORD": "x"}) is None


def test_the_pass_phrase_is_not_shown(tmp_path: Path) -> None:
    own = key()
    put_key(tmp_path / "k", own, "geheim")
    found = asked({"SONGNGU_SIGN_KEY": f"{tmp_path}/k", "SONGNGU_SIGN_CERT": "c", "SONGNGU_SIGN_PASSWORD": "geheim"})
    assert found is not None
    assert found.password == "geheim"
    assert "geheim" not in repr(found)
    put(tmp_path / "c", certificate(own))
    made = identity(Asked(found.key, tmp_path / "c", None, "geheim"), AT)
    assert isinstance(made, Identity)
    assert len(repr(made)) < 200


@pytest.mark.parametrize("password", ["", "mật khẩu"])
def test_key_and_certificate_in_pem(tmp_path: Path, password: str) -> None:
    own, above = key(), key()
    issued, root = certificate(own, by=(above, AUTHORITY)), certificate(above, AUTHORITY, authority=True)
    chain = put(tmp_path / "chain.pem", root)
    given = Asked(put_key(tmp_path / "k.pem", own, password), put(tmp_path / "c.pem", issued), chain, password)
    made = identity(given, AT)
    assert isinstance(made, Identity)
    assert made.name == PUBLISHER
    assert len(made.fingerprint) == 64
    assert len(made.chain) == 1


def test_a_password_that_is_not_needed_does_no_harm(tmp_path: Path) -> None:
    own = key()
    given = Asked(put_key(tmp_path / "k", own), put(tmp_path / "c", certificate(own)), None, "thừa")
    assert isinstance(identity(given, AT), Identity)


def test_all_in_one_pkcs12_file(tmp_path: Path) -> None:
    own, above = key(), key()
    issued, root = certificate(own, by=(above, AUTHORITY)), certificate(above, AUTHORITY, authority=True)
    made = identity(Asked(put_pkcs12(tmp_path / "k.p12", own, issued, root, password="x"), None, None, "x"), AT)
    assert isinstance(made, Identity)
    assert (made.name, len(made.chain)) == (PUBLISHER, 1)


def refused(given: Asked, at: dt.datetime = AT, **more: object) -> Problem:
    """Why an identity may not sign."""
    found = identity(given, at, **more)  # type: ignore[arg-type]
    assert isinstance(found, Problem)
    assert found.severity is Severity.ERROR
    return found


def test_wrong_and_missing_pass_phrases(tmp_path: Path) -> None:
    own = key()
    pem, p12 = put_key(tmp_path / "k", own, "a"), put_pkcs12(tmp_path / "p", own, certificate(own), password="a")
    cert = put(tmp_path / "c", certificate(own))
    for file, beside in ((pem, cert), (p12, None)):
        wrong = refused(Asked(file, beside, None, "b"))
        assert (wrong.code, wrong.place.path) == ("signing-password-wrong", "SONGNGU_SIGN_PASSWORD")
        assert refused(Asked(file, beside)).code == "signing-password-missing"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    own = key()
    good, cert = put_key(tmp_path / "k", own), put(tmp_path / "c", certificate(own))
    for file in (tmp_path, tmp_path / "none", Path("a\0b")):
        for given in (Asked(file, cert), Asked(good, file), Asked(good, cert, file)):
            found = refused(given)
            assert found.code == "signing-file-unreadable"
            assert found.value("reason")


def test_files_that_hold_something_else(tmp_path: Path) -> None:
    own = key()
    good, cert = put_key(tmp_path / "k", own), put(tmp_path / "c", certificate(own))
    rubbish, torn = tmp_path / "r", tmp_path / "t"
    rubbish.write_bytes(b"\x30\x82rubbish")
    torn.write_bytes(good.read_bytes()[:80] + b"\n-----END PRIVATE KEY-----\n")
    for file in (rubbish, torn, cert):
        assert refused(Asked(file, cert)).code == "signing-key-wrong"
    for file in (rubbish, good):
        assert refused(Asked(good, file)).code == "signing-certificate-wrong"


def test_half_of_what_is_needed(tmp_path: Path) -> None:
    own = key()
    assert refused(Asked(put_key(tmp_path / "k", own), None)).value("missing") == "SONGNGU_SIGN_CERT"
    assert refused(Asked(None, put(tmp_path / "c", certificate(own)))).value("missing") == "SONGNGU_SIGN_KEY"


def test_a_key_of_another_certificate(tmp_path: Path) -> None:
    given = Asked(put_key(tmp_path / "k", key()), put(tmp_path / "c", certificate(key())))
    assert refused(given).code == "signing-key-foreign"


def test_a_certificate_out_of_its_time(tmp_path: Path) -> None:
    own = key()
    given = Asked(put_key(tmp_path / "k", own), put(tmp_path / "c", certificate(own)))
    second = dt.timedelta(seconds=1)
    assert refused(given, FIRST - second).code == "signing-certificate-early"
    assert refused(given, LAST + second).code == "signing-certificate-expired"
    assert isinstance(identity(given, LAST), Identity)


def test_a_key_among_what_is_published(tmp_path: Path) -> None:
    own, folder = key(), tmp_path / "content"
    (folder / "assets").mkdir(parents=True)
    given = Asked(put_key(folder / "assets" / "k", own), put(tmp_path / "c", certificate(own)))
    assert refused(given, published=[folder]).code == "signing-key-exposed"
    assert isinstance(identity(given, AT, published=[tmp_path / "other"]), Identity)
