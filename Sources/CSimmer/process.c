// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "CSimmer.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/timerfd.h>
#endif

extern char **environ;

// SIGXFSZ: the limits of the shell hold for the supervisor's log too.
static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGXFSZ};
static const int watched[] = {SIGCHLD, SIGTERM};
enum { ignored_count = sizeof ignored / sizeof *ignored, watched_count = sizeof watched / sizeof *watched };
static struct sigaction found[ignored_count + watched_count];
static sigset_t found_mask;
static int wake[2] = {-1, -1};

pid_t simmer_fork(void) { return fork(); }

static void on_signal(int number) {
  int saved = errno;
  char byte = number == SIGTERM ? 't' : 'c';
  // A full pipe already wakes the reader: what does not fit is not missed.
  ssize_t written = write(wake[1], &byte, 1);
  (void)written;
  errno = saved;
}

static int close_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

int simmer_pipe(int *ends) {
#ifdef __linux__
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  close_on_exec(ends[0]);
  close_on_exec(ends[1]);
  return 0;
#endif
}

static int open_wake(void) {
  if (simmer_pipe(wake) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(wake[end], F_SETFL, O_NONBLOCK);
  return 0;
}

static void on_watched(int number) {
  int saved = errno;
  char byte = (char)number;
  ssize_t written = write(wake[1], &byte, 1);
  (void)written;
  errno = saved;
}

int simmer_watch_signals(const int *signals, int count) {
  if (open_wake() != 0) return -1;
  struct sigaction handle = {.sa_handler = on_watched, .sa_flags = SA_RESTART};
  for (int i = 0; i < count; i++) sigaction(signals[i], &handle, NULL);
  return wake[0];
}

int simmer_become_supervisor(void) {
  if (open_wake() != 0) return -1;
  struct sigaction ignore = {.sa_handler = SIG_IGN}, handle = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  for (int i = 0; i < ignored_count; i++) sigaction(ignored[i], &ignore, &found[i]);
  for (int i = 0; i < watched_count; i++) sigaction(watched[i], &handle, &found[ignored_count + i]);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, &found_mask);
  return wake[0];
}

int simmer_outlive(pid_t child) {
  siginfo_t end;
  while (waitid(P_PID, (id_t)child, &end, WEXITED) != 0) {
    if (errno != EINTR) return 0;
  }
  return end.si_code == CLD_EXITED && end.si_status == 0 ? 0 : 1;
}

