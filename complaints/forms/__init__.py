"""Forms of the pages. The services check every rule again."""
