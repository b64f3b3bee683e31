#define _GNU_SOURCE
#include "system_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const short berth_spawn_in_session = POSIX_SPAWN_SETSID;

int berth_exchange(int folder, const char *name, const char *other) {
#if defined(RENAME_EXCHANGE)
  return renameat2(folder, name, folder, other, RENAME_EXCHANGE);
#elif defined(RENAME_SWAP)
  return renameatx_np(folder, name, folder, other, RENAME_SWAP);
#else
  errno = EINVAL;
  return -1;
#endif
}

int berth_rename_to_nothing(const char *path, const char *new_path) {
#if defined(RENAME_NOREPLACE)
  if (renameat2(AT_FDCWD, path, AT_FDCWD, new_path, RENAME_NOREPLACE) == 0) return 0;
#elif defined(RENAME_EXCL)
  if (renameatx_np(AT_FDCWD, path, AT_FDCWD, new_path, RENAME_EXCL) == 0) return 0;
#endif
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP && errno != EPERM && errno != EXDEV) return -1;
  struct stat status;
  if (lstat(new_path, &status) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(path, new_path);
}

#if defined(__linux__)
#include <fcntl.h>
#include <sys/stat.h>

int berth_is_mount_point(int folder, const char *name) {
  const uint64_t mount_root = 0x2000; // STATX_ATTR_MOUNT_ROOT, which the header may be too old to know
  struct statx status;
  if (statx(folder, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, 0, &status) != 0) return -1;
  if ((status.stx_attributes_mask & mount_root) == 0) return -1;
  return (status.stx_attributes & mount_root) != 0;
}
#else
int berth_is_mount_point(int folder, const char *name) {
  (void)folder, (void)name;
  return -1;
}
#endif

#if defined(__linux__)
#include <linux/fs.h>
#include <linux/limits.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>

// Whether a failure says that this attribute is not for us, or not for this file system.
static int is_out_of_reach(void) {
  return errno == ENOTSUP || errno == EPERM || errno == EACCES || errno == ENODATA;
}

// The flags that a person sets.
static const int kept_flags = FS_SECRM_FL | FS_UNRM_FL | FS_COMPR_FL | FS_SYNC_FL | FS_NODUMP_FL | FS_NOATIME_FL |
                              FS_NOCOMP_FL | FS_JOURNAL_DATA_FL | FS_NOTAIL_FL | FS_NOCOW_FL;

// Whether a failure says that inode flags are not for us, or not for this file system.
static int has_no_flags(void) {
  return is_out_of_reach() || errno == ENOTTY || errno == EINVAL || errno == ENOSYS;
}

// The inode flags; none where the file system has none, or they are not for us. Less than 0 where the call failed.
static int get_flags(int file, int *flags) {
  *flags = 0;
  if (ioctl(file, FS_IOC_GETFLAGS, flags) == 0) return 0;
  *flags = 0;
  return has_no_flags() ? 0 : -1;
}

int berth_attributes(int file) {
  int flags = 0, attributes = 0;
  if (get_flags(file, &flags) != 0) return -1;
  if (flags & FS_IMMUTABLE_FL) attributes |= berth_immutable;
  if (flags & FS_APPEND_FL) attributes |= berth_append_only;
  if (flags & FS_JOURNAL_DATA_FL) attributes |= berth_for_root;
  if (fgetxattr(file, "security.capability", NULL, 0) >= 0) attributes |= berth_capable;
  else if (!is_out_of_reach()) return -1;
  return attributes;
}

// Gives a file that is empty those flags of another.
static int copy_flags(int from, int to) {
  int theirs = 0, own = 0;
  if (get_flags(from, &theirs) != 0 || get_flags(to, &own) != 0) return -1;
  int wanted = (own & ~kept_flags) | (theirs & kept_flags);
  if (wanted == own || ioctl(to, FS_IOC_SETFLAGS, &wanted) == 0) return 0;
  // One of them is not to be had: the others are.
  for (int flag = 1; flag > 0 && flag <= kept_flags; flag <<= 1) {
    if (((wanted ^ own) & flag) == 0) continue;
    int one = own ^ flag;
    if (ioctl(to, FS_IOC_SETFLAGS, &one) == 0) own = one;
    else if (!has_no_flags()) return -1;
  }
  return 0;
}

int berth_copy_attributes(int from, int to) {
  if (copy_flags(from, to) != 0) return -1;
  char names[XATTR_LIST_MAX], value[XATTR_SIZE_MAX];
  // A list that the folder has as its default is not the other file's.
  if (fremovexattr(to, "system.posix_acl_access") != 0 && !is_out_of_reach()) return -1;
  ssize_t size = flistxattr(from, names, sizeof names);
  if (size < 0) return is_out_of_reach() ? 0 : -1;
  for (char *name = names; name < names + size; name += strlen(name) + 1) {
    ssize_t length = fgetxattr(from, name, value, sizeof value);
    if (length >= 0 && fsetxattr(to, name, value, (size_t)length, 0) == 0) continue;
    if (!is_out_of_reach()) return -1;
  }
  return 0;
}
#else
#include <copyfile.h>

int berth_attributes(int file) { return 0; }

int berth_copy_attributes(int from, int to) {
  return fcopyfile(from, to, NULL, COPYFILE_XATTR | COPYFILE_ACL);
}
#endif

#if defined(__linux__)
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

long long berth_born(int file) {
  struct statx status;
  if (statx(file, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return 0;
  return status.stx_btime.tv_sec * 1000000000LL + status.stx_btime.tv_nsec;
}

// <linux/landlock.h> and the numbers of its calls, which are the same on every processor; the header may be older
// than the kernel.
enum { create_ruleset = 444, add_rule = 445, restrict_self = 446 };
enum { version = 1, path_beneath = 1 };
// LANDLOCK_ACCESS_FS_*: WRITE_FILE, REMOVE_DIR to MAKE_SYM; REFER since version 2, TRUNCATE since 3.
enum { write_file = 1 << 1, remove_and_make = 0x1ff << 4, refer = 1 << 13, truncate_file = 1 << 14 };

int berth_forbid_writing(void) {
  long known = syscall(create_ruleset, NULL, 0, version);
  if (known < 1) return -1;
  uint64_t handled = write_file | remove_and_make;
  if (known >= 2) handled |= refer;
  if (known >= 3) handled |= truncate_file;
  long rules = syscall(create_ruleset, &handled, sizeof handled, 0);
  if (rules < 0) return -1;
  struct {
    uint64_t allowed;
    int32_t folder;
  } __attribute__((packed)) devices = {handled & (write_file | truncate_file), open("/dev", O_PATH | O_CLOEXEC)};
  long result = devices.folder < 0 ? -1 : syscall(add_rule, rules, path_beneath, &devices, 0);
  if (result == 0) result = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (result == 0) result = syscall(restrict_self, rules, 0);
  if (devices.folder >= 0) close(devices.folder);
  close((int)rules);
  return (int)result;
}
#else
#include <sys/stat.h>

long long berth_born(int file) {
  struct stat status;
  if (fstat(file, &status) != 0) return 0;
  return status.st_birthtimespec.tv_sec * 1000000000LL + status.st_birthtimespec.tv_nsec;
}

int berth_forbid_writing(void) {
  errno = ENOSYS;
  return -1;
}
#endif

// Source: memfd_create(2), `MFD_CLOEXEC`.
int berth_memory_file(void) {
#ifdef __linux__
  return (int)syscall(SYS_memfd_create, "berth", 1);
#else
  FILE *file = tmpfile();
  if (file == NULL) return -1;
  int number = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
  fclose(file);
  return number;
#endif
}
