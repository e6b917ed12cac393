"""Handover packs: the dialog that makes one, and the register of copies."""
