from accounts.models import User
from records.history.registration import keep_history

keep_history(User, m2m_fields=["partners", "groups"], excluded_fields=["password", "last_login"])
