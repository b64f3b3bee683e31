#include "system_calls.h"

#include <stddef.h>

static int words_count;
static char *const *words;

// The loader hands a constructor what it hands main: ld.so and a static glibc do so, and macOS's dyld.
__attribute__((constructor)) static void keep_words(int argc, char **argv) {
  words_count = argc;
  words = argv;
}

int berth_words_count(void) { return words == NULL ? 0 : words_count; }

const char *berth_word(int index) { return index >= 0 && index < berth_words_count() ? words[index] : NULL; }

#if defined(BERTH_IS_STATIC)
// Before main, Swift's runtime looks for a crash reporter near the program, and a static one asks /proc where that is:
// where no /proc is mounted, it ends the program (Backtrace.cpp, Paths.cpp). Nothing else of the runtime asks for it,
// and there is no crash reporter beside a single binary: so this answers in its place.
char *swift_copyAuxiliaryExecutablePath(const char *name) {
  (void)name;
  return NULL;
}
#endif
