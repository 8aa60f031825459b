"""A file served in parts, as browsers ask for it while they play a recording (RFC 9110, section 14): one part at a time."""

import re
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

_ASKED = re.compile(r"bytes=(\d*)-(\d*)$", re.ASCII)
SOME = 64 * 1024


def part_asked(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that a header asks for; None to send all. Raises ValueError for a part that is not there."""
    found = _ASKED.match(header.strip())
    if found is None or found.groups() == ("", ""):     # another unit, several parts, or nothing that we know: all of it is right, too
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
        if not int(last):
            raise ValueError(header)
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < int(first):
            return None
    if start >= size:
        raise ValueError(header)
    return start, end


def _pieces(field: Any, start: int, end: int) -> Any:
    """It is opened when the first piece is taken: an answer that nobody reads leaves nothing open."""
    with field.open("rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(SOME, left))):
            left -= len(piece)
            yield piece


def in_parts(request: HttpRequest, field: Any, *, filename: str, content_type: str) -> HttpResponse | StreamingHttpResponse:
    """The file behind a field, whole or in the part that the browser asks for; to be kept, never to be opened as a page."""
    size = field.size
    response: HttpResponse | StreamingHttpResponse
    try:
        part = part_asked(request.headers.get("Range", ""), size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    if part is None:
        response = FileResponse(field.open("rb"), as_attachment=True, filename=filename, content_type=content_type)
    else:
        start, end = part
        response = StreamingHttpResponse(_pieces(field, start, end), status=206, content_type=content_type, headers={
            "Content-Length": str(end - start + 1), "Content-Range": f"bytes {start}-{end}/{size}",
            "Content-Disposition": f'attachment; filename="{filename}"'})
    response.headers["Accept-Ranges"] = "bytes"
    return response
