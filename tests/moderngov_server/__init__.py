"""A council's ModernGov site on loopback, in the service's own shapes with all its quirks."""
