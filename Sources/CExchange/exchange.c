#define _GNU_SOURCE
#include "exchange.h"

#include <errno.h>
#include <stdio.h>

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
