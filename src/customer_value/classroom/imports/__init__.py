"""Questions of other programs as a bank: one module for each format, all named in `reading`."""
