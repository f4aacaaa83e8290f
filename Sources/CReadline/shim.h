// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <readline/readline.h>

/// The version of the linked GNU readline, such as "8.2". Swift 6 rejects mutable C globals; a getter is safe to call.
static inline const char *_Nonnull simmer_readline_version(void) { return rl_library_version; }