pid_t simmer_next_child(pid_t spared, int *status) {
  siginfo_t news;
  pid_t pid;
  while (1) {
    news.si_pid = 0;
    if (waitid(P_ALL, 0, &news, WEXITED | WSTOPPED | WCONTINUED | WNOHANG | WNOWAIT) != 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (news.si_pid == 0) return 0;
    if (news.si_pid == spared && (news.si_code == CLD_EXITED || news.si_code == CLD_KILLED || news.si_code == CLD_DUMPED)) {
      *status = news.si_code == CLD_EXITED ? (news.si_status & 0xff) << 8 : news.si_status & 0x7f;
      return spared;
    }
    // Nobody else waits for children of this process, so it is there still.
    do pid = waitpid(news.si_pid, status, WNOHANG | WUNTRACED | WCONTINUED); while (pid < 0 && errno == EINTR);
    if (pid > 0) return pid;
  }
}

void *simmer_shared_memory(size_t count) {
  void *memory = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

static void restore_signals(void) {
  for (int i = 0; i < ignored_count; i++) sigaction(ignored[i], &found[i], NULL);
  for (int i = 0; i < watched_count; i++) sigaction(watched[i], &found[ignored_count + i], NULL);
  sigprocmask(SIG_SETMASK, &found_mask, NULL);
}

_Noreturn static void give_up(int report) {
  int reason = errno;
  ssize_t written = write(report, &reason, sizeof reason);
  (void)written;
  _exit(127);
}

// Waits for one byte; false when there will be none.
static bool wait_for_byte(int descriptor) {
  char go;
  ssize_t got;
  do got = read(descriptor, &go, 1); while (got < 0 && errno == EINTR);
  return got == 1;
}

_Noreturn void simmer_become_task(const simmer_task *task) {
  // Its own process group in the supervisor's session, in front: not orphaned, so Ctrl+Z can stop it,
  // and what it leaves running when it ends is not hung up on.
  setpgid(0, 0);
  tcsetpgrp(task->terminal, getpid());
  if (!wait_for_byte(task->gate) || (task->record >= 0 && !wait_for_byte(task->record))) {
    errno = ECANCELED;
    give_up(task->report);
  }
  // Out of the way of the numbers that are about to be taken.
  int report = fcntl(task->report, F_DUPFD_CLOEXEC, SIMMER_STATE_DESCRIPTOR + 1);
  int state = task->state < 0 ? -1 : fcntl(task->state, F_DUPFD_CLOEXEC, SIMMER_STATE_DESCRIPTOR + 1);
  if (dup2(task->terminal, 0) < 0 || dup2(task->terminal, 1) < 0 || dup2(task->error_terminal, 2) < 0) give_up(report);
  for (int descriptor = 3; descriptor <= SIMMER_STATE_DESCRIPTOR; descriptor++) close(descriptor);
  if (state >= 0 && dup2(state, SIMMER_STATE_DESCRIPTOR) < 0) give_up(report);
  // All others are close-on-exec (the report, the log) or were closed by the launcher.
  restore_signals();
  execve(task->path, task->arguments, environ);
  give_up(report);
}

int simmer_replace_environment(const char *block, size_t count) {
  size_t strings = 0;
  for (size_t i = 0; i < count; i++) strings += block[i] == 0;
  char *copy = malloc(count + 1), **fresh = calloc(strings + 1, sizeof *fresh);
  if (copy == NULL || fresh == NULL) {
    free(copy);
    free(fresh);
    return -1;
  }
  memcpy(copy, block, count);
  size_t start = 0, found = 0;
  for (size_t i = 0; i < count; i++) {
    if (copy[i] != 0) continue;
    // What has no name, setenv(3) could not have made.
    if (strchr(copy + start, '=') != NULL) fresh[found++] = copy + start;
    start = i + 1;
  }
  environ = fresh;
  return 0;
}

int simmer_lock_for_process(int descriptor) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int result;
  do result = fcntl(descriptor, F_SETLKW, &whole); while (result != 0 && errno == EINTR);
  return result;
}

void simmer_be_nice(int steps) {
  int priority = nice(steps);
  (void)priority;
}

int simmer_limit_memory(uint64_t bytes) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_DATA, &limit) != 0) return -1;
  // No higher than it is already.
  if (limit.rlim_max == RLIM_INFINITY || bytes < limit.rlim_max) limit.rlim_max = (rlim_t)bytes;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_DATA, &limit);
}

void simmer_become_probe(void) {
  setpgid(0, 0);
  restore_signals();
  alarm(300);
}

void simmer_execute(const char *path, char *const *arguments) { execve(path, arguments, environ); }

static int connect_to(int family, const void *address, size_t size) {
  int descriptor = socket(family, SOCK_STREAM, 0);
  if (descriptor < 0) return -1;
  close_on_exec(descriptor);
  if (connect(descriptor, address, (socklen_t)size) == 0) return descriptor;
  int reason = errno;
  close(descriptor);
  errno = reason;
  return -1;
}

int simmer_connect(const char *host, uint16_t port) {
  bool local = strcmp(host, "localhost") == 0;
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(port)};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
  if (inet_pton(AF_INET, local ? "127.0.0.1" : host, &four.sin_addr) == 1) {
    int descriptor = connect_to(AF_INET, &four, sizeof four);
    if (descriptor >= 0 || !local) return descriptor;
  }
  if (inet_pton(AF_INET6, local ? "::1" : host, &six.sin6_addr) == 1) return connect_to(AF_INET6, &six, sizeof six);
  errno = EINVAL;
  return -1;
}

int simmer_control_terminal(int terminal) { return ioctl(terminal, TIOCSCTTY, 0); }

int simmer_get_size(int terminal, uint16_t *columns, uint16_t *rows) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

int simmer_set_size(int terminal, uint16_t columns, uint16_t rows) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(terminal, TIOCSWINSZ, &size);
}

int simmer_type_byte(int terminal, char byte) { return ioctl(terminal, TIOCSTI, &byte); }

int simmer_pending_bytes(int descriptor) {
  int count;
  return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}

#ifdef __linux__

