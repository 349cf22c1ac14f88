"""One behavioural model of a department store's customers, drawn in blocks that do not depend on each other."""
