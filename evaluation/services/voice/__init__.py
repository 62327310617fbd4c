"""Citizens' voice: storing waves of surveys, and the contact survey of the corps itself."""
