// SPDX-License-Identifier: GPL-3.0-or-later
//
// rounds N -- [NAME=VALUE …] COMMAND … -- [NAME=VALUE …] COMMAND …
//
// Runs the commands in turn, N times over, so that whatever else the machine does hits all of them alike, and
// prints one line a round: the nanoseconds from vfork to the end of each. "%d" in a word is the number of the
// round. Output is thrown away. Fails when a command does, for a failure is fast and would look like a success.

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_COMMANDS = 16, MOST_WORDS = 64 };

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static char *filled(const char *word, int round) {
  const char *mark = strstr(word, "%d");
  char *text;
  if (!mark) return strdup(word);
  if (asprintf(&text, "%.*s%d%s", (int)(mark - word), word, round, mark + 2) < 0) abort();
  return text;
}

/// Returns the nanoseconds from vfork to the end of the program, or -1 if it failed.
static long long timed(char **argv, int null) {
  int status;
  long long began = now();
  pid_t pid = vfork();
  if (pid == 0) {
    dup2(null, 0), dup2(null, 1), dup2(null, 2);
    execvp(argv[0], argv);
    _exit(127);
  }
  if (pid < 0 || waitpid(pid, &status, 0) < 0) return -1;
  long long took = now() - began;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? took : -1;
}

/// Runs one command. Its environment is set here, not in the child, so that it is no part of what is measured.
static long long run(char **words, int round, int null) {
  char *argv[MOST_WORDS + 1] = {0};
  int count = 0, variables = 0;
  for (; words[count] && count < MOST_WORDS; count++) argv[count] = filled(words[count], round);
  for (; argv[variables] && argv[variables][0] != '/' && strchr(argv[variables], '='); variables++) {
    char *value = strchr(argv[variables], '=');
    *value = '\0';
    setenv(argv[variables], value + 1, 1);
  }
  long long took = timed(argv + variables, null);
  for (int i = 0; i < variables; i++) unsetenv(argv[i]);
  for (int i = 0; i < count; i++) free(argv[i]);
  return took;
}

int main(int argc, char **argv) {
  char **commands[MOST_COMMANDS];
  int count = 0, null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "--") || count == MOST_COMMANDS) continue;
    // "--" inside a command is written "---".
    argv[i] = NULL;
    commands[count++] = argv + i + 1;
  }
  for (int i = 2; i < argc; i++)
    if (argv[i] && !strcmp(argv[i], "---")) argv[i] = "--";
  for (int round = 0, rounds = argc > 1 ? atoi(argv[1]) : 0; round < rounds; round++) {
    for (int i = 0; i < count; i++) {
      long long took = run(commands[i], round, null);
      if (took < 0) {
        fprintf(stderr, "rounds: command %d failed in round %d: %s\n", i, round, commands[i][0]);
        return 1;
      }
      printf("%lld%c", took, i + 1 < count ? ' ' : '\n');
    }
  }
  return 0;
}
