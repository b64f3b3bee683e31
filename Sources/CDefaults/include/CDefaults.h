#ifndef BERTH_DEFAULTS_H
#define BERTH_DEFAULTS_H

/// A file of `templates/` or `profiles/`, as it was when the program was built.
struct berth_default {
  /// Relative to the project: `templates/ssh/rc`.
  const char *path;
  const char *text;
};

/// All of them, in the order of their paths. The last one's `path` is NULL.
const struct berth_default *berth_defaults(void);

#endif