simmer_wait simmer_wait_call(long number) {
  switch (number) {
  case SYS_read:
  case SYS_readv: return SIMMER_READ;
  case SYS_ppoll: return SIMMER_PPOLL;
  case SYS_pselect6: return SIMMER_PSELECT;
  case SYS_epoll_pwait: return SIMMER_EPOLL;
  case SYS_nanosleep: return SIMMER_SLEEP;
  case SYS_clock_nanosleep: return SIMMER_CLOCK_SLEEP;
#ifdef SYS_epoll_pwait2
  case SYS_epoll_pwait2: return SIMMER_EPOLL2;
#endif
  // Newer machines do without these.
#ifdef SYS_poll
  case SYS_poll: return SIMMER_POLL;
#endif
#ifdef SYS_select
  case SYS_select: return SIMMER_SELECT;
#endif
#ifdef SYS_epoll_wait
  case SYS_epoll_wait: return SIMMER_EPOLL;
#endif
  default: return SIMMER_OTHER;
  }
}

int simmer_open_ticker(int milliseconds) {
  struct timespec span = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
  struct itimerspec times = {.it_interval = span, .it_value = span};
  int descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (descriptor >= 0) { timerfd_settime(descriptor, 0, &times, NULL); }
  return descriptor;
}

int simmer_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

void simmer_name_process(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif
int simmer_open_inner(int outer) { return ioctl(outer, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC); }

void simmer_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

void simmer_close_from(int low) {
  if (syscall(SYS_close_range, (unsigned)low, ~0U, 0) == 0) return;
  for (int descriptor = low; descriptor < 4096; descriptor++) close(descriptor);
}

int simmer_anonymous_file(void) { return (int)syscall(SYS_memfd_create, "simmer", 1U /* MFD_CLOEXEC */); }

int simmer_processors(void) {
  cpu_set_t allowed;
  return sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? CPU_COUNT(&allowed) : 0;
}

int simmer_limit_processors(int count, int first) {
  cpu_set_t allowed, chosen;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return -1;
  int all = CPU_COUNT(&allowed), place = 0;
  CPU_ZERO(&chosen);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (!CPU_ISSET(cpu, &allowed)) continue;
    // Tasks with numbers in a row get processors in a row.
    if (((place++ - first % all) + all) % all < count) CPU_SET(cpu, &chosen);
  }
  return sched_setaffinity(0, sizeof chosen, &chosen);
}

int simmer_punch_hole(int descriptor, off_t offset, off_t count) {
  return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, count);
}

int simmer_open_process(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0U); }

int simmer_signal_process(int descriptor, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, descriptor, signal, NULL, 0U);
}

// A pipe of one page has one slot: it is writable again only once the reader has emptied it (pipe(7), fs/pipe.c pipe_poll).
int simmer_shrink_pipe(int descriptor) { return fcntl(descriptor, F_SETPIPE_SZ, 4096) < 0 ? -1 : 0; }

#else

simmer_wait simmer_wait_call(long number) { (void)number; return SIMMER_OTHER; }
void simmer_end_with_parent(void) {}

int simmer_adopt_orphans(void) { errno = ENOSYS; return -1; }
void simmer_name_process(const char *name) { (void)name; }
int simmer_open_inner(int outer) { (void)outer; errno = ENOSYS; return -1; }

void simmer_close_from(int low) {
  for (int descriptor = low; descriptor < getdtablesize(); descriptor++) close(descriptor);
}

int simmer_anonymous_file(void) {
  char name[] = "/tmp/simmer.XXXXXX";
  int descriptor = mkstemp(name);
  if (descriptor >= 0) { unlink(name); close_on_exec(descriptor); }
  return descriptor;
}

int simmer_processors(void) { return 0; }
int simmer_limit_processors(int count, int first) { (void)count; (void)first; errno = ENOSYS; return -1; }
int simmer_punch_hole(int descriptor, off_t offset, off_t count) {
  // Whole blocks only, unlike Linux (xnu, bsd/sys/fcntl.h).
  off_t start = (offset + 4095) / 4096 * 4096, end = (offset + count) / 4096 * 4096;
  if (end <= start) { start = offset / 4096 * 4096; end = start + 4096; }
  fpunchhole_t hole = {.fp_offset = start, .fp_length = end - start};
  return fcntl(descriptor, F_PUNCHHOLE, &hole) < 0 ? -1 : 0;
}

int simmer_open_process(pid_t pid) { (void)pid; errno = ENOSYS; return -1; }
int simmer_signal_process(int descriptor, int signal) { (void)descriptor; (void)signal; errno = ENOSYS; return -1; }
int simmer_shrink_pipe(int descriptor) { (void)descriptor; errno = ENOSYS; return -1; }

#endif
