"""coprod: software for running co-production programmes in health and social care.

This package holds the lower buildings (kit, accounts, trail, post) and the roof
(settings, urls, celery, wsgi). The two domains, `partners` and `programmes`, stand
beside it. `BUILDINGS` is their order: each imports only itself and what stands lower.
"""

__version__ = "0.1.0"

BUILDINGS = (
    "coprod.kit",
    "coprod.accounts",
    "coprod.trail",
    "coprod.post",
    "partners",
    "programmes",
)

FLOORS = {
    0: ("lifecycles", "catalogue", "roles"),
    1: ("models",),
    2: ("policies", "proofs", "notices", "telling", "showing", "queues", "pictures"),
    3: ("forms",),
    4: ("actions",),
    5: ("views", "tasks", "admin", "context", "story"),
    6: ("urls",),
}
