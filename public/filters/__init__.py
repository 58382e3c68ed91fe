"""What may stand in the addresses of the public lists."""
