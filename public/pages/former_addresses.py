"""Former addresses: what names a record may change; an address in which its old name stands leads on, for ever."""

from functools import wraps

from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from public.index.caching import REVALIDATE
from records.models.addresses import find_record_by_address


def follow_former_names(**models):
    """Decorate a public view: where its address leads nowhere, former names in it lead to the address of today.

    Each argument of the address that names a record is given with its model, parents before their children. What the
    public cannot see is not found under its former name either.
    """

    def decorate(view):
        @wraps(view)
        def leading(request, **arguments):
            try:
                return view(request, **arguments)
            except Http404:
                current = arguments | find_present_names(models, arguments)
                if current == arguments:
                    raise
                response = view(request, **current)
            if response.status_code == 301:
                return response
            matched = request.resolver_match
            return redirect_to_present(request, reverse(matched.view_name, kwargs=current))

        return leading

    return decorate


def redirect_to_present(request, address):
    """The way to the address of today, with what was asked behind the old one.

    For ever; but a browser asks again each time, since the record may get its first name back.
    """
    asked = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
    response["Cache-Control"] = REVALIDATE
    return response


def find_present_names(models, names):
    """The names by which records are known today, for those by which they were known at any time.

    `models` has the model of each name that names a record, parents before their children; a name that leads to no
    record stays as it is.
    """
    present, records = {}, {}
    for argument, model in models.items():
        parent = _find_parent(model, records)
        if len(model.address_fields) > 1 and parent is None:
            continue
        found = find_record_by_address(model, names[argument], parent)
        if found is not None:
            records[type(found)] = found
            present |= _find_moved_with(models, found) | {argument: getattr(found, model.address_fields[-1])}
    # Each of the type in which the address gives it.
    return {argument: type(names[argument])(name) for argument, name in present.items()}


def find_named_model(model, path):
    """The model whose records the field at the end of the path names in addresses, or None where it names none."""
    *relations, name = path.split("__")
    try:
        for relation in relations:
            model = model._meta.get_field(relation).related_model
    except FieldDoesNotExist:
        return None
    return model if getattr(model, "address_fields", ())[-1:] == (name,) else None


def _find_parent(model, records):
    if len(model.address_fields) == 1:
        return None
    return records.get(_get_parent_model(model))


def _get_parent_model(model):
    return model._meta.get_field(model.address_fields[0].removesuffix("_id")).related_model


def _find_moved_with(models, record):
    """The names of what the record stands in today: it may have been moved."""
    names = {}
    child = record
    while len(child.address_fields) > 1:
        child = getattr(child, child.address_fields[0].removesuffix("_id"))
        names |= {
            argument: getattr(child, child.address_fields[-1])
            for argument, model in models.items()
            if model is type(child)
        }
    return names
