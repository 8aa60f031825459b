"""What stands in an answer, whatever kind of file it is."""

import io
import zipfile


def words_in(response) -> str:
    """The text of a page; of an Excel file that of its parts."""
    if not response.content.startswith(b"PK"):
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())
