"""Time stamps by RFC 3161: the port is pyHanko's `TimeStamper`; here are its two adapters."""

# mypy: allow-untyped-calls
# pyHanko's time stamping carries no types.

from datetime import datetime
from typing import Any

import httpx
from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from province.foundation.signing.contracts import Authority, KeyPair, TimeStampError

TEST_STAMP_POLICY = "2.999.89.1.2"
HTTP_SECONDS = 10.0


def local_time_stamper(*, authority: Authority, at: datetime) -> TimeStamper:
    """Return the in-process time-stamping unit of the local authority, with its clock at `at`."""
    return _LocalTimeStamper(authority.time_stamper, at)


def http_time_stamper(*, url: str, client: httpx.Client) -> TimeStamper:
    """Return a time-stamping authority that is asked over HTTP."""
    return _HttpTimeStamper(url, client)


class _LocalTimeStamper(DummyTimeStamper):
    """pyHanko's in-process stamper, with an elliptic-curve key and our policy."""

    def __init__(self, pair: KeyPair, at: datetime) -> None:
        super().__init__(
            tsa_cert=x509.Certificate.load(pair.certificate),
            tsa_key=keys.PrivateKeyInfo.load(pair.private_key),
            fixed_dt=at.replace(microsecond=0),
        )
        self._private_key = serialization.load_der_private_key(pair.private_key, password=None)

    def _build_tst_info(
        self, message_imprint: tsp.MessageImprint, dt: datetime, req: tsp.TimeStampReq
    ) -> tsp.TSTInfo:
        made = super()._build_tst_info(message_imprint, dt, req)
        made["policy"] = tsp.ObjectIdentifier(TEST_STAMP_POLICY)
        return made

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        if md_algorithm != "sha256" or not isinstance(
            self._private_key, ec.EllipticCurvePrivateKey
        ):
            raise TimeStampError(f"cannot stamp with {md_algorithm}")
        digest = hashes.Hash(hashes.SHA256())
        digest.update(tst_info_data)
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                simple_cms_attribute(
                    "signing_certificate_v2", as_signing_certificate_v2(self.tsa_cert)
                ),
                simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        return self._private_key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())), attributes

    def _build_signed_data(
        self,
        tst_info_data: bytes,
        md_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
    ) -> dict[str, Any]:
        made: dict[str, Any] = super()._build_signed_data(
            tst_info_data, md_algorithm, signature, signed_attrs
        )
        made["signer_infos"][0]["signature_algorithm"] = algos.SignedDigestAlgorithm(
            {"algorithm": "sha256_ecdsa"}
        )
        return made


class _HttpTimeStamper(TimeStamper):
    def __init__(self, url: str, client: httpx.Client) -> None:
        super().__init__()
        self._url = url
        self._client = client

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            answer = self._client.post(
                self._url,
                content=req.dump(),
                headers={"Content-Type": "application/timestamp-query"},
                timeout=HTTP_SECONDS,
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise TimeStampError(f"{self._url}: {error}") from error
        if answer.headers.get("Content-Type") != "application/timestamp-reply":
            raise TimeStampError(f"{self._url}: not a time-stamp reply")
        return tsp.TimeStampResp.load(answer.content)
