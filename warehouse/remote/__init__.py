"""A home kept in an object store: a copy of it on this machine is worked on as any home is, and sent there.

What is in the store counts by one object, the manifest: it names every file of the home with its SHA-256. Files are put first, under
names that hold their hash and so are never overwritten, and then the manifest takes the place of the one before, on condition that it
still is the one before. A run killed anywhere leaves the old manifest or the new one, and of two runs only one can ever follow it.
"""
