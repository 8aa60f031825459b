"""Where a supporter is reached: told to the post office, which asks for partners and candidates as well."""

from partners.supporters.models import Supporter


def reached_at(ref: str) -> tuple[str, str] | None:
    """What to call the supporter with that ref, and their address; None for anybody else."""
    found = Supporter.objects.filter(ref=ref).values_list("name", "email").first()
    return (found[0], found[1]) if found else None
