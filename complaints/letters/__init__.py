"""Letters about a complaint: templates as data, filled from the file, frozen when sent.

Texts stand in `data/complaints/letters/<template>.<language>.txt`: the subject, an empty line, paragraphs. `{name}` is
filled in; a paragraph whose name has no value is left out; `[...]` is for the handler to write. `templates.TEMPLATES`
says which letters there are and when.
"""
