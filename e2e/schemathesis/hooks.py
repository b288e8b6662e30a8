"""How a STOW-RS body is sent, which schemathesis does not know by itself."""

import schemathesis

CONTENT_TYPE = 'multipart/related; type="application/dicom"; boundary=part'


@schemathesis.serializer("multipart/related")
def multipart_related(ctx, value):
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"--part\r\nContent-Type: application/dicom\r\n\r\n" + data + b"\r\n--part--\r\n"


@schemathesis.hook
def before_call(ctx, case, kwargs):
    if case.media_type == "multipart/related":
        case.headers["Content-Type"] = CONTENT_TYPE
