#include "system_calls.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
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

// Whether errors are to be told as JSON, as Call.swift reads it from the words; it needs no memory.
static int wants_json(void) {
  for (int index = 1; index < words_count && strcmp(words[index], "--") != 0; index++) {
    if (strcmp(words[index], "--format=json") == 0) return 1;
    if (strcmp(words[index], "--format") == 0 && index + 1 < words_count && strcmp(words[index + 1], "json") == 0)
      return 1;
  }
  return 0;
}

// Swift ends a program without memory with SIGABRT and a trace of the stack. The linker puts this in malloc's place
// (--wrap=malloc): it says what is the matter and ends as any failure does. What had been begun is then as after a kill:
// the next run undoes or finishes it. The version is JSONReport's.
__attribute__((weak)) void *__real_malloc(size_t size);

void *__wrap_malloc(size_t size) {
  void *memory = __real_malloc(size);
  if (memory != NULL || size == 0) return memory;
  int is_json = wants_json();
  const char *text =
      is_json ? "{\"format_version\": \"1.2\", \"error\": {\"status\": 1, \"message\": \"%s\", \"problems\": []}}\n"
              : "berth: %s\n";
  char message[200], whole[300];
  snprintf(message, sizeof message,
           "out of memory: %zu bytes more can't be had; nothing is half written, and what had been begun is undone or "
           "finished by the next berth that writes",
           size);
  int length = snprintf(whole, sizeof whole, text, message);
  if (length > 0 && write(is_json ? STDOUT_FILENO : STDERR_FILENO, whole, (size_t)length) < 0) _exit(1);
  _exit(1);
}
#endif
