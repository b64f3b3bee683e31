// What Swift's Glibc does not show: xattr(7).
#include <sys/xattr.h>
