# SPDX-License-Identifier: GPL-3.0-or-later
# simmer for bash 5.1 and later:  eval "$(simmer init bash)"
#
# Enter first runs `_simmer_enter` (bind -x), which only looks. For a line that is to run in the background it makes
# the first command word a one-shot alias whose text ends in "#", so that the parser reads
#     _simmer_go "$_simmer_last" || eval -- "$_simmer_line" # run dev
# The line itself is never edited: screen, history, traps, `$?` and timing are bash's own work on an ordinary command.
# When the helper does not answer, `|| eval` runs the typed line at top level, once.
#
# `simmer init` puts the assignments of _simmer_bin, _simmer_home, _simmer_version, _simmer_marks and _simmer_gate in
# front, and those that `_simmer_settle` and `_simmer_prompt` read. The text is eval'ed from rc files, so a `return` outside of a function would end the user's own file.
# shellcheck shell=bash disable=SC2016,SC2030,SC2031,SC2154

# A user's alias must not get into the functions below.
shopt -q expand_aliases && _simmer_aliases=on
shopt -u expand_aliases

# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────
# SIMMER=off     lines are left alone
# SIMMER_KEY     the key that runs the edited line in the background, in caret notation (^B); empty: none
# SIMMER_BADGE   the badge as plain text, for prompts of one's own: one that names it gets no badge from us
# SIMMER_ASYNC   on: news are shown above a prompt at which nobody types
# NO_COLOR       no colours in the badge
# color, badge_signs, badge_colors in the configuration: the rest of how it looks

# Sets what the functions below share; in a function, because an older bash knows no `declare -g`.
_simmer_set() {
  declare -g _simmer_armed='' _simmer_alias='' _simmer_saved='' _simmer_line='' _simmer_before='' _simmer_task='' _simmer_kind='' _simmer_learn='' _simmer_note='' _simmer_shape=''
  declare -g _simmer_looked='?' _simmer_prompted='' _simmer_said='' _simmer_shown='' _simmer_badge='' _simmer_counts='0 0 0 0' _simmer_pause=0 _simmer_ahead='' SIMMER_BADGE=''
  declare -g _simmer_seen='?' _simmer_vi='' _simmer_last='' _simmer_gate_pause=0 _simmer_ring='' _simmer_winch='' _simmer_session
  declare -ga _simmer_bound=() _simmer_statuses=()
  declare -p _simmer_style &>/dev/null || declare -ga _simmer_style=()
  local REPLY
  _simmer_start_time "$$"
  _simmer_session=$$-$REPLY
}

# ── helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Prints what the helper answers, and a dot; fails unless it ends well within two seconds. Only for `$( )`: the process
# substitution then belongs to that subshell, and the user's `$!` and job table never hear of it.
_simmer_ask() {
  local answer=''
  trap '_simmer_kill; exit 130' INT
  IFS='' builtin read -r -d '' -t 2 answer < <(exec "$_simmer_bin" "$@" </dev/null) || (($? <= 128)) || {
    _simmer_kill
    return 1
  }
  builtin wait "$!" && builtin printf '%s.' "$answer"
}

# Sets REPLY to what builtin command $@ prints, without a process: by way of a here-string, which in the mode of older
# versions is a file, so that it holds any length.
_simmer_print() {
  local BASH_COMPAT=5.0 TMPDIR=/dev/shm
  REPLY=''
  { builtin "$@" >|/dev/fd/0 && IFS='' builtin read -r -d '' REPLY; } 2>/dev/null <<<'' || [[ -n $REPLY ]]
}

# Ends a helper that does not answer, stopped ones too. It has started nothing: it waits until it was heard.
_simmer_kill() {
  builtin kill -KILL "$!"
  builtin wait "$!"
} 2>/dev/null

