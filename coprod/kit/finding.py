"""Finding one thing by its key. Most of what that takes is making the SQL, and it is the same each time: it is made once in each process.

Every model of ours is a `Model`, and every set of them a `KeyedQuerySet`: there is nothing to call, `get(pk=...)` and `get(ref=...)` are
quick wherever nothing else is asked for (decision 0028).
"""

from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connections, models
from django.db.models.query import MAX_GET_RESULTS, ModelIterable, prefetch_related_objects
from django.db.models.sql.query import Query

M = TypeVar("M", bound=models.Model)
KEYS = ("pk", "ref")
EVERY_FIELD = (frozenset[str](), True)      # nothing deferred
SAMPLES = {int: 1_987_654_321, str: "sample-of-a-key"}


@dataclass
class Prepared:
    """A query by key as SQL: `compiler` knows how a row becomes a thing, and the key is the parameter at `place`."""

    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    place: int


@dataclass
class Asked:
    """What Django's iteration over models wants to know of a set, and of its query."""

    model: type[models.Model]
    db: str
    prepared: Prepared
    key: int | str
    _known_related_objects: dict[Any, Any] = field(default_factory=dict)

    @property
    def query(self) -> "Asked":
        return self

    def get_compiler(self, using: str) -> Any:
        prepared, place = self.prepared, self.prepared.place
        parameters = (*prepared.parameters[:place], self.key, *prepared.parameters[place + 1:])
        compiler = copy(prepared.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (prepared.sql, parameters)
        return compiler


_prepared: dict[Hashable, Prepared] = {}


class KeyedQuerySet(models.QuerySet[M]):
    """A set whose `get` by a key alone needs no SQL to be made."""

    def get(self, *args: Any, **kwargs: Any) -> M:
        """As ever: the one, or DoesNotExist or MultipleObjectsReturned is raised."""
        if not args and self._is_by_key(kwargs):
            (name, key), = kwargs.items()
            return self._found(name, key)
        return super().get(*args, **kwargs)

    def one_or_none(self, **kwargs: Any) -> M | None:
        """The one with this key; None if there is none."""
        if not self._is_by_key(kwargs):
            return self.filter(**kwargs).first()
        try:
            return self.get(**kwargs)
        except self.model.DoesNotExist:  # type: ignore[attr-defined]
            return None

    def _is_by_key(self, asked: dict[str, Any]) -> bool:
        return len(asked) == 1 and all(name in KEYS and self._is_bare() and self._is_plain(name, key) for name, key in asked.items())

    def _is_bare(self) -> bool:
        """Whether nothing was asked for but whole things, perhaps with related ones and held."""
        query: Any = self.query
        if query.select_for_update and connections[self.db].get_autocommit():
            return False        # Django says that nothing can be held outside a transaction
        return (self._iterable_class is ModelIterable and not query.where.children and not query.annotations
                and len(query.alias_map) < 2 and query.deferred_loading == EVERY_FIELD and query.group_by is None
                and not (query.combinator or query.distinct or query.is_sliced or query.extra or query.extra_tables
                         or query._filtered_relations or query.explain_info)
                and type(query) is Query)

    def _is_plain(self, name: str, key: Any) -> bool:
        """Whether the key goes to the database as it is."""
        known = self.model._meta.pk if name == "pk" else self.model._meta.get_field(name)
        if type(key) is str:
            return isinstance(known, models.CharField) and "\0" not in key
        if type(key) is not int or not isinstance(known, models.IntegerField | models.AutoField):
            return False
        least, most = connections[self.db].ops.integer_field_range(known.get_internal_type())
        return (least is None or key >= least) and (most is None or key <= most)

    def _found(self, name: str, key: int | str) -> M:
        query: Any = self.query
        same = (self.model, self.db, name, type(key), _frozen(query.select_related), query.select_for_update, query.select_for_update_of,
                query.select_for_update_nowait, query.select_for_update_skip_locked, query.select_for_no_key_update)
        if same not in _prepared:
            _prepared[same] = self._prepare(name, SAMPLES[type(key)])
        asked: Any = Asked(self.model, self.db, _prepared[same], key)
        found: list[M] = list(ModelIterable(asked))
        if len(found) != 1:
            model: Any = self.model
            raise (model.MultipleObjectsReturned if found else model.DoesNotExist)(
                f"{len(found) or 'no'} {model._meta.object_name} with this key")
        and_more: Sequence[Any] = self._prefetch_related_lookups  # type: ignore[attr-defined]
        if and_more:
            prefetch_related_objects(found, *and_more)
        return found[0]

    def _prepare(self, name: str, sample: Any) -> Prepared:
        asked = self.filter(**{name: sample}).order_by()
        if not asked.query.select_for_update or connections[self.db].features.supports_select_for_update_with_limit:
            asked.query.set_limits(high=MAX_GET_RESULTS)
        compiler = asked.query.get_compiler(using=self.db)
        sql, parameters = compiler.as_sql()
        compiler.connection = None      # of this thread; each that asks brings its own
        return Prepared(compiler, sql, tuple(parameters), list(parameters).index(sample))


def _frozen(related: Any) -> Hashable:
    """`select_related` as a key: whether, or what, and what of that."""
    return tuple((name, _frozen(more)) for name, more in related.items()) if isinstance(related, dict) else related


class Model(models.Model):
    """A thing of ours, found quickly by its key."""

    objects: Any = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True
