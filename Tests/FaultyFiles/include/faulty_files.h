// Nothing to include: the library works by being loaded before the C library, with LD_PRELOAD.
