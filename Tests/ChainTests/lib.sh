# What the scenarios stand on; each part says what it is about.
#
#   H, HOME_H      the account on the host that is being tested, and its home
#   LINK           where its link lies
#   W              this test's own folder (0711), W/x one that H may write to
#   check WHAT TEST...    fails the test with WHAT unless the command TEST succeeds

chain_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$chain_folder/../.." && pwd)
for chain_part in checks accounts world install server laptops typing; do
  # shellcheck source=/dev/null
  . "$chain_folder/lib/$chain_part.sh"
done
