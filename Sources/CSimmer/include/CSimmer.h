// SPDX-License-Identifier: GPL-3.0-or-later
// What Swift cannot say: fork, variadic system calls, signal handlers, embedded files.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/// The plugin scripts of shell/, byte for byte, so that the binary is all that has to be installed.
typedef struct { const char *_Nonnull bytes; size_t count; } simmer_script;
extern const simmer_script simmer_script_bash, simmer_script_zsh;
extern const simmer_script simmer_completion_bash, simmer_completion_zsh, simmer_manual;

/// What agents are given: the files of hooks/, byte for byte.
extern const simmer_script simmer_agent_skill, simmer_agent_guide, simmer_claude_hooks, simmer_claude_mcp, simmer_codex_config,
  simmer_codex_hooks, simmer_gemini_settings, simmer_cursor_hooks, simmer_cursor_mcp, simmer_opencode_config,
  simmer_opencode_plugin;

/// pipe(2) with both ends close-on-exec. Returns 0, or -1 with errno set.
int simmer_pipe(int *_Nonnull ends);

/// fork(2): Swift hides it because threads do not survive it; simmer has none.
pid_t simmer_fork(void);

/// Lets the kernel kill this process when the one that forked it ends, where it can (prctl(2), PR_SET_PDEATHSIG).
void simmer_end_with_parent(void);

/// What the first process of a task is made of. All descriptors are the caller's.
typedef struct {
  /// The terminal: standard input and output, and error unless `error_terminal` differs.
  int terminal, error_terminal;
  /// Where one byte arrives when the launcher lets the command start. End of file means: never mind.
  int gate;
  /// Where another arrives once the supervisor has it on record, or -1.
  int record;
  /// Gets the errno of a failed exec as an int. Closed by a successful one.
  int report;
  /// Becomes descriptor SIMMER_STATE_DESCRIPTOR of the command, or -1.
  int state;
  const char *_Nonnull path;
  char *_Nullable const *_Nonnull arguments;
} simmer_task;

/// The descriptor on which a task's shell finds the saved state of the shell that it was typed in.
enum { SIMMER_STATE_DESCRIPTOR = 9 };

/// Runs in the forked child: takes the terminal, waits for both bytes, becomes the command with this process's environment.
/// Never returns.
_Noreturn void simmer_become_task(const simmer_task *_Nonnull task);

/// Ignores what a terminal or a closing one sends, and turns SIGCHLD and SIGTERM into bytes ('c', 't') that can be polled for.
/// Returns the descriptor to poll, or -1 with errno set. The command gets the dispositions back that were found here.
int simmer_become_supervisor(void);

/// Turns `signals` into bytes, their numbers, that can be polled for. Returns the descriptor to poll, or -1 with errno set.
int simmer_watch_signals(const int *_Nonnull signals, int count);

/// Makes orphaned descendants children of this process (prctl(2), PR_SET_CHILD_SUBREAPER). Returns 0, or -1 with errno set
/// where the system cannot.
int simmer_adopt_orphans(void);

/// Sleeps until `child` has ended. Returns 1 when it was killed or failed, 0 when it left as it should.
int simmer_outlive(pid_t child);

/// Takes one piece of news of a child: returns its pid and puts what waitpid(2) would say into `status`; 0 when there is none
/// now, -1 when there is no child. A child that has ended is collected, but for `spared`, which stays and is returned each time.
pid_t simmer_next_child(pid_t spared, int *_Nonnull status);

/// Names this process for ps(1) and top(1), where the system can.
void simmer_name_process(const char *_Nonnull name);

/// Returns `count` zeroed bytes of memory that children share, or NULL with errno set.
void *_Nullable simmer_shared_memory(size_t count);

/// Opens the inner end of the pseudoterminal behind `outer` (ioctl_tty(2), TIOCGPTPEER), close-on-exec, or returns -1 with errno
/// set.
int simmer_open_inner(int outer);

/// What a supervisor leaves to its successor, next to the output on its way. Numbers, so that no step of writing them is half
/// a value.
typedef struct {
  /// The log that the output on its way is for.
  int32_t channel;
  /// 0: what is in the raw buffer, up to its last byte that is not 0, was read and not yet stored. 1: `count` bytes of one
  /// buffer are being stored behind the `base` bytes that the log had.
  int32_t is_storing;
  int32_t is_cooked;
  uint64_t count, base;
  /// For each log: bytes that could not be stored; whether a \r is held back, and will be once what is being stored is.
  uint64_t lost[2];
  int32_t holds_return[2];
  int32_t will_hold_return;
  /// When the task is started again, on the steady clock, 0 is not; the wait status of the run before; how many runs in a row
  /// did not last, or failed at once.
  int64_t restart_at;
  int32_t last_exit, in_row, at_once;
  /// How many processes the kernel had killed for want of memory when the task began, on the machine and in its group, or -1.
  int64_t kills_on_machine, kills_in_group;
  /// The order to stop that is carried out, as text that ends with a zero byte.
  char order[256];
} simmer_handover;

