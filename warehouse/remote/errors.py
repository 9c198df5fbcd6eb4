"""What goes wrong with an object store, in one line that holds no secret."""

from __future__ import annotations

import re

MEND = "nothing is lost: what the store holds stays as it is, and what was not sent yet is sent by the next run on this machine"
NO_CONDITIONS = (
    "{}: this store takes no conditional writes (If-None-Match, If-Match), without which two runs could not be kept from overwriting each other; "
    "use one that does (S3, MinIO, Ceph, R2 in their present versions), or a home on a shared file system"
)
_CODE, _MESSAGE = re.compile(r"<Code>([A-Za-z0-9.]{1,60})</Code>"), re.compile(r"<Message>([^<]{1,200})</Message>")
_STATUS = re.compile(r"status code: (\d{3})(?: ([A-Za-z ]{1,40}))?")
_CREDENTIALS = {
    "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "AuthorizationHeaderMalformed", "InvalidSecurity",
    "AuthenticationFailed", "InvalidAuthenticationInfo",
}  # fmt: skip
NO_BUCKET = ("NoSuchBucket", "ContainerNotFound")
"""What stores answer where the bucket, at Azure the container, is not there."""
_VARIABLES = {
    "s3": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"),
    "gs": ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_SERVICE_ACCOUNT"),
    "az": ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY", "AZURE_STORAGE_SAS_TOKEN"),
}
"""Where the credentials for the addresses of a kind stand."""
_METADATA = ("169.254.169.254", "169.254.170.2", "fd00:ec2::254", "metadata.google.internal")
"""Where machines of a cloud are asked for credentials, which is tried where none are given."""


class RemoteError(RuntimeError):
    """The object store cannot be used, or does not hold what it should; the message says all."""


class TakenOver(RemoteError):
    """Another run has the home now: this one can send nothing any more."""


class Changed(RuntimeError):
    """A conditional write came too late: another one was first."""


def told(error: BaseException, address: str) -> str:
    """What is wrong, and the mend. Of what the store answered only the code and a short message are told: its answers may repeat keys."""
    text = str(error)
    code, status = _found(_CODE, text), _STATUS.search(text)
    number = status[1] if status else ""
    variables = ", ".join(_VARIABLES.get(address.partition("://")[0], _VARIABLES["s3"]))
    if code in NO_BUCKET:
        return f"{address}: there is no such bucket; create it, or name another home"
    if code == "NotImplemented" or number == "501":
        return NO_CONDITIONS.format(address)
    if code in _CREDENTIALS or number == "401":
        return f"{address}: the store does not take the credentials ({code or 'unauthorized'}); look at {variables}"
    if any(place in text for place in _METADATA):
        return f"{address}: no credentials were found; set {variables}, or give this machine a role"
    if "Account must be specified" in text:
        return f"{address}: set AZURE_STORAGE_ACCOUNT_NAME to the account that has the container"
    if code == "AccessDenied" or number == "403":
        return f"{address}: the store refuses access ({code or 'forbidden'}): these credentials need to list, read, write and delete there"
    if number:
        answer = f"{number} {code}".strip() + (f": {message}" if (message := _found(_MESSAGE, text)) else "")
        return f"{address}: the store answered {answer}; {MEND}"
    if "http" in text.lower() or "error sending request" in text or "timed out" in text.lower():
        return f"{address}: the store cannot be reached or broke off; {MEND}"
    return f"{address}: the store failed ({type(error).__name__}); {MEND}"


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
