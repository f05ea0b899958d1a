"""The title film: drawn, sounded, described and encoded by this project until the real one.

Run it with the project's Python: ``.venv/bin/python -m tools.film``. It needs ffmpeg, espeak-ng and
Chromium, takes two minutes, and writes content/media/clip/. The files are committed: other versions of
these programs make other bytes, the same versions the same ones.
"""
