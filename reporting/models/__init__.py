from reporting.models.editions import Edition, EditionText
from reporting.models.issues import Issue, IssuedReport

__all__ = ["Edition", "EditionText", "Issue", "IssuedReport"]
