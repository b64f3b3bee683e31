#ifndef BERTH_SYSTEM_CALLS_H
#define BERTH_SYSTEM_CALLS_H

// What Swift's Glibc does not show.

/// How many words the program was called with, its own name included; 0 where the system has handed none over.
int berth_words_count(void);

/// One of them, as it was handed to main: it needs neither /proc nor a free descriptor, as Swift's own
/// CommandLine does on Linux, which has no words where it can't have those.
///
/// \returns NULL behind the last.
const char *berth_word(int index);

/// Lets two names in a folder change places at once: renameat2(2) with RENAME_EXCHANGE; renameatx_np(2) with
/// RENAME_SWAP on macOS.
///
/// \returns 0; -1 with the reason in errno: EINVAL where the file system can't.
int berth_exchange(int folder, const char *name, const char *other);

/// Gives a file or folder another absolute path, if there is nothing: renameat2(2) with RENAME_NOREPLACE;
/// renameatx_np(2) with RENAME_EXCL on macOS. Where the file system can't, it looks first.
///
/// \returns 0; -1 with the reason in errno: EEXIST where there is something.
int berth_rename_to_nothing(const char *path, const char *new_path);

/// Gives an open file the extended attributes of another, xattr(7), its access control list among them, and its inode
/// flags, ioctl_iflags(2). What the file system does not have, or only the system may set, is left out.
///
/// \returns 0; -1 with the reason in errno.
int berth_copy_attributes(int from, int to);

/// When an open file was made, in nanoseconds since the epoch: statx(2); fstat(2) on macOS.
///
/// \returns 0 where the file system does not tell.
long long berth_born(int file);

/// Whether something is mounted at a name in a folder, a single file too: statx(2), since Linux 5.8.
///
/// \returns 1 or 0; -1 where the system does not tell.
int berth_is_mount_point(int folder, const char *name);

/// What `berth_attributes` tells of a file.
enum {
  /// Nothing may be changed in it.
  berth_immutable = 1,
  /// Something may be appended, and nothing changed.
  berth_append_only = 2,
  /// It has a flag that only root can set.
  berth_for_root = 4,
  /// It has capabilities, which a write takes away.
  berth_capable = 8,
};

/// What decides whether and how an open file or folder may be written, and what it loses then: a sum of the above; 0
/// where the file system does not tell.
///
/// \returns -1 with the reason in errno.
int berth_attributes(int file);

/// POSIX_SPAWN_SETSID: posix_spawn(3) starts the process in a session of its own.
extern const short berth_spawn_in_session;

/// Keeps this thread, and every process that it starts from now on, from writing to files, making and removing any,
/// but for devices: landlock(7).
///
/// \returns 0; -1 with the reason in errno where the system can't.
int berth_forbid_writing(void);

/// A new file that lies nowhere, and is closed in programs that are started: its number; -1 with the reason in errno(3).
int berth_memory_file(void);

#endif
