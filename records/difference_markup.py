"""The differences between two texts, as HTML that a screen reader can tell too."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from document.differences import PieceKind


def render_differences(pieces):
    """The pieces as HTML: <del> and <ins>, with hidden words for those who do not see the marks."""
    return format_html_join("", "{}", ((_render_piece(piece),) for piece in pieces))


def _render_piece(piece):
    if piece.kind is PieceKind.SAME:
        return piece.text
    name, said = {PieceKind.REMOVED: ("del", _("removed:")), PieceKind.ADDED: ("ins", _("added:"))}[piece.kind]
    return format_html(
        '<{name}><span class="visually-hidden">[{said} </span>{text}<span class="visually-hidden">]</span></{name}>',
        name=name, said=said, text=piece.text,
    )  # fmt: skip
