"""Documents as data: blocks, what fills them (dates, numbers, charts, Markdown), and the renderers.

Nothing here knows Django or the subject of the site; everything is typed strictly.
"""
