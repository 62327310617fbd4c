"""Forms of complaints: what was typed becomes something a service can take."""
