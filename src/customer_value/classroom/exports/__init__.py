"""Banks and glossaries in the formats of other programs: one module for each format, all named in `formats`."""
