"""What is read for a batch of messages is read once, and anew for the next."""

from coprod.post.batch import once, one_batch, remember


def test_within_a_batch_a_thing_is_read_once_and_outside_always():
    asked = []

    def read():
        asked.append("read")
        return None

    for _ in range(3):
        once("stage", read)
    assert len(asked) == 3

    for _ in range(2):
        with one_batch():
            for _ in range(3):
                once("stage", read)
    assert len(asked) == 5      # also what is not there is asked for once


def test_what_was_read_for_many_is_found():
    with one_batch():
        remember(("partner", "a"), "Amina")
        assert once(("partner", "a"), lambda: "somebody else") == "Amina"
    remember(("partner", "a"), "Amina")
    assert once(("partner", "a"), lambda: "somebody else") == "somebody else"
