"""A soft authenticator: makes passkeys and signs with them as a device would."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)


@dataclass
class SoftKey:
    """One passkey of one device; ``counter`` and ``verified`` may be bent by a test."""

    credential_id: bytes = b"a-soft-key-of-the-tests-01"
    counter: int = 0
    verified: bool = True
    handle: bytes = b""
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str, origin: str) -> str:
        """Answer ``navigator.credentials.create``."""
        asked = json.loads(options)["publicKey"]
        self.handle = websafe_decode(asked["user"]["id"])
        client = self._client("webauthn.create", asked, origin)
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # of fido2
        known = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        data = self._data(asked["rp"]["id"], known)
        made = AttestationObject.create("none", data, {})
        return self._said({"clientDataJSON": client, "attestationObject": made})

    def sign(self, options: str, origin: str) -> str:
        """Answer ``navigator.credentials.get``."""
        asked = json.loads(options)["publicKey"]
        client = self._client("webauthn.get", asked, origin)
        data = self._data(asked["rpId"], b"")
        signature = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        return self._said(
            {
                "clientDataJSON": client,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.handle,
            }
        )

    def _client(self, kind: str, asked: dict[str, Any], origin: str) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=asked["challenge"], origin=origin)

    def _data(self, host: str, known: bytes) -> AuthenticatorData:
        self.counter += 1
        flags = AuthenticatorData.FLAG.UP
        if self.verified:
            flags |= AuthenticatorData.FLAG.UV
        if known:
            flags |= AuthenticatorData.FLAG.AT
        host_hash = hashlib.sha256(host.encode()).digest()
        made: AuthenticatorData = AuthenticatorData.create(host_hash, flags, self.counter, known)
        return made

    def _said(self, parts: dict[str, bytes]) -> str:
        name = websafe_encode(self.credential_id)
        response = {key: websafe_encode(value) for key, value in parts.items()}
        said = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps({**said, "clientExtensionResults": {}})
