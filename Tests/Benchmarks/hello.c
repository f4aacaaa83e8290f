// SPDX-License-Identifier: GPL-3.0-or-later

#include <stdio.h>

/// The yardstick for a verb that the shell calls: the least that a dynamically linked program can cost.
int main(void) { return puts("hello") == EOF; }
