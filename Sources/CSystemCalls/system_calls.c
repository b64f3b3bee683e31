#define _GNU_SOURCE
#include "system_calls.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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

#if defined(__linux__)
#include <linux/limits.h>
#include <sys/xattr.h>

// Whether a failure says that this attribute is not for us, or not for this file system.
static int is_out_of_reach(void) {
  return errno == ENOTSUP || errno == EPERM || errno == EACCES || errno == ENODATA;
}

int berth_copy_attributes(int from, int to) {
  char names[XATTR_LIST_MAX], value[XATTR_SIZE_MAX];
  // A list that the folder has as its default is not the other file's.
  fremovexattr(to, "system.posix_acl_access");
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

int berth_copy_attributes(int from, int to) { return fcopyfile(from, to, NULL, COPYFILE_XATTR | COPYFILE_ACL); }
#endif
