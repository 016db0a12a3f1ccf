"""Pages for people without Telegram: an aiohttp application that slices hang their pages into.

A page belongs to whoever holds its link: there are no accounts and no cookies. Links carry a
one-time token (`tokens`) and are made with `links.link_to`; everything a person typed is escaped by
the templates. Nothing is loaded from elsewhere, and no page needs JavaScript.
"""
