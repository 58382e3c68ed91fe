"""What an accident or an attacker does to the site as it is shipped: real processes, a real database, a full disk."""