/// Makes `terminal` the controlling terminal of this session (TIOCSCTTY). Returns 0, or -1 with errno set.
int simmer_control_terminal(int terminal);

/// Gives `terminal` its modes and `text` back when this process crashes, and lets it crash. The text is shorter than 64 bytes.
void simmer_restore_at_crash(int terminal, const struct termios *_Nonnull modes, const char *_Nonnull text);

/// Gets or sets the size of a terminal in cells. Returns 0, or -1 with errno set.
int simmer_get_size(int terminal, uint16_t *_Nonnull columns, uint16_t *_Nonnull rows);
int simmer_set_size(int terminal, uint16_t columns, uint16_t rows);

/// Puts a byte into the input of `terminal` as if it had been typed there (TIOCSTI). Returns 0, or -1 with errno set:
/// EIO or EPERM where the system does not let programs do that.
int simmer_type_byte(int terminal, char byte);

/// Makes the strings in `block`, each ended by a zero byte, the environment of this process. Returns 0, or -1 with errno set.
int simmer_replace_environment(const char *_Nonnull block, size_t count);
/// Waits until this process holds the lock of the file (fcntl(2), F_SETLKW): children do not inherit it. Returns 0, or -1
/// with errno set.
int simmer_lock_for_process(int descriptor);
/// Lowers the priority of this process by `steps` (nice(2)).
void simmer_be_nice(int steps);

/// Lets this process, and what it starts, each have at most `bytes` of memory to write to (RLIMIT_DATA, setrlimit(2)): unlike
/// RLIMIT_AS it does not count what a runtime only reserves. Returns 0, or -1 with errno set.
int simmer_limit_memory(uint64_t bytes);
/// How many processes the kernel has killed because there was no memory left: on the machine (proc_vmstat(5)), or in the memory
/// group of this process (cgroups(7)); -1 where that is not known. `root` stands in front of /proc and /sys.
int64_t simmer_memory_kills(const char *_Nonnull root);
int64_t simmer_memory_kills_of_group(const char *_Nonnull root);
/// The most memory that the ended child had, or one that it had waited for, in bytes; 0 when that is not known. It can still be
/// waited for.
int64_t simmer_peak_memory(pid_t ended);
/// The number of processors that this process may run on; 0 where that cannot be chosen.
int simmer_processors(void);
/// Lets this process, and what it starts, run on `count` of those only (sched_setaffinity(2)); which ones depends on `first`.
/// Returns 0, or -1 with errno set.
int simmer_limit_processors(int count, int first);

/// Runs in the forked child of a supervisor: a process group and the signals of its own, and five minutes at most to live.
void simmer_become_probe(void);
/// The corresponding C function is execve, with this process's environment.
void simmer_execute(const char *_Nonnull path, char *_Nullable const *_Nonnull arguments);
/// Connects to `host`, which is localhost or an address in numbers, over TCP. Returns a close-on-exec descriptor, or -1 with
/// errno set.
int simmer_connect(const char *_Nonnull host, uint16_t port);

/// The system calls in which a process waits for input, or for a time.
typedef enum {
  SIMMER_OTHER,
  /// Of a descriptor.
  SIMMER_READ,
  /// A list, its length, milliseconds; the second: a `struct timespec`.
  SIMMER_POLL, SIMMER_PPOLL,
  /// A count, three sets, a `struct timeval`; the second: a `struct timespec`.
  SIMMER_SELECT, SIMMER_PSELECT,
  /// A descriptor, a list, its length, milliseconds; the second: a `struct timespec`.
  SIMMER_EPOLL, SIMMER_EPOLL2,
  /// A `struct timespec`; the second: a clock, flags, a `struct timespec`.
  SIMMER_SLEEP, SIMMER_CLOCK_SLEEP,
} simmer_wait;

/// Which of them has this number on this machine.
simmer_wait simmer_wait_call(long number);

/// Closes every descriptor from `low` up.
void simmer_close_from(int low);

