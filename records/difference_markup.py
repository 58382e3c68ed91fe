"""What changed between two texts, as HTML that can also be heard."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from document.differences import PieceKind


def as_markup(pieces):
    """The pieces as HTML: <del> and <ins>, with words around them for those who do not see the marks."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece):
    if piece.kind is PieceKind.SAME:
        return piece.text
    name, said = {PieceKind.REMOVED: ("del", _("removed:")), PieceKind.ADDED: ("ins", _("added:"))}[piece.kind]
    return format_html(
        '<{name}><span class="visually-hidden">[{said} </span>{text}<span class="visually-hidden">]</span></{name}>',
        name=name, said=said, text=piece.text,
    )  # fmt: skip
