"""In-process execution: whole programs (in_process.py), and single functions called from Python (load.py)."""
