#ifndef BERTH_EXCHANGE_H
#define BERTH_EXCHANGE_H

/// Lets two names in a folder change places at once: renameat2(2) with RENAME_EXCHANGE, which Swift's Glibc does
/// not show; renamex_np(2) with RENAME_SWAP on macOS.
///
/// \returns 0; -1 with the reason in errno: EINVAL where the file system can't.
int berth_exchange(int folder, const char *name, const char *other);

#endif
