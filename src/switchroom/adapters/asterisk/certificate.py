"""A certificate of our own for WSS and DTLS, made at set-up."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from switchroom.kernel.time import Instant

LIFE = timedelta(days=3650)


def make_certificate(folder: Path, names: list[str], now: Instant) -> tuple[Path, Path]:
    """Write `certificate.pem` and `key.pem` unless they are there; returns their paths.

    Elliptic, since a DTLS handshake with it costs a tenth of one with RSA.
    """
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (certificate.exists() and key.exists()):
        private = ec.generate_private_key(ec.SECP256R1())
        key.write_bytes(_private_pem(private))
        key.chmod(0o640)
        certificate.write_bytes(_signed(private, names, now))
    return certificate, key


def _private_pem(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _signed(private: ec.EllipticCurvePrivateKey, names: list[str], now: Instant) -> bytes:
    since = datetime.fromtimestamp(now / 1000, UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(days=1))
        .not_valid_after(since + LIFE)
        .add_extension(x509.SubjectAlternativeName([_alternative(n) for n in names]), False)
    )
    return builder.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
