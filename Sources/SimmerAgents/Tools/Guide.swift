// SPDX-License-Identifier: GPL-3.0-or-later

/// What a model is told of the tools as a whole.
public enum Guide {
  /// At most 2 KiB, or hosts cut it.
  static let instructions = """
    Background tasks that outlive this session and are shared with the user. bg_run starts a command and returns at once; \
    then do other work. Use bg_wait in place of sleep and of asking again: for=ready for a server, for=exit for tests \
    and builds. Read little: bg_output with errors=true, filter and exclude, or since=true for what is new; never all of \
    a server's log. What is left out is named by line numbers. bg_status shows what runs, the user's own tasks included: \
    leave those running unless asked. bg_answer answers a question of a task. Stop what you started when it is no longer \
    needed, and clean up with bg_stop action=cleanup.
    """
}