/// Returns a close-on-exec descriptor of memory that has no name in any file system, or -1 with errno set.
int simmer_anonymous_file(void);

/// Gives the blocks of a part of a file back to the disk, its size kept (fallocate(2), FALLOC_FL_PUNCH_HOLE; fcntl(2),
/// F_PUNCHHOLE). Returns 0, or -1 with errno set: EOPNOTSUPP where the file system cannot.
int simmer_punch_hole(int descriptor, off_t offset, off_t count);

/// Returns a close-on-exec descriptor for the process `pid` (pidfd_open(2)), or -1 with errno set (ENOSYS where there is none).
int simmer_open_process(pid_t pid);
/// Signals the process that `descriptor` stands for, and no other. Returns 0, or -1 with errno set.
int simmer_signal_process(int descriptor, int signal);

#ifdef __linux__
/// Returns a close-on-exec, non-blocking descriptor that becomes readable every `milliseconds` (timerfd_create(2)), or -1
/// with errno set.
int simmer_open_ticker(int milliseconds);
#endif

/// Makes a full pipe mean "one write is waiting", so that poll(2) can tell when the reader has taken it. Returns 0 or -1.
int simmer_shrink_pipe(int descriptor);
/// The number of bytes that wait in a pipe (FIONREAD), or -1 with errno set.
int simmer_pending_bytes(int descriptor);

/// What was done with a run of lines that have nothing in them but text, tabs, styles, titles and newlines.
typedef struct {
  /// Bytes read: whole lines, newlines included.
  size_t source;
  size_t target;
  size_t lines;
} simmer_plain;

/// Copies the text of such lines to `target`, which has room for `count + 32` bytes; stops at the first line that is not one.
simmer_plain simmer_copy_plain_lines(const uint8_t *_Nonnull source, size_t count, uint8_t *_Nonnull target);

/// Returns how many newlines there are.
size_t simmer_count_lines(const uint8_t *_Nonnull source, size_t count);

/// Texts of which one is in every match.
typedef struct {
  /// One after the other, small letters where case does not count.
  const uint8_t *_Nonnull bytes;
  const size_t *_Nonnull lengths;
  size_t count;
  /// 0x20 where case does not count, else 0.
  uint8_t fold;
} simmer_literals;

/// Two bytes of a literal, `place` bytes from its start. A fold is added to the text by "or" first.
typedef struct { uint8_t first, second, first_fold, second_fold; size_t place; } simmer_pair;

/// A line that holds a literal, or a style in the midst of what may be one: how many lines are before it, where it begins,
/// and where its text begins in the target.
typedef struct { size_t index, source, target; } simmer_candidate;

/// What was passed over: bytes of whole lines, how many lines, the candidates among them, and bytes of their text.
typedef struct { size_t source, lines, count, target; } simmer_scouted;

enum { SIMMER_MOST_LITERALS = 8 };

/// Passes over the lines at the start of `count` bytes of a file from `offset` on that hold nothing but text, tabs and
/// styles (`ESC [ … m`), the last `spared` of them excepted, and gives out those that can hold a literal: their text,
/// newlines included, in `target`. There is a pair for each literal. Stops early when there are more than `capacity` or
/// when there is no room; and by half of either, when `shares` lets a second thread take the second half of the bytes.
///
/// The bytes are mapped, not copied. Returns 0, or -1 when they cannot be mapped, or are gone before they were looked at.
int simmer_scout_file(int descriptor, off_t offset, size_t count, size_t spared, bool shares,
                      const simmer_literals *_Nonnull literals, const simmer_pair *_Nonnull pairs,
                      simmer_candidate *_Nonnull candidates, size_t capacity, uint8_t *_Nonnull target, size_t room,
                      simmer_scouted *_Nonnull done);

/// A text, in small letters: a letter stands for both its forms, 1 for any digit. `place` is where the two bytes stand that
/// are looked up; `next` is the number, from 1, of another token with the same two. With `follows_path`, it counts only
/// behind a word with a `/` in it.
typedef struct { uint8_t text[16]; uint8_t length, place, next, follows_path; } simmer_token;

/// Returns the place of the last byte of the first token that begins at or after `from`, else `count`.
///
/// `chains` has the number, from 1, of the first token for any two bytes (first | second << 8), or 0.
size_t simmer_find_token(const uint8_t *_Nonnull source, size_t count, size_t from, const uint8_t *_Nonnull chains,
                         const simmer_token *_Nonnull tokens);
