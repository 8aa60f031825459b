"""What differs between two editions, standard by standard. Both sides of a programme read it before they agree to move."""

from dataclasses import dataclass

from programmes.catalogue.kinds import Edition, Standard


@dataclass(frozen=True, slots=True)
class Difference:
    """One standard that is not the same in both: `was` is None where it is new, `will_be` where it is not asked any more."""

    code: str
    stage: str                  # the code of its stage
    was: Standard | None
    will_be: Standard | None

    @property
    def standard(self) -> Standard:
        """The standard as it will be, or as it was where it goes."""
        found = self.will_be or self.was
        assert found is not None, "a difference is about a standard"
        return found

    @property
    def is_added(self) -> bool:
        return self.was is None

    @property
    def is_gone(self) -> bool:
        return self.will_be is None

    @property
    def question_changed(self) -> bool:
        return bool(self.was and self.will_be and str(self.was.question) != str(self.will_be.question))

    @property
    def evidence_changed(self) -> bool:
        return bool(self.was and self.will_be and str(self.was.evidence) != str(self.will_be.evidence))


def differences(old: Edition, new: Edition) -> list[Difference]:
    """Every standard that was added, is asked or shown in other words, or is not asked any more, in the order of the stages."""
    found = []
    for stage in new.stages:
        before = {standard.code: standard for standard in old.stage(stage.code).standards}
        after = {standard.code: standard for standard in stage.standards}
        for code in [*before, *(code for code in after if code not in before)]:
            each = Difference(code, stage.code, before.get(code), after.get(code))
            if each.is_added or each.is_gone or each.question_changed or each.evidence_changed:
                found.append(each)
    return found
