"""The room data: what Larkspur's books contain."""
