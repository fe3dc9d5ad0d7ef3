"""Users and their tokens as JSON documents; no document holds the secret of a token that is there already."""

from claimtrack.domain.accounts import TokenRecord, UserRecord
from claimtrack.formats.documents import Json, stamp


def user(found: UserRecord) -> Json:
    """Return a user."""
    return {
        "id": found.id,
        "name": found.name,
        "role": found.role.value,
        "version": found.version,
        "created": stamp(found.created),
        "disabled": stamp(found.disabled) if found.disabled else None,
        "tokens": found.tokens,
    }


def token(found: TokenRecord) -> Json:
    """Return a token without its secret."""
    return {
        "number": found.number,
        "standing": found.standing,
        "label": found.label,
        "created": stamp(found.created),
        "expires": stamp(found.expires) if found.expires else None,
    }
