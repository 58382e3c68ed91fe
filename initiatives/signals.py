"""What the packages above may listen to."""

from django.dispatch import Signal

state_changed = Signal()
"""A text under review changed its state: `text`, and `entry`, its new line in the log. Sent within the transaction."""
