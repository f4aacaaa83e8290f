// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "CSimmer.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// In C, and on the stack: each supervisor does this once, and would keep what Swift's text takes of the heap.
enum { most = 16384 };

static ssize_t read_file(const char *path, char text[most]) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, most - 1);
  close(file);
  if (count >= 0) text[count] = 0;
  return count;
}

static int64_t number_in(const char *path, const char *key) {
  char text[most];
  size_t length = strlen(key);
  if (read_file(path, text) < 0) return -1;
  for (const char *line = text; line != NULL && *line != 0; line = strchr(line, '\n'), line += line != NULL) {
    if (strncmp(line, key, length) == 0 && line[length] == ' ') return strtoll(line + length, NULL, 10);
  }
  return -1;
}

int64_t simmer_memory_kills(const char *root) {
  char path[4096];
  snprintf(path, sizeof path, "%s/proc/vmstat", root);
  return number_in(path, "oom_kill");
}

int64_t simmer_memory_kills_of_group(const char *root) {
  char text[most], path[4096], *mark;
  snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
  if (read_file(path, text) < 0) return -1;
  // `4:memory:/jobs/7`, alone in its tree as far as is known; else `0::/user.slice/…`, wherever that tree is mounted.
  if ((mark = strstr(text, ":memory:")) != NULL) {
    mark += strlen(":memory:");
    mark[strcspn(mark, "\n")] = 0;
    snprintf(path, sizeof path, "%s/sys/fs/cgroup/memory%s/memory.oom_control", root, mark);
    return number_in(path, "oom_kill");
  }
  if ((mark = strstr(text, "0::/")) == NULL) return -1;
  mark += strlen("0::");
  mark[strcspn(mark, "\n")] = 0;
  snprintf(path, sizeof path, "%s/sys/fs/cgroup%s/memory.events", root, mark);
  return number_in(path, "oom_kill");
}

int64_t simmer_peak_memory(pid_t ended) {
#ifdef __linux__
  struct rusage usage;
  siginfo_t end;
  // waitid(2): the system call has an argument that the C library leaves out.
  if (syscall(SYS_waitid, P_PID, ended, &end, WEXITED | WNOHANG | WNOWAIT, &usage) != 0 || end.si_pid != ended) return 0;
  return (int64_t)usage.ru_maxrss * 1024;
#else
  (void)ended;
  return 0;
#endif
}
