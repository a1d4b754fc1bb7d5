"""The local test authority: a root, a time-stamping unit, signers' certificates, revocation lists.

Everything it makes carries the policy `TEST_POLICY` and says in words that it is for tests only.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from province.foundation.signing.contracts import (
    TEST_LABEL,
    Authority,
    KeyPair,
    Revocation,
    Subject,
)

TEST_POLICY: Final = x509.ObjectIdentifier("2.999.89.1.1")  # the arc for examples: never real
ROOT_YEARS: Final = 20
STAMPER_YEARS: Final = 10
NAME_LIMIT: Final = 64  # X.520 upper bound of a common name, a title, an organisation
SKEW: Final = timedelta(minutes=5)
YEAR: Final = timedelta(days=365)
LIST_VALIDITY: Final = timedelta(days=7)


def make_authority(*, name: str, now: datetime) -> Authority:
    """Make a new root and its time-stamping unit."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root_name = _name(Subject(name, "", TEST_LABEL, ""))
    root = (
        _builder(root_name, root_name, root_key.public_key(), now, ROOT_YEARS * YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    stamper_key = ec.generate_private_key(ec.SECP256R1())
    stamper_name = _name(Subject(f"{name} – dấu thời gian"[:NAME_LIMIT], "", TEST_LABEL, ""))
    stamper = (
        _builder(stamper_name, root_name, stamper_key.public_key(), now, STAMPER_YEARS * YEAR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(_issuer_key(root), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return Authority(root=_pair(root_key, root), time_stamper=_pair(stamper_key, stamper))


def issue_certificate(
    *, root: KeyPair, subject: Subject, now: datetime, validity: timedelta
) -> KeyPair:
    """Make a key and its certificate for one signer or one seal."""
    issuer = x509.load_der_x509_certificate(root.certificate)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(_name(subject), issuer.subject, key.public_key(), now, validity)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(_issuer_key(issuer), critical=False)
        .sign(_private_key(root), hashes.SHA256())
    )
    return _pair(key, certificate)


def make_revocation_list(
    *, root: KeyPair, revoked: Iterable[Revocation], number: int, now: datetime
) -> bytes:
    """Make the signed list (DER) of the certificates that are no longer good."""
    issuer = x509.load_der_x509_certificate(root.certificate)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now - SKEW)
        .next_update(now + LIST_VALIDITY)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_issuer_key(issuer), critical=False)
    )
    for entry in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(entry.serial_number)
            .revocation_date(entry.at)
            .build()
        )
    signed = builder.sign(_private_key(root), hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def is_for_tests(*, certificate: bytes) -> bool:
    """Tell whether a certificate (DER) was issued for tests only."""
    found = x509.load_der_x509_certificate(certificate)
    try:
        policies = found.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return False
    return any(policy.policy_identifier == TEST_POLICY for policy in policies)


def _name(subject: Subject) -> x509.Name:
    parts = (
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, subject.organisation),
        (NameOID.TITLE, subject.title),
        (NameOID.COMMON_NAME, subject.name),
        (NameOID.SERIAL_NUMBER, subject.reference),
    )
    return x509.Name(
        [x509.NameAttribute(oid, value[:NAME_LIMIT].strip()) for oid, value in parts if value]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    validity: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + validity)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.CertificatePolicies([x509.PolicyInformation(TEST_POLICY, None)]), critical=False
        )
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    """Return what a key may do: sign certificates and lists, or sign documents."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _issuer_key(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)


def _private_key(pair: KeyPair) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(pair.private_key, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic-curve key")
    return key


def _pair(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> KeyPair:
    return KeyPair(
        private_key=key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
    )
