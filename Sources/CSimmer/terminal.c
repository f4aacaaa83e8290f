// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "CSimmer.h"
#include <signal.h>
#include <string.h>
#include <unistd.h>

// What the handler needs: it may call nothing but system calls.
static int crash_terminal = -1;
static struct termios crash_modes;
static char crash_text[64];
static size_t crash_count;

static void on_crash(int number) {
  ssize_t written = write(crash_terminal, crash_text, crash_count);
  (void)written;
  tcsetattr(crash_terminal, TCSANOW, &crash_modes);
  // SA_RESETHAND: the second time it is deadly.
  raise(number);
}

void simmer_restore_at_crash(int terminal, const struct termios *modes, const char *text) {
  crash_terminal = terminal;
  crash_modes = *modes;
  crash_count = strnlen(text, sizeof crash_text);
  memcpy(crash_text, text, crash_count);
  static const int deadly[] = {SIGILL, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP};
  struct sigaction handle = {.sa_handler = on_crash, .sa_flags = SA_RESETHAND | SA_NODEFER};
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) sigaction(deadly[i], &handle, NULL);
}
