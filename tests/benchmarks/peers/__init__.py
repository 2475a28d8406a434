"""Other generators, set up for the same content as their own documentation has it."""
