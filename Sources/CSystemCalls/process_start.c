#include "system_calls.h"

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

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

// Swift ends a program without memory with SIGABRT and a trace of the stack. The linker puts this in malloc's place
// (--wrap=malloc): it says what is the matter and ends as any failure does. What had been begun is then as after a kill:
// the next run undoes or finishes it.
__attribute__((weak)) void *__real_malloc(size_t size);

void *__wrap_malloc(size_t size) {
  void *memory = __real_malloc(size);
  if (memory != NULL || size == 0) return memory;
  char text[200];
  int length = snprintf(text, sizeof text,
                        "berth: out of memory: %zu bytes more can't be had; nothing is half written, and what had been "
                        "begun is undone or finished by the next berth that writes\n",
                        size);
  if (length > 0 && write(STDERR_FILENO, text, (size_t)length) < 0) _exit(1);
  _exit(1);
}
#endif