# Sets REPLY to when process $1 started: field 22 of its stat, of which the second may hold anything; 0 if unknown, or
# if all that is left of it is a zombie.
_simmer_start_time() {
  local stat=''
  REPLY=0
  { IFS='' builtin read -r -d '' stat <"/proc/$1/stat"; } 2>/dev/null || :
  stat=${stat##*) }
  local IFS=' '
  # shellcheck disable=SC2206  # it is to be split
  local -a fields=($stat)
  if [[ ${fields[0]-} != [ZX] ]]; then REPLY=${fields[19]:-0}; fi
}

# Tells whether session $1 (PID-STARTTIME) is over.
_simmer_gone() {
  local REPLY
  if [[ ${1#*-} == 0 ]]; then
    ! builtin kill -0 "${1%-*}" 2>/dev/null
  else
    _simmer_start_time "${1%-*}"
    [[ $REPLY != "${1#*-}" ]]
  fi
}

# Reads what was left out when the shell opened, at its first line: the rest of this script, and the gate. They are named
# in _simmer_later; who finds them gone, after an upgrade, loads the plugin anew.
_simmer_more() {
  local answer restore=''
  if [[ ! -r ${_simmer_later[0]} ]]; then
    ((EPOCHSECONDS >= _simmer_gate_pause)) || return 1
    _simmer_gate_pause=$((EPOCHSECONDS + 60))
    answer=$(_simmer_ask init --no-reap bash) && [[ $answer == *_simmer_bin=*. ]] || return 1
    unset -v _simmer_later
    eval "${answer%.}"
    [[ -n ${_simmer_later-} ]] || return 0
  fi
  shopt -q expand_aliases && restore=yes
  shopt -u expand_aliases
  _simmer_read_later
  if [[ -n $restore ]]; then shopt -s expand_aliases; fi
  unset -v _simmer_later
  _simmer_settle
}

# Reads the files. What the gate's says of itself is known already.
_simmer_read_later() {
  local file _simmer_gate_file _simmer_config _simmer_config_seen
  for file in "${_simmer_later[@]}"; do
    if [[ -r $file ]]; then builtin . "$file"; fi
  done
}

# ── deciding ──────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs at Enter, with "$_" as argument so that `$_` is kept. Most lines end at the first tests, which are written for
# speed: the first word is cut in a hundred characters, because that is slow in a long line.
_simmer_enter() {
  if [[ -n $_simmer_ring ]]; then _simmer_deafen; fi
  [[ -z ${_simmer_later-} ]] || _simmer_more || return 0
  [[ -n $_simmer_armed && ${SIMMER-} != off && -n $_simmer_enabled ]] || return 0
  _simmer_armed=''
  local REPLY=$READLINE_LINE first=${READLINE_LINE:0:100}
  if [[ $first == [$' \t']* ]]; then first=${first#"${first%%[!$' \t']*}"}; fi
  first=${first%%[$' \t;&|<>()']*}
  if [[ ${_simmer_gate[x${first:0:1}]-} != *" $first="* && $first != *[=/0-9]* && $REPLY != *[\;\&\|]* &&
    $REPLY != *"$_simmer_anywhere"* && $_simmer_anywhere != *'|'* && $REPLY != *' '@($_simmer_verbs)* ]]; then
    _simmer_named "$first" || [[ $REPLY == *['!^']* ]] || return 0
  fi
  if [[ $REPLY == *['!^']* && $- == *H* ]]; then
    # In a subshell, so only where it can make a command of it that counts.
    [[ $REPLY == '^'* || $REPLY == *([[:blank:]])'!'[![:space:]=\(]* || $REPLY == *[';&|=']*([[:blank:]])'!'[![:space:]=\(]* ]] ||
      _simmer_worth || _simmer_named "$first" || return 0
    _simmer_expand || return 0
  fi
  _simmer_consider || return 0
}

# Tells whether word $1 is an alias or a function, of which it takes an attribute that no function has: that is the one
# way to ask that prints nothing.
_simmer_named() {
  [[ $1 == [A-Za-z0-9_.+,-]* ]] || return 1
  [[ -n ${BASH_ALIASES[$1]-} ]] || { [[ ! -o posix && $1 != *=* ]] && builtin declare -f +i -- "$1"; }
}

# >>> at the first line

# Sets first to the first word of REPLY.
_simmer_first_word() {
  first=${REPLY:0:100}
  first=${first#"${first%%[!$' \t']*}"}
  first=${first%%[$' \t;&|<>()']*}
}

# Sets mark to what must stand in a line beside word $1; fails when that is not in the gate. With what comes before cut off
# by `#` it would take a hundred times as long.
_simmer_find() {
  local past
  mark=${_simmer_gate[x${1:0:1}]-}
  [[ $mark == *" $1="* ]] || return 1
  past=${mark%%" $1="*}
  mark=${mark:${#past}+${#1}+2:6}
  mark=${_simmer_marks[${mark%% *}]}
}

# Tells whether the line REPLY is worth a question: it has what counts anywhere, or a word of the gate and its mark.
_simmer_worth() {
  local word mark first stranger='' IFS=$' \t\n;&|<>()"\''
  if [[ $REPLY$_simmer_anywhere == *[*?[]* ]]; then
    local -
    set -f
  fi
  _simmer_has "$REPLY" "$_simmer_anywhere" && return 0
  _simmer_first_word
  # Of what a command that never lasts is given, nothing is a command.
  [[ ${_simmer_gate[x${first:0:1}]-} != *" $first. "* || $REPLY == *[\;\&\|]* ]] || return 1
  for word in $REPLY; do
    # `prqlc watch`: a tool that nobody knows, and a subcommand that says it all.
    if [[ -n $stranger && $word == @($_simmer_verbs) ]]; then return 0; fi
    stranger=''
    if ! _simmer_find "$word"; then
      if [[ $word != -* && ${_simmer_gate[x${word:0:1}]-} != *" $word. "* ]]; then stranger=yes; fi
      case $word in
        */*)
          # A program of the project (`bin/dev`) goes by its own name.
          if ! _simmer_find "${word##*/}"; then
            [[ $word == "$first" || $REPLY == *[\;\&\|]* ]] && _simmer_find / && _simmer_has "${word##*/}" "$mark" && return 0
            continue
          fi
          ;;
        *[0-9]) _simmer_find "${word%%[0-9]*}" || continue ;; # python3.12
        *) continue ;;
      esac
    fi
    case $mark in
      ':') ;;
      '!') return 0 ;;
      *) _simmer_has "$REPLY" "$mark" && return 0 ;;
    esac
  done
  return 1
}

# Tells whether text $1 has one of the literals $2, which "|" parts. Not by a regular expression: BASH_REMATCH is the
# user's, and cannot be made local.
_simmer_has() {
  local IFS='|' literal
  for literal in $2; do
    [[ $1 == *"$literal"* ]] && return 0
  done
  return 1
}

# Does the history expansion of the line REPLY; fails when Enter will only show it. In the shell itself `history -p` drops the
# newest entry, and in a subshell `!!` would mean the one before it: so it is pushed again there.
_simmer_expand() {
  local typed=$REPLY
  REPLY=$(
    last=$(HISTTIMEFORMAT='' builtin history 1)
    builtin history -s -- "${last#*[0-9][ \*] }"
    builtin history -p -- "$typed" 2>/dev/null && builtin printf .
  ) || return 1
  REPLY=${REPLY%$'\n'.}
  if shopt -q histverify && [[ $REPLY != "$typed" ]]; then
    _simmer_armed=1 # the line comes again, without a prompt before it
    return 1
  fi
}

# Arms the line REPLY if the helper says so of it, or of what its aliases and functions stand for.
_simmer_consider() {
  local typed=${REPLY%"${REPLY##*[!$'\n']}"} name='' unfolded=' ' depth=0 hidden='' word before task kind
  [[ $typed != *$'\n'* ]] || return 1
  REPLY=$typed
  while ((depth < 6 && ${#REPLY} < 4000)) && _simmer_unfold; do ((++depth)); done
  [[ -z $hidden ]] && _simmer_worth && _simmer_decide || return 1
  # How long it takes is known under what was typed, where it runs.
  _simmer_learn=''
  if ((depth > 0)) || [[ -n $before ]]; then _simmer_learn=yes; fi
  # A task has the aliases and functions of its shell, so it can run what was typed.
  if ((depth > 0)) && [[ -z $before ]]; then task=$typed; fi
  if [[ -n $before && $typed == "$before"* && $REPLY == "$before$task" ]]; then task=${typed#"$before"}; fi
  _simmer_arm "${name:-$word}"
}

# Puts what aliases and short functions stand for in the place of the commands that they are in the line REPLY; name
# becomes the first word of the line if it was one. What stands before commands (cd, sudo) and what has the name of the
# command that it runs (ls='ls --color') is left as it is; hidden is set where something else has the name of a server.
# Fails where nothing is new.
_simmer_unfold() {
  local rest=$REPLY past='' lead word mark quotes text again=''
  while [[ -n $rest ]]; do
    lead=${rest%%[!$' \t;&|()']*}
    past+=$lead rest=${rest#"$lead"}
    while lead=${rest%%[$' \t']*} && [[ $lead != "$rest" && $lead == [A-Za-z_]*([A-Za-z0-9_])=*([!\"\'\`\\\$]) ]]; do
      past+="$lead " rest=${rest#"$lead"}
      rest=${rest#"${rest%%[!$' \t']*}"}
    done
    word=${rest%%[$' \t;&|<>()']*} quotes=${past//[!\"]/} text=''
    # What stands in quotes is no command.
    if [[ $unfolded != *" $word "* ]] && ((${#quotes} % 2 == 0)) && quotes=${past//[!\']/} && ((${#quotes} % 2 == 0)) &&
      _simmer_named "$word" && ! { _simmer_find "$word" && [[ $mark == ':' ]]; }; then
      text=${BASH_ALIASES[$word]-}
      if [[ ${text%%[$' \t']*} == "$word" ]]; then
        text=''
      elif [[ -n $text ]]; then
        rest=${rest#"$word"}
      elif _simmer_body "$word"; then
        lead=${rest%%[;&|()]*}
        rest=${rest#"$lead"} lead=${lead#"$word"}
        text=${text//'"$@"'/"$lead"}
      fi
    fi
    if [[ -n $text ]]; then
      if [[ $past != *[\;\&\|\(]* ]]; then name=${name:-$word}; fi
      again=yes past+=$text unfolded+="$word "
      [[ $text != *[$' \t'] ]] || continue # then bash looks for an alias in the next word too
    fi
    lead=${rest%%[;&|()]*}
    past+=$lead rest=${rest#"$lead"}
  done
  REPLY=$past
  [[ -n $again ]]
}

# Sets text to the body of function $1 if that is one short list, which would do the same at top level.
_simmer_body() {
  local REPLY='' names='@(declare|local|return|shift|typeset|FUNCNAME)' mark
  _simmer_print declare -f -- "$1"
  text=${REPLY#*$'\n{ \n'}
  REPLY=$'\n'${text:0:2000}
  [[ $REPLY != *[$'\n;&|(']*([$' \t'])?(@(builtin|command) )"$1"[$' \t\n;']* ]] || { text='' && return 1; }
  # A substitution in a long text takes a long time.
  REPLY=${text:0:600}
  REPLY=${REPLY//'"$@"'/}
  # All on one line, but for what ends one command and begins another.
  if [[ ${#text} -lt 600 && $text == *$'\n}\n' && ${text%$'\n}\n'} != *[!\;\&\|]$'\n'* && $text != *'<<'* &&
    $REPLY != *\$?(\{)[0-9#*@]* && $REPLY != *[$' \t\n;']${names}[$' \t\n;']* ]]; then
    text=${text%$'\n}\n'}
    text=${text//$'\n'/}
    text=${text#"${text%%[!$' \t']*}"}
  else
    text=''
    ! _simmer_find "$1" || hidden=$1
    return 1
  fi
}

# Asks the helper about the line REPLY (arguments: more options); true when it is to become a task, and then sets kind,
# word, before and task. What is not made of the line itself is no answer.
_simmer_decide() {
  local answer nl=$'\n'
  answer=$(_simmer_ask decide "$@" --shell bash -- "$REPLY" 2>/dev/null) || return 1
  [[ $answer == @(background|adaptive)$nl*$nl*$nl*$nl. ]] || return 1
  kind=${answer%%"$nl"*}
  answer=${answer#*"$nl"} word=${answer%%"$nl"*}
  answer=${answer#*"$nl"} before=${answer%%"$nl"*}
  answer=${answer#*"$nl"} task=${answer%"$nl".}
  task=${task#"${task%%[![:space:]]*}"}
  [[ -n $task && $REPLY == *"$word"* && $REPLY == *"$before"*"$task"* ]]
}

# Makes the next parse of word $1 read our command instead of the line. No alias name of bash has a slash: there a
# function does it, for one simple command, whose words bash then expands twice: so none that has effects.
_simmer_arm() {
  local end=''
  if [[ $1 == */* ]]; then
    [[ ! -o posix && $1 != *[!A-Za-z0-9_./+-]* && -z $before && $task != *[\;\&\|\<\>\(\)\`]* && $task != *'${'* ]] &&
      ! declare -F -- "$1" >/dev/null || return 1
    eval "function $1 { _simmer_go || eval -- \"\$_simmer_line\"; }"
  else
    [[ -n $1 && $1 != eval ]] && shopt -q expand_aliases && shopt -q interactive_comments || return 1
    _simmer_saved=${BASH_ALIASES[$1]+x${BASH_ALIASES[$1]}}
    if [[ $kind == adaptive && $REPLY == *['|!']* ]]; then _simmer_follow; fi
    BASH_ALIASES[$1]='_simmer_go "$_simmer_last" || eval -- "$_simmer_line"'$end' #'
  fi
  _simmer_alias=$1 _simmer_before=$before _simmer_task=$task _simmer_line=$typed _simmer_kind=$kind
  _simmer_note=''
  if [[ -n $end ]]; then _simmer_note=$'\n_simmer_fill "$?" "${PIPESTATUS[@]}"'; fi
  # What `$_` is afterwards, if that is as plain as it looks.
  _simmer_last=${typed##*[[:blank:]]}
  if [[ $_simmer_last == *[!A-Za-z0-9_./:=@%+,-]* ]]; then _simmer_last=''; fi
}

# Adds to end what follows `eval`, which leaves one element in PIPESTATUS: a pipeline that ends as the last one in the line
# did, of as many commands, and where the line ended with another status than that pipeline, in something that does too.
_simmer_follow() {
  local count pipeline='_simmer_pipe 0 "$_simmer_last"'
  end='; case $_simmer_shape in'
  for ((count = 1; count <= 9; count++)); do
    end+=" $count) $pipeline;; $count+) if $pipeline; then :; fi;; $count-) ! $pipeline;;"
    pipeline+=" | _simmer_pipe $count"
  done
  end+=' esac'
}

# Ends as command $1 of the pipeline did.
_simmer_pipe() {
  return "${_simmer_statuses[$1]:-0}"
}

# Sets the statuses of a line that ended with $1, and whose last pipeline with the rest, if that is known.
_simmer_fill() {
  local code=$1 status natural=0
  shift
  if (($# == 0 || $# > 9)); then set -- "$code"; fi
  _simmer_statuses=("$@") _simmer_shape=$#
  for status; do [[ $status == 0 && -o pipefail ]] || natural=$status; done
  if ((code == natural)); then
    :
  elif ((code == 0)); then
    _simmer_shape+=+
  elif ((code == 1 && natural == 0)); then
    _simmer_shape+=-
  else
    _simmer_statuses=("$code") _simmer_shape=1
  fi
}

# Sets them unless they are.
_simmer_fill_up() {
  [[ -n $_simmer_shape ]] || _simmer_fill "$1"
}

# Takes back what `_simmer_arm` made.
_simmer_disarm() {
  local name=$_simmer_alias
  _simmer_alias=''
  if [[ $name == */* ]]; then
    unset -f -- "$name"
  elif [[ -n $_simmer_saved ]]; then
    BASH_ALIASES["$name"]=${_simmer_saved#x}
  elif [[ -n $name ]]; then
    builtin unalias -- "$name" 2>/dev/null || :
  fi
}

# ── launching ─────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs in the place of the line: 0 means taken over, else `eval` runs $_simmer_line. What comes before the task in its
# line is the shell's own: it runs at top level, and then only the task can be left to run in the terminal.
_simmer_go() {
  _simmer_disarm
  _simmer_shape=''
  if [[ -n $_simmer_before ]]; then
    _simmer_line=$_simmer_before'{ _simmer_launch || eval -- "$_simmer_task$_simmer_note"; }'
    if [[ -n $_simmer_note ]]; then _simmer_line+=$'\n_simmer_fill_up "$?"'; fi
    return 1
  fi
  _simmer_launch || {
    _simmer_line+=$_simmer_note
    return 1
  }
}

# Starts $_simmer_task; fails when nothing was started. Once the helper has said its first line it may have started the
# task: from there on the line runs here only if the helper says that nothing ran. The variables have our prefix because
# a local one would hide the user's of that name from the snapshot.
_simmer_launch() {
  if [[ $_simmer_kind == adaptive ]]; then
    _simmer_front
    return
  fi
  local _simmer_answer _simmer_news='' _simmer_fate='' _simmer_options=:$SHELLOPTS:
  local -a _simmer_call=(launch --shell "$BASH" --session "$_simmer_session" --columns "${COLUMNS:-80}" --lines "${LINES:-24}")
  local _simmer_state=''
  if _simmer_needs_state; then _simmer_state=yes _simmer_call+=(--snapshot); fi
  _simmer_answer=$(
    set +eu
    exec 2>/dev/null </dev/null
    trap '_simmer_kill; exit 130' INT
    if [[ -n $_simmer_state ]]; then exec < <(_simmer_snapshot); fi
    exec 3< <(exec "$_simmer_bin" "${_simmer_call[@]}" -- "$_simmer_task")
    IFS='' builtin read -r -t 2 _simmer_news <&3 || {
      _simmer_kill
      exit 1
    }
    IFS='' builtin read -r -t 10 _simmer_fate <&3
    builtin printf '%s\n%s' "$_simmer_fate" "$_simmer_news"
  ) || return
  _simmer_fate=${_simmer_answer%%$'\n'*} _simmer_news=${_simmer_answer#*$'\n'}
  [[ $_simmer_news == '['[0-9]*']'* && $_simmer_fate != failed* ]] || return 1
  [[ $_simmer_fate == started ]] ||
    _simmer_news="simmer: cannot tell whether ${_simmer_news%%]*}] started: see simmer status"
  _simmer_said=${_simmer_news//[[:cntrl:]]/}
}

# Tells whether $_simmer_task may use what only this shell has: an alias, a function, a variable that is not exported,
# or an option that changes the meaning of a line. Too often is harmless.
_simmer_needs_state() {
  [[ $_simmer_options == *:@(errexit|keyword|noclobber|noglob|nounset|physical|pipefail|posix):* ]] && return 0
  [[ $_simmer_task == *[]*?[]* && :$BASHOPTS: == *:@(dotglob|failglob|globstar|nocaseglob|nullglob):* ]] && return 0
  [[ $_simmer_task == *[?*+@!]'('* ]] && return 0
  local - IFS=' ' _simmer_name
  set -f +eu
  for _simmer_name in ${_simmer_task//[!A-Za-z0-9_.:+%@,-]/ }; do
    builtin alias -- "$_simmer_name" >/dev/null 2>&1 && return 0
    builtin declare -F -- "$_simmer_name" >/dev/null && return 0
    [[ $_simmer_task == *['$(']* && $_simmer_name == [A-Za-z_]* && $_simmer_name != *[!A-Za-z0-9_]* ]] || continue
    builtin declare -p -- "$_simmer_name" >/dev/null 2>&1 && [[ ${!_simmer_name@a} != *x* ]] && return 0
  done
  return 1
}

# Writes the state of this shell as a script. Order: functions with extglob on, whatever they use; aliases after them, or
# they would be expanded in the functions; options last, so that they do not act on the script itself.
_simmer_snapshot() {
  local _simmer_name
  local -a _simmer_names _simmer_kept=()
  builtin mapfile -t _simmer_names < <(builtin compgen -A function)
  for _simmer_name in "${_simmer_names[@]}"; do
    [[ $_simmer_name == _simmer_* || $_simmer_name == simmer ]] || _simmer_kept+=("$_simmer_name")
  done
  builtin printf 'shopt -s extglob\n'
  ((${#_simmer_kept[@]})) && builtin declare -f -- "${_simmer_kept[@]}"
  _simmer_kept=()
  builtin mapfile -t _simmer_names < <(builtin compgen -A variable)
  for _simmer_name in "${_simmer_names[@]}"; do
    case $_simmer_name in
      _simmer_* | SIMMER | SIMMER_* | BASH | BASHOPTS | BASHPID | BASH_* | COLUMNS | COMP_* | COPROC | DIRSTACK) ;;
      EPOCH* | EUID | FUNCNAME | GROUPS | HIST* | HOSTNAME | HOSTTYPE | IGNOREEOF | LINENO | LINES | MACHTYPE) ;;
      MAIL* | OPTARG | OPTERR | OPTIND | OSTYPE | PIPESTATUS | PPID | PROMPT_* | PS[0124] | RANDOM | READLINE_*) ;;
      SECONDS | SHELLOPTS | SHLVL | SRANDOM | TMOUT | UID | _ | histchars) ;;
      *) [[ ${!_simmer_name@a} == *x* ]] || _simmer_kept+=("$_simmer_name") ;;
    esac
  done
  ((${#_simmer_kept[@]})) && builtin declare -p -- "${_simmer_kept[@]}"
  builtin alias -p
  builtin shopt -p | while IFS='' builtin read -r _simmer_name; do
    case $_simmer_name in
      *' login_shell' | *' restricted_shell' | *' extdebug') ;;
      *) builtin printf '%s\n' "$_simmer_name" ;;
    esac
  done
  [[ $_simmer_options == *:braceexpand:* ]] || builtin printf 'set +B\n'
  for _simmer_name in errexit errtrace functrace keyword noclobber noglob nounset physical pipefail posix; do
    [[ $_simmer_options == *:$_simmer_name:* ]] && builtin printf 'set -o %s\n' "$_simmer_name"
  done
}

# ── foreground ────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs $_simmer_task in front of the terminal, as a job of this shell, from where it may move to the background. Fails
# when nothing was started, and when it ended with another status than 0: then the line, or the task in it, becomes that
# status. A file tells which, because the helper may be killed: without an answer to this very call nothing has run.
_simmer_front() {
  local _simmer_options=:$SHELLOPTS: _simmer_nonce=$EPOCHREALTIME _simmer_answer='' _simmer_code=0 LC_ALL IFS=$' \t\n'
  local -a _simmer_call=(foreground --shell "$BASH" --session "$_simmer_session" --answer "$_simmer_nonce" --key "${SIMMER_KEY-^B}")
  _simmer_exists || return 1
  if [[ -n $_simmer_learn ]]; then _simmer_call+=(--learn yes); fi
  if [[ $0 != "${BASH##*/}" ]]; then _simmer_call+=(--name "$0"); fi
  if _simmer_needs_state; then
    _simmer_snapshot 2>/dev/null | "$_simmer_bin" "${_simmer_call[@]}" --snapshot -- "$_simmer_task" 2>/dev/null
    _simmer_code=${PIPESTATUS[1]}
  else
    "$_simmer_bin" "${_simmer_call[@]}" -- "$_simmer_task" 2>/dev/null
    _simmer_code=$?
  fi
  {
    builtin read -r _simmer_answer
    if [[ $_simmer_answer == "$_simmer_nonce ended "*[1-9]* ]]; then
      LC_ALL=C # its numbers are of bytes
      IFS='' builtin read -r -d '' -N "${_simmer_answer##* }" _simmer_ahead
    fi
  } 2>/dev/null <"$_simmer_home/.answer.$_simmer_session" || :
  case $_simmer_answer in
    "$_simmer_nonce ended "*) ;;
    "$_simmer_nonce moved "*) _simmer_code=0 ;;
    "$_simmer_nonce paused "*) _simmer_code=148 ;;
    "$_simmer_nonce started "*)
      # Killed: the task goes on without it.
      _simmer_answer=${_simmer_answer#*' started '} _simmer_code=0
      _simmer_said="[${_simmer_answer%% *}] ${_simmer_task//[[:cntrl:]]/ }: in the background    (simmer attach ${_simmer_answer%% *})"
      ;;
    *) return 1 ;;
  esac
  if [[ -n $_simmer_note ]]; then
    if [[ $_simmer_answer == "$_simmer_nonce ended "*' '*' '* ]]; then
      _simmer_answer=${_simmer_answer% *}
      _simmer_answer=${_simmer_answer##* }
    else
      _simmer_answer=''
    fi
    # shellcheck disable=SC2086  # it is to be split
    _simmer_fill "$_simmer_code" ${_simmer_answer//,/ }
    return 0
  fi
  ((_simmer_code)) || return 0
  _simmer_line="_simmer_status $_simmer_code \"\$_simmer_last\"" _simmer_task=$_simmer_line
  return 1
}

# Tells whether there is such a command as the first of $_simmer_task: of what is missing the shell itself tells best.
_simmer_exists() {
  local word=$_simmer_task
  while [[ $word == [A-Za-z_]*([A-Za-z0-9_])=*([!\"\'\`\\\$[:space:]])[[:blank:]]* ]]; do
    word=${word#*[[:blank:]]}
    word=${word#"${word%%[![:blank:]]*}"}
  done
  word=${word%%[[:space:];&|<>()]*}
  [[ $word != +([A-Za-z0-9_./+-]) || $word == -* ]] || builtin type -- "$word" >/dev/null 2>&1
}

# Gives readline what was typed ahead and could not be put back: the answer of the terminal to our question is a key that
# stands for it.
_simmer_type_ahead() {
  local keys=$_simmer_ahead map
  _simmer_ahead=''
  keys=${keys//\\/\\\\} keys=${keys//\"/\\\"}
  keys=${keys//[$'\r\n']/\\C-m}
  for map in emacs vi-insert; do builtin bind -m "$map" "\"\\e[0n\": \"$keys\""; done
  builtin printf '\e[5n' >&2
}

# A line that is only a status: what `eval` runs when the line itself must not run again.
_simmer_status() {
  return "$1"
}

# ── news at an idle prompt ────────────────────────────────────────────────────────────────────────────────────────

# Lets a prompt at which nobody types be woken by news. SIGWINCH is the one signal that readline heeds at once and that
# does nothing to a process that does not expect it. The trap is there from the prompt until Enter: during a command it
# would end a `wait`. The file tells who has news that somebody listens.
_simmer_listen() {
  local REPLY='' bell=$_simmer_home/.ring-$_simmer_session
  [[ -z $_simmer_ring && -z ${BLE_VERSION-} && -n ${_simmer_bound[0]-} && -p $_simmer_home/.wake-$_simmer_session ]] || return 0
  [[ -e $bell ]] || { : >|"$bell"; } 2>/dev/null || return 0
  _simmer_print trap -p WINCH || :
  _simmer_ring=on _simmer_winch=$REPLY
  builtin trap '_simmer_rung "$_"' WINCH
}

# Gives the signal back to whoever had it.
_simmer_deafen() {
  _simmer_ring=''
  builtin trap - WINCH
  if [[ -n $_simmer_winch ]]; then eval "$_simmer_winch"; fi
}

# Runs at the signal, which a window of another size sends too. Each line of the news is put into a row of its own above
# that of the cursor: below it one is made, so that the last row can move there, and the edited text keeps its place in
# it. readline, which has drawn that, never hears of it.
_simmer_rung() {
  local entries running ready waiting failed due answer line
  if [[ -n $_simmer_winch ]]; then
    eval "set -- ${_simmer_winch#trap -- }"
    eval -- "$1"
  fi
  [[ -n $_simmer_armed && $EPOCHSECONDS -ge $_simmer_pause ]] || return 0
  _simmer_look
  _simmer_count
  [[ -n $due ]] || return 0
  answer=$(_simmer_ask notices --session "$_simmer_session" 2>/dev/null) || {
    _simmer_pause=$((EPOCHSECONDS + 60))
    return 0
  }
  answer=${answer%.}
  while [[ -n $answer ]]; do
    line=${answer%%$'\n'*} answer=${answer#"${answer%%$'\n'*}"}
    answer=${answer#$'\n'}
    builtin printf '\eD\eM\e7\r\e[L\e[?7l%s\e[?7h\e8\eD' "$line" >/dev/tty
  done
} 2>/dev/null

# <<< at the first line
# ── prompt ────────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs before every prompt, after the hooks of others: news first, then the badge. Starts no process but for a notice,
# and after a change of the configuration.
_simmer_prompt() {
  local entries
  if [[ -n $_simmer_alias || $_simmer_seen != "${SIMMER-}" || (-o vi && -z $_simmer_vi) || (-n $_simmer_gate_file &&
    (! -e $_simmer_gate_file || (-z $_simmer_config_seen && -e $_simmer_config) || (-n $_simmer_config_seen &&
    ($_simmer_config -nt $_simmer_gate_file || $_simmer_config -ot $_simmer_gate_file)))) ]]; then
    _simmer_tidy
  fi
  # Our key redraws the row of the prompt at Enter, and output that ends without a newline would be wiped if it stood
  # there. So the row is filled, as zsh does.
  if [[ -n ${_simmer_bound[0]-} && -n ${COLUMNS-} && -t 2 ]]; then builtin printf '%*s\r\e[K' "$COLUMNS" '' >&2; fi
  if [[ -n $_simmer_said ]]; then
    builtin printf '%s\n' "$_simmer_said"
    _simmer_said=''
  fi
  if [[ -n $_simmer_ahead ]]; then _simmer_type_ahead; fi
  if [[ $- == *f* || -n ${GLOBIGNORE-} || :$BASHOPTS: == *:failglob:* ]]; then
    _simmer_look
  else
    entries=("$_simmer_home"/live/* "$_simmer_home"/done/*)
  fi
  # The ordinary prompt is like the last one. A notice that is not ours becomes ours when its shell ends.
  if [[ "${entries[*]}" != "$_simmer_looked" || $_simmer_looked == */done/[0-9]* ]]; then _simmer_news; fi
  if [[ ${PS1-} != "$_simmer_prompted" || :$BASHOPTS: != *:promptvars:* ]]; then _simmer_show; fi
  _simmer_armed=1
  if [[ ${SIMMER_ASYNC-} == on && -z ${_simmer_later-} ]]; then _simmer_listen; fi
}

# Shows what has changed in entries.
_simmer_news() {
  local running ready waiting failed due
  _simmer_count
  if [[ -n $due ]]; then _simmer_notices; fi
  if [[ "$running $ready $waiting $failed" != "$_simmer_counts" ]]; then _simmer_paint; fi
  _simmer_looked="${entries[*]}"
}

# Does what a prompt has to do now and then.
_simmer_tidy() {
  if [[ -n $_simmer_alias ]]; then _simmer_disarm; fi
  if [[ $_simmer_seen != "${SIMMER-}" || (-o vi && -z $_simmer_vi) ]]; then _simmer_bind; fi
  if [[ -n $_simmer_gate_file ]]; then _simmer_refresh; fi
}

# Asks for the gate of a configuration that has changed. Where that does not help, not again for a while.
_simmer_refresh() {
  local answer
  _simmer_stale && ((EPOCHSECONDS >= _simmer_gate_pause)) || return 0
  _simmer_gate_pause=$((EPOCHSECONDS + 60))
  answer=$(_simmer_ask gate bash) || return 0
  [[ $answer == *_simmer_gate=*. ]] || return 0
  eval "${answer%.}"
  # The badge may look otherwise now.
  _simmer_looked='?' _simmer_counts='?'
  if [[ -n ${_simmer_later-} ]]; then _simmer_later=("${_simmer_later[0]}"); fi # the gate is here now
  _simmer_settle
  _simmer_stale || _simmer_gate_pause=0
}

# Tells whether the gate is another configuration's: of another time, or of one that has come or gone.
_simmer_stale() {
  [[ ! -e $_simmer_gate_file || (-z $_simmer_config_seen && -e $_simmer_config) || (-n $_simmer_config_seen &&
    ($_simmer_config -nt $_simmer_gate_file || $_simmer_config -ot $_simmer_gate_file)) ]]
}

# Fills in what a header may leave out.
_simmer_settle() {
  declare -g _simmer_enabled=${_simmer_enabled-yes} _simmer_anywhere=${_simmer_anywhere---watch} _simmer_config_seen=${_simmer_config_seen-}
  declare -g _simmer_gate_file=${_simmer_gate_file-} _simmer_config=${_simmer_config-}
  _simmer_anywhere=${_simmer_anywhere:-|} # what is in every line
}

# Sets entries to what lies in the store, whatever the user has made of globbing.
_simmer_look() {
  local relax=''
  if [[ $- == *f* ]]; then
    local -
    set +f
  fi
  if [[ -n ${GLOBIGNORE-} ]]; then local GLOBIGNORE=''; fi
  if [[ :$BASHOPTS: == *:failglob:* ]]; then relax=yes && shopt -u failglob; fi
  entries=("$_simmer_home"/live/* "$_simmer_home"/done/*)
  if [[ -n $relax ]]; then shopt -s failglob; fi
}

# Counts the entries into running, ready, waiting and failed; due: there is a notice for this shell to show.
_simmer_count() {
  local entry name id session state alive=''
  running=0 ready=0 waiting=0 failed=0 due=''
  for entry in "${entries[@]}"; do
    name=${entry##*/} id=${name%%.*}
    [[ -n $id && $id != *[!0-9]* ]] || continue
    case $entry in
      */live/*.ready) ((ready += 1)) ;;
      */live/*.waiting) ((waiting += 1)) ;;
      */live/*.foreground) ;;
      */live/*) ((running += 1)) ;;
      *)
        [[ $name == *.@(none|+([0-9])-+([0-9])).+([a-z]).+([0-9]) ]] || continue
        state=${name#*.} session=${state%%.*} state=${state#*.}
        case $state in failed.* | timeout.* | lost.*) ((failed += 1)) ;; *) ;; esac
        [[ $session != "$alive" ]] || continue
        if [[ $session == none || $session == "$_simmer_session" ]] || _simmer_gone "$session"; then
          due=yes
        else
          alive=$session
        fi
        ;;
    esac
  done
}

# Lets the helper print the notices that are due. A helper that takes too long, or leaves one, is not asked for a while.
_simmer_notices() {
  local late=''
  ((EPOCHSECONDS >= _simmer_pause)) || return 0
  {
    late=$(
      trap '_simmer_kill; exit 130' INT
      # The pipe that is read stays open as fd 3 of the helper, so its end is the helper's end.
      builtin read -r -d '' -t 2 < <(exec "$_simmer_bin" notices --session "$_simmer_session" 3>&1 >&4 2>/dev/null </dev/null) ||
        (($? <= 128)) || {
        _simmer_kill
        builtin printf late
      }
    )
  } 4>&1 || :
  _simmer_look
  _simmer_count
  if [[ -n $late || -n $due ]]; then _simmer_pause=$((EPOCHSECONDS + 60)); fi
}

# Makes the badge of the counts: as plain text, and coloured with the bounds that readline needs to know its width.
_simmer_paint() {
  local -a signs=("${_simmer_style[@]:1:4}") colours=("${_simmer_style[@]:5:4}") parts
  local begin='' end=' ' part index
  if ((${#_simmer_style[@]} == 0)); then signs=(● ◆ '?' ✗) colours=('' 2 3 1); fi
  parts=("${signs[0]}$running" "${signs[1]}$ready" "${signs[2]}$waiting" "${signs[3]}$failed")
  _simmer_counts="$running $ready $waiting $failed" _simmer_badge='' SIMMER_BADGE=''
  if [[ ${LC_ALL:-${LC_CTYPE:-${LANG-}}} != *[Uu][Tt][Ff]* && ${signs[*]} == *[![:ascii:]]* ]]; then
    parts=("$running" "$ready+" "$waiting?" "$failed!") begin='[' end='] '
  fi
  for index in 0 1 2 3; do
    part=${parts[index]}
    [[ $part == *[1-9]* ]] || continue
    SIMMER_BADGE+=${SIMMER_BADGE:+ }$part
    if [[ -n ${colours[index]} && -z ${NO_COLOR-} && ${_simmer_style[0]-} != never ]]; then part=$'\001\e[3'${colours[index]}$'m\002'$part$'\001\e[m\002'; fi
    _simmer_badge+=${_simmer_badge:+ }$part
  done
  if [[ -n $SIMMER_BADGE ]]; then SIMMER_BADGE=$begin$SIMMER_BADGE$end _simmer_badge=$begin$_simmer_badge$end; fi
}

# Puts the badge in front of PS1, again and again, for themes that write PS1 at every prompt. It is a reference, whose
# value bash does not expand again; where prompts are not expanded, it is the text.
# shellcheck disable=SC2016
_simmer_show() {
  local mark='${_simmer_badge-}'
  shopt -q promptvars || mark=$_simmer_badge
  [[ -n ${PS1+x} && ${PS1@a} != *r* && $PS1 != *SIMMER_BADGE* ]] || return 0
  if [[ $mark != "$_simmer_shown" ]]; then PS1=${PS1#"$_simmer_shown"}; fi
  if [[ $PS1 != *"$mark"* ]]; then PS1=$mark$PS1; fi
  _simmer_shown=$mark _simmer_prompted=$PS1
}

# ── commands ──────────────────────────────────────────────────────────────────────────────────────────────────────

# The program, and what only the shell itself can do.
function simmer {
  case ${1-} in
    on | off)
      if (($# > 1)); then "$_simmer_bin" "$@"; else SIMMER=$1; fi
      ;;
    doctor) SIMMER_SESSION=$_simmer_session SIMMER_SHELL_FACTS=$(_simmer_facts) "$_simmer_bin" "$@" ;;
    *) SIMMER_SESSION=$_simmer_session "$_simmer_bin" "$@" ;;
  esac
}

# Prints what `simmer doctor` cannot see from outside.
_simmer_facts() {
  local state=on hook="${PROMPT_COMMAND[*]-} ${precmd_functions[*]-}" badge=missing map=emacs enter other=none REPLY
  if [[ ${SIMMER-} == off ]]; then state=off; fi
  hook=${hook//_simmer_prompt/$'\1'} hook=${hook//[!$'\1']/} hook=${#hook}
  if ((hook < 2)); then ((hook)) && hook=found || hook=missing; fi
  if [[ ${PS1-} == *_simmer_badge* || ${PS1-} == *SIMMER_BADGE* ]]; then badge=found; fi
  if [[ -o vi ]]; then map=vi-insert; fi
  _simmer_holder '\C-m' accept-line
  enter=$REPLY
  _simmer_caret "${SIMMER_KEY-^B}"
  if [[ -n $REPLY ]]; then
    _simmer_holder "$REPLY" backward-char
    other=$REPLY
  fi
  builtin printf '%s=%s\n' shell bash shell_version "$BASH_VERSION" plugin_version "$_simmer_version" state "$state" \
    enter_key "$enter" ctrl_b_key "$other" prompt_hook "$hook" prompt_badge "$badge" loads "$_simmer_loads"
  if [[ -n ${SIMMER_KEY-} ]]; then builtin printf 'key=%s\n' "$SIMMER_KEY"; fi
  if [[ -n ${BLE_VERSION-} ]]; then builtin printf 'conflict=ble.sh\n'; fi
  if [[ $(declare -f __vsc_preexec) == *_simmer* ]]; then
    builtin printf 'vscode=tamed\n'
  elif declare -F __vsc_preexec >/dev/null; then
    builtin printf 'vscode=untamed\n'
  fi
  if [[ -n ${TMUX-} ]]; then
    builtin printf 'tmux_prefix=%s %s\n' "$(tmux show-options -gv prefix 2>/dev/null)" "$(tmux show-options -gv prefix2 2>/dev/null)"
  fi
}

# Takes everything back, as if it had never been loaded.
_simmer_unload() {
  local index name IFS=$' \t\n'
  if [[ -n ${_simmer_bound[0]-} ]]; then _simmer_unbind; fi
  if [[ -n ${_simmer_ring-} ]]; then _simmer_deafen; fi
  if [[ -n ${_simmer_shown-} && -n ${PS1+x} && ${PS1@a} != *r* ]]; then PS1=${PS1/"$_simmer_shown"/}; fi
  for index in ${PROMPT_COMMAND+"${!PROMPT_COMMAND[@]}"}; do
    PROMPT_COMMAND[index]=${PROMPT_COMMAND[index]%$'\n'_simmer_prompt}
    if [[ ${PROMPT_COMMAND[index]} == _simmer_prompt ]]; then unset -v "PROMPT_COMMAND[index]"; fi
  done
  for index in "${!precmd_functions[@]}"; do
    if [[ ${precmd_functions[index]} == _simmer_prompt ]]; then unset -v "precmd_functions[index]"; fi
  done
  for name in $(builtin compgen -A function _simmer_) simmer; do unset -f "$name"; done
  unset -v "${!_simmer_@}" SIMMER_BADGE
}

# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs at the background key: whatever is being edited becomes a task. What no alias can stand for, a group, a loop, a
# quoted word, several lines, is rewritten before the eyes of the user; the history gets the line that was typed.
_simmer_force() {
  if [[ -n $_simmer_ring ]]; then _simmer_deafen; fi
  [[ -n $_simmer_armed ]] || return 0
  [[ -z ${_simmer_later-} ]] || _simmer_more || return 0
  _simmer_armed=''
  local REPLY=$READLINE_LINE typed word before task kind
  if [[ $REPLY != *[![:space:]]* ]]; then
    _simmer_menu
    return 0
  fi
  if [[ $REPLY == *['!^']* && $- == *H* ]]; then _simmer_expand || return 0; fi
  typed=${REPLY%"${REPLY##*[!$'\n']}"}
  REPLY=$typed
  _simmer_decide --force || return 0
  [[ $typed != *$'\n'* ]] && _simmer_arm "$word" && return 0
  shopt -q interactive_comments || return 0
  _simmer_line=$typed _simmer_task=$typed _simmer_kind=background
  READLINE_LINE=" _simmer_go_h # ${typed//$'\n'/ ; }" READLINE_POINT=${#READLINE_LINE}
}

# Shows the list of tasks, which the key opens on an empty line. What a killed one leaves on the screen is cleared away.
_simmer_menu() {
  SIMMER_SESSION=$_simmer_session "$_simmer_bin" menu || (($? <= 128)) || builtin printf '\e[?2026l\e[m\e[?25h\e[?1049l'
}

# Runs in the place of a rewritten line. `history -s` replaces the entry of the rewriting, if bash made one.
_simmer_go_h() {
  if [[ -o history && (${HISTCONTROL-} != *ignore@(space|both)* || $_simmer_line != ' '*) ]]; then
    builtin history -s -- "$_simmer_line"
  fi
  _simmer_launch || eval -- "$_simmer_line"
}

# Binds the keys, or gives them back, when SIMMER has changed. Enter is taken only where it accepts the line, the
# background key only where it does what it does by default, unless the user has named it. The keys of vi wait until
# somebody wants them.
_simmer_bind() {
  local map key REPLY maps=(emacs)
  _simmer_tame_vscode
  _simmer_unbind
  _simmer_seen=${SIMMER-} _simmer_vi=''
  if [[ -o vi ]]; then
    maps=(emacs vi-command vi-insert) _simmer_vi=yes
  fi
  [[ $_simmer_seen != off && -z ${BLE_VERSION-} ]] || return 0 # ble.sh has keys of its own
  _simmer_caret "${SIMMER_KEY-^B}"
  key=$REPLY
  # The last map is the one that is in use.
  for map in "${maps[@]}"; do
    builtin bind -m "$map" -x '"\C-x\C-_Si": _simmer_enter "$_"'
    builtin bind -m "$map" -x '"\C-x\C-_Sf": _simmer_force "$_"'
    builtin bind -m "$map" '"\C-x\C-_Sa": accept-line'
    _simmer_take '\C-m' '\C-x\C-_Si\C-x\C-_Sa' accept-line
    if [[ -n $key ]]; then
      _simmer_take "$key" '\C-x\C-_Sf\C-x\C-_Sa' backward-char "${SIMMER_KEY+*}" '' self-insert
    fi
  done
}

# Binds key $1 to macro $2 if in map it does one of the rest, patterns.
_simmer_take() {
  local key=$1 macro=$2 pattern REPLY
  shift 2
  _simmer_does "$key" "$1"
  for pattern; do
    # shellcheck disable=SC2053  # a pattern it is
    [[ $REPLY == $pattern ]] || continue
    builtin bind -m "$map" "\"$key\": \"$macro\""
    _simmer_bound+=("$map" "$key" "$macro" "$REPLY")
    return 0
  done
}

# Sets REPLY to what key $1 does in map. $2, which is likely, is asked for by its name, because a list of all keys takes a
# millisecond.
_simmer_does() {
  local keys
  _simmer_print bind -m "$map" -q "$2" || :
  if [[ $REPLY == *"\"$1\""* ]]; then
    REPLY=$2
    return 0
  fi
  _simmer_print bind -m "$map" -p || :
  keys=$'\n'$REPLY
  _simmer_print bind -m "$map" -s || :
  keys+=$REPLY
  _simmer_print bind -m "$map" -X || :
  keys+=$REPLY$'\n' REPLY=''
  if [[ $keys == *$'\n"'"$1"'": '* ]]; then
    REPLY=${keys#*$'\n"'"$1"'": '}
    REPLY=${REPLY%%$'\n'*}
  fi
}

# Sets REPLY to who has key $1 in map, which does $2 by itself: simmer, or what the key does.
_simmer_holder() {
  local index
  _simmer_does "$1" "$2"
  for ((index = 0; index < ${#_simmer_bound[@]}; index += 4)); do
    if [[ ${_simmer_bound[index]} == "$map" && ${_simmer_bound[index + 1]} == "$1" && $REPLY == "\"${_simmer_bound[index + 2]}\"" ]]; then
      REPLY=simmer
    fi
  done
}

# Gives back the keys that are still ours.
_simmer_unbind() {
  local map key macro old index REPLY
  for ((index = 0; index < ${#_simmer_bound[@]}; index += 4)); do
    map=${_simmer_bound[index]} key=${_simmer_bound[index + 1]} macro=${_simmer_bound[index + 2]} old=${_simmer_bound[index + 3]}
    _simmer_print bind -m "$map" -s || :
    [[ $REPLY == *"\"$key\": \"$macro\""* ]] || continue
    builtin bind -m "$map" -r "$key"
    if [[ -n $old ]]; then builtin bind -m "$map" "\"$key\": $old"; fi
  done
  _simmer_bound=()
}

# Sets REPLY to key $1, in caret notation, as readline writes it.
_simmer_caret() {
  local rest=$1
  REPLY=''
  while [[ -n $rest ]]; do
    case $rest in
      '^['*) REPLY+='\e' rest=${rest:2} ;;
      '^'?*) REPLY+='\C-' REPLY+=${rest:1:1} rest=${rest:2} ;;
      *) REPLY+=${rest:0:1} rest=${rest:1} ;;
    esac
  done
  REPLY=${REPLY,,}
  REPLY=${REPLY//\\c-/\\C-}
}

# ── loading ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Tells whether this shell has a place for us: bash 5.1, line editing, a terminal that can move the cursor, and a prompt
# hook that can be set.
# Else an interactive shell says why in SIMMER_UNFIT, for `simmer doctor`.
_simmer_fits() {
  local reason=''
  if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 501)); then
    reason="bash $BASH_VERSION is too old, 5.1 is needed"
  elif [[ ${TERM-dumb} == dumb || -n ${INSIDE_EMACS-} ]]; then
    reason='the terminal cannot move the cursor (TERM=dumb, or a shell inside emacs)'
  elif ! [[ -o emacs || -o vi ]]; then
    reason='bash edits no lines (set -o emacs)'
  elif [[ $- == *r* ]]; then
    reason='the shell is restricted'
  elif [[ -n ${PROMPT_COMMAND+x} && ${PROMPT_COMMAND@a} == *r* ]]; then
    reason='PROMPT_COMMAND is read-only'
  fi
  unset -v SIMMER_UNFIT # of a shell that this one was started from
  [[ $- == *i* ]] || return 1
  [[ -n $reason ]] || return 0
  export SIMMER_UNFIT=$reason
  return 1
}

_simmer_load() {
  [[ -n ${_simmer_session-} ]] || _simmer_set
  declare -g _simmer_loads=$((${_simmer_loads-0} + 1))
  _simmer_settle
  if [[ "${PROMPT_COMMAND[*]-} ${precmd_functions[*]-}" == *_simmer_prompt* ]]; then
    : # loaded again
  elif [[ -n ${bash_preexec_imported-}${__bp_imported-} ]]; then
    precmd_functions+=(_simmer_prompt)
  elif [[ ${TERM_PROGRAM-} == vscode ]]; then
    PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}_simmer_prompt # it keeps the first element only
  else
    PROMPT_COMMAND[9999]=_simmer_prompt # the last: themes write PS1 before it
  fi
}

# VS Code's DEBUG trap takes what a key runs for the user's command. Its function is given the line instead.
_simmer_tame_vscode() {
  local body
  builtin declare -F __vsc_preexec >/dev/null || return 0
  body=$(declare -f __vsc_preexec)
  [[ $body != *_simmer* ]] || return 0
  eval "_simmer_vscode_preexec ${body#__vsc_preexec }"
  # shellcheck disable=SC2317  # VS Code's trap calls it
  __vsc_preexec() {
    if [[ -n ${READLINE_POINT-} || $BASH_COMMAND == _simmer_prompt* ]]; then
      __vsc_in_command_execution=0
      return 0
    fi
    if [[ $BASH_COMMAND == _simmer_go* ]]; then local BASH_COMMAND=$_simmer_line; fi
    _simmer_vscode_preexec
  }
  __vsc_in_command_execution=0
}

if _simmer_fits; then _simmer_load; else _simmer_unload; fi
if [[ -n ${_simmer_aliases-} ]]; then shopt -s expand_aliases; fi
unset -v _simmer_aliases
