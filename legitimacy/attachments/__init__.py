"""Files that people hand over: checked by their bytes, sealed, scanned, and read as a stripped copy.

`services.attachment_add` takes a file, `selectors.attachments_of` lists them, `services.attachment_read` gives the copy
for reading. Only the app that owns a file opens it, after its own rules.
"""
