// A file layer that does what strace(1) can't make a system call do: reads and writes that come in pieces, and an
// editor that saves a file at one chosen call. It is loaded before the C library with LD_PRELOAD, so that the
// program itself needs no layer for it.
//
//   FAULTY_FILES_LOG=FILE      a line for every call: its name
//   FAULTY_FILES_PIECE=BYTES   read(2) and write(2) take no more than that at once
//   FAULTY_FILES_INTERRUPT=1   every other call that a signal can interrupt fails with EINTR
//   FAULTY_FILES_AT=N          before call N, counted from 1, a file is saved:
//   FAULTY_FILES_FROM, _TO     renamed from one to the other, as vim saves; or,
//   FAULTY_FILES_IN_PLACE=1    copied over it, as nano saves, and then removed
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls, chosen, piece;
static int interrupts, in_place, journal = -1;
static const char *from, *to;

__attribute__((constructor)) static void configure(void) {
  const char *text;
  if ((text = getenv("FAULTY_FILES_AT"))) chosen = atol(text);
  if ((text = getenv("FAULTY_FILES_PIECE"))) piece = atol(text);
  interrupts = getenv("FAULTY_FILES_INTERRUPT") != NULL;
  in_place = getenv("FAULTY_FILES_IN_PLACE") != NULL;
  from = getenv("FAULTY_FILES_FROM");
  to = getenv("FAULTY_FILES_TO");
  if ((text = getenv("FAULTY_FILES_LOG")))
    journal = syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  // What the program starts has none of this.
  unsetenv("LD_PRELOAD");
}

static void save(void) {
  if (!in_place) {
    syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    return;
  }
  char bytes[65536];
  int source = syscall(SYS_openat, AT_FDCWD, from, O_RDONLY | O_CLOEXEC);
  int target = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  long count;
  while ((count = syscall(SYS_read, source, bytes, sizeof bytes)) > 0) syscall(SYS_write, target, bytes, count);
  syscall(SYS_close, source);
  syscall(SYS_close, target);
  syscall(SYS_unlinkat, AT_FDCWD, from, 0);
}

// What comes before every call. `errno` stays.
static void count(const char *name) {
  int code = errno;
  if (journal >= 0) {
    char line[64];
    size_t length = strlen(name);
    memcpy(line, name, length);
    line[length] = '\n';
    syscall(SYS_write, journal, line, length + 1);
  }
  if (++calls == chosen) save();
  errno = code;
}

// Whether this call is to be interrupted.
static int is_interrupted(void) {
  static unsigned turn;
  if (!interrupts || turn++ % 2) return 0;
  errno = EINTR;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name, parameters, path_arguments)                \
  int name parameters {                                       \
    mode_t mode = 0;                                          \
    if (flags & (O_CREAT | O_TMPFILE)) {                      \
      va_list list;                                           \
      va_start(list, flags);                                  \
      mode = va_arg(list, mode_t);                            \
      va_end(list);                                           \
    }                                                         \
    count(#name);                                             \
    return is_interrupted() ? -1 : NEXT(name) path_arguments; \
  }
OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

ssize_t read(int file, void *bytes, size_t size) {
  count("read");
  if (is_interrupted()) return -1;
  return NEXT(read)(file, bytes, piece && size > (size_t)piece ? (size_t)piece : size);
}

ssize_t write(int file, const void *bytes, size_t size) {
  count("write");
  if (is_interrupted()) return -1;
  return NEXT(write)(file, bytes, piece && size > (size_t)piece ? (size_t)piece : size);
}

#define INTERRUPTIBLE(name, parameters, arguments)       \
  int name parameters {                                  \
    count(#name);                                        \
    return is_interrupted() ? -1 : NEXT(name) arguments; \
  }
INTERRUPTIBLE(fsync, (int file), (file))
INTERRUPTIBLE(flock, (int file, int operation), (file, operation))
INTERRUPTIBLE(ftruncate, (int file, off_t size), (file, size))
INTERRUPTIBLE(ftruncate64, (int file, off64_t size), (file, size))

#define OTHER(result, name, parameters, arguments) \
  result name parameters {                         \
    count(#name);                                  \
    return NEXT(name) arguments;                   \
  }
OTHER(int, fstat, (int file, struct stat *status), (file, status))
OTHER(int, lstat, (const char *path, struct stat *status), (path, status))
OTHER(int, fstatat, (int folder, const char *path, struct stat *status, int flags), (folder, path, status, flags))
OTHER(int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
OTHER(char *, realpath, (const char *path, char *resolved), (path, resolved))
OTHER(DIR *, fdopendir, (int folder), (folder))
OTHER(int, fchmod, (int file, mode_t mode), (file, mode))
OTHER(int, fchown, (int file, uid_t user, gid_t group), (file, user, group))
OTHER(int, renameat, (int a, const char *from_name, int b, const char *to_name), (a, from_name, b, to_name))
OTHER(
    int, renameat2, (int a, const char *from_name, int b, const char *to_name, unsigned flags),
    (a, from_name, b, to_name, flags))
OTHER(
    int, linkat, (int a, const char *from_name, int b, const char *to_name, int flags),
    (a, from_name, b, to_name, flags))
OTHER(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
OTHER(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
OTHER(int, mkdir, (const char *path, mode_t mode), (path, mode))
OTHER(int, rmdir, (const char *path), (path))
OTHER(int, close, (int file), (file))
