"""The local certificate authority and the server's certificate; run by the environment's Python."""

import argparse
import datetime as dt
import ipaddress
import sys
import time
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from launcher.files import OPEN, PRIVATE, write_whole

AUTHORITY_DAYS = 3650
SERVER_DAYS = 397
RENEWED_BEFORE_DAYS = 30


def _key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _builder(
    *,
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: dt.datetime,
    days: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=days))
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _lasts(certificate: x509.Certificate, now: dt.datetime) -> bool:
    left = certificate.not_valid_after_utc - now
    return left > dt.timedelta(days=RENEWED_BEFORE_DAYS)


def _authority(
    folder: Path, now: dt.datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return the local authority, made at the first call."""
    paper, secret = folder / "ca.pem", folder / "ca.key"
    if paper.exists() and secret.exists():
        certificate = x509.load_pem_x509_certificate(paper.read_bytes())
        kept = serialization.load_pem_private_key(secret.read_bytes(), password=None)
        if (
            isinstance(kept, ec.EllipticCurvePrivateKey)
            and kept.public_key() == certificate.public_key()
            and _lasts(certificate, now)
        ):
            return certificate, kept
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Tinh So local CA {x509.random_serial_number() % 16**8:08x}")
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _builder(subject=name, issuer=name, key=key.public_key(), now=now, days=AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    write_whole(secret, _key_bytes(key), mode=PRIVATE)
    write_whole(paper, certificate.public_bytes(serialization.Encoding.PEM), mode=OPEN)
    return certificate, key


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _fits(
    folder: Path,
    names: x509.SubjectAlternativeName,
    issuer: x509.Certificate,
    now: dt.datetime,
) -> bool:
    """Tell whether certificate and key are there, belong together, and say what is wanted."""
    try:
        certificate = x509.load_pem_x509_certificates((folder / "server.pem").read_bytes())[0]
        secret = (folder / "server.key").read_bytes()
        key = serialization.load_pem_private_key(secret, password=None)
        certificate.verify_directly_issued_by(issuer)
    except (FileNotFoundError, ValueError, TypeError, InvalidSignature):
        return False
    own = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    is_pair = key.public_key() == certificate.public_key()
    return is_pair and own == names and _lasts(certificate, now)


def ensure_certificates(*, folder: Path, names: list[str], now: dt.datetime) -> None:
    """Make the authority and a server certificate for these names, unless both still last."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    issuer, issuer_key = _authority(folder, now)
    alternatives = x509.SubjectAlternativeName([_alternative(name) for name in names])
    if _fits(folder, alternatives, issuer, now):
        return
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(
            subject=_name(names[0]),
            issuer=issuer.subject,
            key=key.public_key(),
            now=now,
            days=SERVER_DAYS,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(alternatives, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .sign(issuer_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    chain = certificate.public_bytes(pem) + issuer.public_bytes(pem)
    write_whole(folder / "server.key", _key_bytes(key), mode=PRIVATE)
    write_whole(folder / "server.pem", chain, mode=OPEN)


def main() -> int:
    """Make the certificates that the command line asks for."""
    parser = argparse.ArgumentParser(prog="launcher.certificates")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("names", nargs="+")
    asked = parser.parse_args()
    now = dt.datetime.fromtimestamp(time.time(), tz=dt.UTC)
    ensure_certificates(folder=asked.folder, names=asked.names, now=now)
    return 0


if __name__ == "__main__":
    sys.exit(main())
