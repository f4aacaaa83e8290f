# SPDX-License-Identifier: GPL-3.0-or-later
# Reads lines that end in NUL and says to stderr, behind "#NUMBER", what bash has to say of each. With noexec set
# before the line is parsed, nothing of it runs.
i=0
while IFS= read -r -d '' line; do
  printf '\n#%d\n' $((i++)) >&2
  (eval "set -n
$line
") </dev/null
done
