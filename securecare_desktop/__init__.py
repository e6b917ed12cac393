"""SecureCare Desktop: an offline, encrypted record of placement plans, family time and changes of worker."""

__version__ = "0.1.0"
