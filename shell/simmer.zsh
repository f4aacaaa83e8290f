# SPDX-License-Identifier: GPL-3.0-or-later
# simmer for zsh 5.8 and later:  eval "$(simmer init zsh)"
#
# When a line is accepted, the hook zle-line-finish looks at it. For a line that is to run in the background it makes
# the first command word a one-shot alias whose text ends in "#", so that the parser reads
#     _simmer_go "$_simmer_last" || eval -- "$_simmer_line" # run dev
# The line itself is never edited: screen, history, hooks, `$?` and timing are zsh's own work on an ordinary command.
# When the helper does not answer, `|| eval` runs the typed line at top level, once.
#
# `simmer init` puts the assignments of _simmer_bin, _simmer_home, _simmer_version, _simmer_marks and _simmer_gate in
# front, and those that `_simmer_settle` and `_simmer_prompt` read. The text is eval'ed from rc files, so a `return` outside of a function would end the user's own file.

# A user's alias must not get into the functions below.
typeset -g _simmer_aliases=
[[ -o aliases ]] && _simmer_aliases=on
'builtin' 'setopt' noaliases

# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────
# SIMMER=off     lines are left alone
# SIMMER_KEY     the key that runs the edited line in the background, as bindkey writes it (^B); empty: none
# SIMMER_BADGE   the badge as plain text, for prompts of one's own: one that names it gets no badge from us
# SIMMER_ASYNC   off: news wait for the next prompt, and are not shown above one at which nobody types
# NO_COLOR       no colours in the badge
# color, badge_signs, badge_colors in the configuration: the rest of how it looks

# Sets what the functions below share.
_simmer_set() {
  emulate -L zsh
  typeset -g _simmer_force= _simmer_alias= _simmer_saved= _simmer_comments= _simmer_line= _simmer_before= _simmer_task= _simmer_kind= _simmer_learn= _simmer_note= _simmer_ahead=
  typeset -g _simmer_looked='?' _simmer_prompted= _simmer_said= _simmer_rewritten= _simmer_seen='?' _simmer_wake=${_simmer_wake-} SIMMER_BADGE=
  typeset -g _simmer_last= _simmer_mark=
  (( $+_simmer_style )) || typeset -ga _simmer_style=()
  typeset -gi _simmer_pause=0 _simmer_gate_pause=0
  typeset -gA _simmer_bound=()
  typeset REPLY
  _simmer_start_time $$
  typeset -g _simmer_session=$$-$REPLY
}

# ── helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Reads fd 3 into answer until that matches pattern $2 (empty: to its end), for at most $1 seconds. Status: 0 it does,
# 5 the other side has closed, anything else too late.
_simmer_read() {
  zmodload zsh/system zsh/datetime
  typeset chunk
  typeset -i code=0
  typeset -F end=$(( EPOCHREALTIME + $1 )) left=$1
  while [[ -z $2 || $answer != ${~2} ]]; do
    chunk=
    sysread -i 3 -t $left chunk
    code=$?
    answer+=$chunk
    (( left = end - EPOCHREALTIME ))
    (( code == 0 && left > 0 )) || return $(( code ? code : 4 ))
  done
}

# Prints what the helper answers, and a dot; fails unless it ends within two seconds. Only for `$( )`: the process
# substitution then belongs to that subshell, and the user's `$!` and job table never hear of it.
_simmer_ask() {
  emulate -L zsh
  typeset answer=
  typeset -i pid
  exec 3< <(exec $_simmer_bin "$@" </dev/null)
  pid=$sysparams[procsubstpid]
  trap "builtin kill -KILL $pid; exit 130" INT
  _simmer_read 2 ''
  if (( $? != 5 )); then
    builtin kill -KILL $pid
    return 1
  fi
  builtin print -rn -- "$answer."
}

# Sets REPLY to when process $1 started: field 22 of its stat, of which the second may hold anything; 0 if unknown, or
# if all that is left of it is a zombie.
_simmer_start_time() {
  emulate -L zsh
  typeset stat=
  [[ -r /proc/$1/stat ]] && { stat=$(</proc/$1/stat); } 2>/dev/null
  stat=${stat##*\) }
  [[ $stat == [ZX]* ]] && REPLY=0 || REPLY=${${(s: :)stat}[20]:-0}
}

# Tells whether session $1 (PID-STARTTIME) is over.
_simmer_gone() {
  emulate -L zsh
  typeset REPLY
  if [[ $1 == *-0 ]]; then
    ! builtin kill -0 ${1%-*} 2>/dev/null
  else
    _simmer_start_time ${1%-*}
    [[ $REPLY != ${1#*-} ]]
  fi
}

# Reads the gate, at the first line of a shell: an opening one should not wait for it. What its file says of itself is
# known already.
_simmer_more() {
  emulate -L zsh
  typeset _simmer_gate_file _simmer_config _simmer_config_seen
  [[ ! -r $_simmer_later ]] || builtin . $_simmer_later
  typeset -g _simmer_later=
  _simmer_settle
}

# ── deciding ──────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs when a line is accepted, never at a continuation line, in vared or select. Not emulated, because that would take
# back the option that it sets: the "#" of the alias has to begin a comment in this one line. Most lines end at the first
# tests, which are few because each command costs. History expansion is done in place and put back; where Enter only
# shows it, the line comes again.
_simmer_finish() {
  [[ -z ${_simmer_later-} ]] || _simmer_more
  [[ $CONTEXT == start && ${SIMMER-} != off && -n $_simmer_enabled && -o aliases ]] || return 0
  typeset _simmer_buffer=$BUFFER _simmer_word=${"${BUFFER:0:100}"%%[$' \t\n;&|<>()']*}
  [[ $_simmer_buffer == (*[\;\&\|\!^]*|[[:blank:]]*) || $_simmer_word == *[=/0-9.]* || $_simmer_buffer == *("$_simmer_anywhere"|' '(${~_simmer_verbs}))* ||
    ${_simmer_gate[x${_simmer_word:0:1}]-} == *" $_simmer_word="* || $_simmer_anywhere == *\|* || -n $_simmer_force ||
    -n ${aliases[$_simmer_word]+x}${functions[$_simmer_word]+x} || ${#galiases[@]} != 0 ]] || return 0
  if [[ $_simmer_buffer == *[\!^]* && -o banghist ]]; then
    typeset _simmer_cursor=$CURSOR _simmer_expanded
    zle .expand-history 2>/dev/null
    _simmer_expanded=$BUFFER
    BUFFER=$_simmer_buffer _simmer_buffer=$_simmer_expanded CURSOR=$_simmer_cursor
    [[ $_simmer_buffer == "$BUFFER" || ! -o histverify ]] || return 0
  fi
  # Plugins that wrap widgets can make this run twice, and take back options after the first time.
  [[ -n $_simmer_alias ]] || _simmer_consider || return 0
  if [[ -o interactivecomments ]]; then
    : # as it has to be
  elif [[ ! -o localoptions ]]; then
    typeset -g _simmer_comments=off
    setopt interactivecomments
  elif [[ $_simmer_line == *[\;\&\|\<\>\(\)\`]* ]]; then
    BUFFER=$_simmer_line # functions cannot set options here, and without the comment parts of this line would run
    _simmer_disarm
  fi
  return 0
}

# Arms the line if the helper says so of it, or of what its aliases and functions stand for.
_simmer_consider() {
  emulate -L zsh -o extendedglob
  typeset REPLY=${_simmer_buffer%%$'\n'##} first=${${_simmer_buffer##[[:blank:]]#}%%[[:space:];&|<>()]*} name= unfolded=' ' hidden= typed word before task kind pipes=
  typeset -i depth=0
  typed=$REPLY
  if [[ -n $_simmer_force ]]; then
    _simmer_force=
    [[ $REPLY == *[^[:space:]]* ]] && _simmer_decide --force || return 1
    [[ $typed == *$'\n'* ]] || ! _simmer_arm "$word" || return 0
    _simmer_rewrite
    return 0
  fi
  [[ $typed != *$'\n'* ]] || return 1
  while (( depth < 6 && $#REPLY < 4000 )) && _simmer_unfold; do (( ++depth )); done
  [[ -z $hidden ]] && _simmer_worth && _simmer_decide || return 1
  # How long it takes is known under what was typed, where it runs.
  _simmer_learn=
  if [[ -n $before ]] || (( depth )); then _simmer_learn=yes; fi
  # A task has the aliases and functions of its shell, so it can run what was typed.
  if [[ -n $before ]]; then
    [[ $typed != "$before"* || $REPLY != "$before$task" ]] || task=${typed#"$before"}
  elif [[ -n $task ]] && (( depth )); then
    task=$typed
  fi
  _simmer_arm "${name:-$word}"
}

# Tells whether the line REPLY is worth a question: it has what counts anywhere, or a word of the gate and its mark.
_simmer_worth() {
  typeset each mark stranger= first=${${REPLY##[[:blank:]]#}%%[[:space:];&|<>()]*}
  for each in "${(@s:|:)_simmer_anywhere}"; do
    [[ $REPLY != *"$each"* ]] || return 0
  done
  # Of what a command that never lasts is given, nothing is a command.
  [[ ${_simmer_gate[x${first[1]}]-} != *" $first. "* || $REPLY == *[\;\&\|]* ]] || return 1
  for each in ${(s: :)${REPLY//[[:space:];&|<>()\"\']/ }}; do
    # `prqlc watch`: a tool that nobody knows, and a subcommand that says it all.
    [[ -n $stranger && $each == (${~_simmer_verbs}) ]] && return 0
    stranger=
    if ! _simmer_find $each; then
      [[ $each == -* || ${_simmer_gate[x${each[1]}]-} == *" $each. "* ]] || stranger=yes
      case $each in
        (*/*)
          # A program of the project (`bin/dev`) goes by its own name.
          if ! _simmer_find ${each:t}; then
            [[ $each == "$first" || $REPLY == *[\;\&\|]* ]] && _simmer_find / && [[ ${each:t} == *(${~mark})* ]] && return 0
            continue
          fi
          ;;
        (*[0-9]) _simmer_find ${each%%[0-9]*} || continue ;; # python3.12
        (*) continue ;;
      esac
    fi
    [[ $mark == ! || ( $mark != : && $REPLY == *(${~mark})* ) ]] && return 0
  done
  return 1
}

# Sets mark to what must stand in a line beside word $1; fails when that is not in the gate. Cut out by patterns it would
# take a hundred times as long.
_simmer_find() {
  mark=${_simmer_gate[x${1[1]}]-}
  [[ $mark == *" $1="* ]] || return 1
  mark=${(M)${(s: :)mark}:#${(b)1}=*}
  mark=$_simmer_marks[${mark##*=}]
}

# Puts what aliases and short functions stand for in the place of what they are in the line REPLY; name becomes the
# first word of the line if it was one. What stands before commands (cd, sudo) and what has the name of the command that
# it runs (ls='ls --color') is left as it is; hidden is set where something else has the name of a server. Fails where
# nothing is new.
_simmer_unfold() {
  typeset rest=$REPLY past= lead word mark double single text again=
  typeset -a words
  typeset -i index
  if (( $#galiases )); then
    words=("${(@z)REPLY}")
    for (( index = 1; index <= $#words; index++ )); do
      word=$words[index]
      [[ -n ${galiases[$word]-} && $unfolded != *" $word "* ]] || continue
      words[index]=$galiases[$word] unfolded+="$word " again=yes
    done
    [[ -z $again ]] || rest="${(j: :)words}"
  fi
  while [[ -n $rest ]]; do
    lead=${(M)rest##[[:space:];&|()]#}
    past+=$lead rest=${rest#"$lead"}
    while lead=${(M)rest##[A-Za-z_][A-Za-z0-9_]#=[^[:space:]\"\'\`\\\$\;\&\|()]#[[:blank:]]##} && [[ -n $lead ]]; do
      past+=$lead rest=${rest#"$lead"}
    done
    word=${rest%%[[:space:];&|<>()]*} double=${past//[^\"]/} single=${past//[^\']/} text=
    # What stands in quotes is no command.
    if [[ $word == [A-Za-z0-9_.:+%,@/-]## && $unfolded != *" $word "* ]] && (( $#double % 2 == 0 && $#single % 2 == 0 )) &&
      ! { _simmer_find $word && [[ $mark == : ]]; }; then
      if [[ -n ${aliases[$word]-} ]]; then
        if [[ ${aliases[$word]%%[[:blank:]]*} != $word ]]; then text=$aliases[$word] rest=${rest#"$word"}; fi
      elif (( $+functions[$word] )) && _simmer_body $word; then
        lead=${rest%%[;&|()]*}
        rest=${rest#"$lead"} text=${text//'"$@"'/${lead#"$word"}}
      elif [[ $word == *.* && -n ${saliases[${word:e}]-} ]]; then
        text="$saliases[${word:e}] $word" rest=${rest#"$word"}
      fi
    fi
    if [[ -n $text ]]; then
      [[ $past == *[\;\&\|\(]* ]] || name=${name:-$word}
      past+=$text unfolded+="$word " again=yes
      [[ $text != *[[:blank:]] ]] || continue # then zsh looks for an alias in the next word too
    fi
    lead=${rest%%[;&|()]*}
    past+=$lead rest=${rest#"$lead"}
  done
  REPLY=$past
  [[ -n $again ]]
}

# Sets text to the body of function $1 if that is one short list, which would do the same at top level.
_simmer_body() {
  typeset mark
  text=$functions[$1]
  if [[ $'\n'${text[1,4000]} == *[$'\n;&|('][[:blank:]]#((builtin|command)[[:blank:]]|)"$1"[[:space:]\;]* ]]; then
    text=
    return 1
  fi
  if [[ $#text -gt 600 || $text == *$'\n'([^$'\t']|$'\t\t')* || $text == *'<<'* ||
    ${text//'"$@"'/} == *\$(|\{)[0-9#*@]* || " $text " == *[[:space:]\;](declare|local|return|shift|typeset)[[:space:]\;]* ]]; then
    text=
    ! _simmer_find $1 || hidden=$1
    return 1
  fi
  text=${${text//$'\n\t'/; }#$'\t'}
}

# Asks the helper about the line REPLY (arguments: more options); true when it is to become a task, and then sets kind,
# word, before and task. What is not made of the line itself is no answer. An interrupt makes the line its own status.
_simmer_decide() {
  emulate -L zsh -o extendedglob
  typeset answer
  typeset -a lines
  trap '' INT
  answer=$(_simmer_ask decide "$@" --shell zsh -- "$REPLY" 2>/dev/null)
  if (( $? == 130 )); then
    word=$first before= task= typed='_simmer_status 130'
    [[ $first == [A-Za-z0-9_./+-]## ]] || BUFFER=
    return 0
  fi
  lines=("${(@f)answer}")
  [[ $#lines -ge 5 && $lines[1] == (background|adaptive( [0-9\!\&\|]##|)) && $lines[-1] == . ]] || return 1
  kind=${lines[1]%% *} pipes=${${lines[1]#$kind}# } word=$lines[2] before=$lines[3] task=${${(F)lines[4,-2]}##[[:space:]]#}
  [[ -n $task && $REPLY == *"$word"* && $REPLY == *"$before"*"$task"* ]]
}

# Makes the next parse of word $1 read our command instead of the line.
_simmer_arm() {
  [[ -n $1 && $1 != eval && ${histchars[3]:-#} == '#' ]] || return 1
  typeset end=
  if [[ -n $pipes ]]; then _simmer_follow; fi
  _simmer_saved=${aliases[$1]+x${aliases[$1]}}
  aliases[$1]='_simmer_go "$_simmer_last" || eval -- "$_simmer_line"'$end' #'
  _simmer_note=
  if [[ -n $end ]]; then _simmer_note=$'\n_simmer_fill $? "${(@)pipestatus}"'; fi
  _simmer_alias=$1 _simmer_before=$before _simmer_task=$task _simmer_line=$typed _simmer_kind=$kind
  # What `$_` is afterwards, if that is as plain as it looks.
  _simmer_last=${typed##*[[:blank:]]}
  [[ $_simmer_last == [A-Za-z0-9_./:=@%+,-]# ]] || _simmer_last=
}

# Adds to end what follows `eval`, which leaves one element in pipestatus: a pipeline of as many commands as the last one of
# the line has, told by pipes, that ends as that one did, if it ran. No construct could choose between two of them, because
# each leaves one element too.
_simmer_follow() {
  typeset count=${pipes//[^0-9]/} negation=${${(M)pipes:#*!*}:+! } pipeline='_simmer_pipe 1'
  typeset -i index
  for (( index = 2; index <= count; index++ )); do pipeline+=" | _simmer_pipe $index"; done
  if [[ $pipes == \|* ]]; then
    end="; _simmer_unran $count $negation || $negation$pipeline"
  else
    end="; _simmer_ran $count $negation && $negation$pipeline"
  fi
}

# Ends as command $1 of the pipeline did.
_simmer_pipe() {
  emulate -L zsh
  return ${_simmer_statuses[$1]:-$_simmer_ended}
}

# Tells whether the last pipeline of the line, of $1 commands, negated if there is $2, ran; else ends as the line did.
_simmer_ran() {
  emulate -L zsh
  (( $#_simmer_statuses == $1 && ( $# == 1 || ! _simmer_statuses[-1] == _simmer_ended ) )) || return $_simmer_ended
}

# Tells whether one that runs only after a failure did not.
_simmer_unran() {
  emulate -L zsh
  (( ! _simmer_ended && ( $#_simmer_statuses != $1 || ( $# > 1 && ! _simmer_statuses[-1] ) ) ))
}

# Notes that the line ended with $1, and its last pipeline with the rest, if that is known.
_simmer_fill() {
  emulate -L zsh
  typeset -gi _simmer_ended=$1
  shift
  typeset -ga _simmer_statuses=($@)
  (( $# )) || _simmer_statuses=($_simmer_ended)
}

# Notes it unless it is.
_simmer_fill_up() {
  emulate -L zsh
  (( $#_simmer_statuses )) || _simmer_fill $1
}

# Takes back what was made for one line. Not emulated, because it unsets an option.
_simmer_disarm() {
  if [[ -n $_simmer_comments ]]; then unsetopt interactivecomments; fi
  if [[ -n $_simmer_saved ]]; then
    aliases[$_simmer_alias]=${_simmer_saved#x}
  elif [[ -n $_simmer_alias ]]; then
    builtin unalias -- "$_simmer_alias" 2>/dev/null
  fi
  typeset -g _simmer_comments= _simmer_alias= _simmer_saved=
}

# ── launching ─────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs in the place of the line: 0 means taken over, else `eval` runs $_simmer_line. What comes before the task in its
# line is the shell's own: it runs at top level, and then only the task can be left to run in the terminal.
_simmer_go() {
  _simmer_disarm
  typeset -ga _simmer_statuses=()
  if [[ -n $_simmer_before ]]; then
    typeset -g _simmer_line=$_simmer_before'{ _simmer_launch || eval -- "$_simmer_task$_simmer_note"; }'
    if [[ -n $_simmer_note ]]; then _simmer_line+=$'\n_simmer_fill_up $?'; fi
    return 1
  fi
  [[ -n $_simmer_task ]] && _simmer_launch && return
  _simmer_line+=$_simmer_note
  return 1
}

# A line that is only a status: what `eval` runs when the line itself must not run again.
_simmer_status() {
  return $1
}

# Starts $_simmer_task; fails when nothing was started. Once the helper has said its first line it may have started the
# task: from there on the line runs here only if the helper says that nothing ran. The variables have our prefix because
# a local one would hide the user's of that name from the snapshot.
_simmer_launch() {
  if [[ $_simmer_kind == adaptive ]]; then
    _simmer_front
    return
  fi
  typeset -A _simmer_options
  _simmer_options=("${(@kv)options[@]}")
  emulate -L zsh -o extendedglob
  typeset _simmer_state= _simmer_answer _simmer_fate _simmer_news _simmer_shell
  typeset -a _simmer_call
  _simmer_find_shell
  _simmer_call=(launch --shell $_simmer_shell --session $_simmer_session --columns ${COLUMNS:-80} --lines ${LINES:-24})
  _simmer_needs_state
  if [[ -n $_simmer_state ]]; then _simmer_call+=(--snapshot); fi
  trap '' INT
  _simmer_answer=$(
    exec 2>/dev/null </dev/null
    [[ -z $_simmer_state ]] || exec < <(_simmer_snapshot)
    typeset answer=
    typeset -i pid
    exec 3< <(exec $_simmer_bin $_simmer_call -- "$_simmer_task")
    pid=$sysparams[procsubstpid]
    trap "builtin kill -KILL $pid; exit 130" INT
    _simmer_read 2 $'*\n*'
    if (( $? )); then
      builtin kill -KILL $pid
      exit 1
    fi
    _simmer_read 10 $'*\n*\n*'
    builtin print -rn -- "$answer."
  )
  case $? in
    (0) ;;
    (130) _simmer_line='_simmer_status 130' _simmer_task=$_simmer_line && return 1 ;;
    (*) return 1 ;;
  esac
  _simmer_news=${_simmer_answer%%$'\n'*} _simmer_fate=${_simmer_answer#*$'\n'}
  [[ $_simmer_news == '['<->']'* && $_simmer_fate != failed* ]] || return 1
  [[ $_simmer_fate == started* ]] ||
    _simmer_news="simmer: cannot tell whether ${_simmer_news%%]*}] started: see simmer status"
  _simmer_said=${_simmer_news//[[:cntrl:]]/}
}

# Sets _simmer_shell to the program that this shell is.
_simmer_find_shell() {
  _simmer_shell=/proc/$$/exe
  _simmer_shell=$_simmer_shell:A
  [[ -x $_simmer_shell ]] || _simmer_shell=$commands[zsh]
}

# Sets _simmer_state to what the task needs of this shell: nothing, options, or all of it. Too much is harmless.
_simmer_needs_state() {
  typeset _simmer_word
  if [[ $_simmer_task == *[^[:alnum:][:blank:]_./:@%+,-]* ]]; then
    for _simmer_word in badpattern bareglobqual caseglob casematch clobber equals glob multios nomatch unset; do
      [[ $_simmer_options[$_simmer_word] == on ]] || _simmer_state=options
    done
    for _simmer_word in autocd braceccl cdablevars cshnullglob errexit errreturn extendedglob globassign globdots \
      globstarshort globsubst ignorebraces ksharrays kshglob magicequalsubst nullglob numericglobsort pathdirs pipefail \
      rcexpandparam rcquotes shfileexpansion shglob shnullcmd shwordsplit; do
      [[ $_simmer_options[$_simmer_word] == on ]] && _simmer_state=options
    done
  fi
  for _simmer_word in "${(@Q)${(z)_simmer_task}}"; do
    (( $+aliases[$_simmer_word] || $+galiases[$_simmer_word] || $+functions[$_simmer_word] ||
      $+saliases[${_simmer_word:e}] )) && _simmer_state=all && return
  done
  [[ $_simmer_task == *[\$\(\`]* ]] || return 0
  for _simmer_word in ${(s: :)_simmer_task//[^A-Za-z0-9_]/ }; do
    [[ $+functions[$_simmer_word] == 1 || -n ${parameters[$_simmer_word]:#*(export|special)*} ]] && _simmer_state=all
  done
  return 0
}

# Writes the state of this shell as a script. Order: aliases after the functions, or they would be expanded in them;
# options and global aliases last, so that they do not act on the script itself.
_simmer_snapshot() {
  emulate -L zsh -o extendedglob
  typeset _simmer_name _simmer_type
  typeset -a _simmer_names _simmer_off
  if [[ $_simmer_state == all ]]; then
    # Every zsh begins with some: run-help, which is a function for many.
    builtin print -r -- "unalias -m '*'"
    _simmer_names=(${(k)functions:#(_simmer_*|simmer|prompt_simmer|TRAP*|zshexit)})
    (( $#_simmer_names )) && typeset -f -- $_simmer_names
    _simmer_names=()
    for _simmer_name _simmer_type in "${(@kv)parameters}"; do
      case $_simmer_name-$_simmer_type in
        (_simmer_*|SIMMER*|_comp*|_services-*|_patcomps-*|_postpatcomps-*|_lastcomp-*|*_functions-*|_-*) ;;
        (*special*|*-scalar-tied*|*-(scalar|integer|float)*export*) ;;
        (*) _simmer_names+=($_simmer_name) ;;
      esac
    done
    (( $#_simmer_names )) && typeset -p -- $_simmer_names
    builtin print -r -- "fpath=(${(q@)fpath}) cdpath=(${(q@)cdpath})"
    builtin alias -rL
    builtin alias -sL
  fi
  for _simmer_name in interactive zle monitor login shinstdin stdin singlecommand onecmd privileged restricted exec xtrace verbose rcs \
    globalrcs emacs vi localoptions; do
    unset "_simmer_options[$_simmer_name]"
  done
  _simmer_names=(${(k)_simmer_options[(R)on]}) _simmer_off=(${(k)_simmer_options[(R)off]})
  builtin print -r -- "setopt $_simmer_names; unsetopt $_simmer_off"
  [[ $_simmer_state == all ]] && builtin alias -gL
}

# ── foreground ────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs $_simmer_task in front of the terminal, as a job of this shell, from where it may move to the background. Fails
# when nothing was started, and when it ended with another status than 0: then the line, or the task in it, becomes that
# status. A file tells which, because the helper may be killed: without an answer to this very call nothing has run.
_simmer_front() {
  typeset -A _simmer_options
  _simmer_options=("${(@kv)options[@]}")
  emulate -L zsh -o extendedglob
  typeset _simmer_state= _simmer_shell _simmer_answer= _simmer_nonce=$EPOCHREALTIME
  typeset -a _simmer_call
  typeset -i _simmer_code
  _simmer_find_shell
  _simmer_call=(foreground --shell $_simmer_shell --session $_simmer_session --answer $_simmer_nonce --key "${SIMMER_KEY-^B}")
  _simmer_exists || return 1
  if [[ -n $_simmer_learn ]]; then _simmer_call+=(--learn yes); fi
  _simmer_needs_state
  if [[ -n $_simmer_state ]]; then
    _simmer_snapshot 2>/dev/null | $_simmer_bin $_simmer_call --snapshot -- "$_simmer_task" 2>/dev/null
  else
    $_simmer_bin $_simmer_call -- "$_simmer_task" 2>/dev/null
  fi
  _simmer_code=$?
  { _simmer_answer=$(<$_simmer_home/.answer.$_simmer_session) } 2>/dev/null
  case $_simmer_answer in
    ("$_simmer_nonce ended "*)
      if [[ ${_simmer_answer%%$'\n'*} == *[1-9] ]]; then _simmer_keep_ahead; fi
      ;;
    ("$_simmer_nonce moved "*) _simmer_code=0 ;;
    ("$_simmer_nonce paused "*) _simmer_code=148 ;;
    ("$_simmer_nonce started "*)
      # Killed: the task goes on without it, and the terminal is as it was left.
      command stty ${${_simmer_answer%%$'\n'*}##* } 2>/dev/null
      _simmer_answer=${_simmer_answer#*' started '} _simmer_code=0
      _simmer_answer=${_simmer_answer%% *}
      _simmer_said="[$_simmer_answer] ${_simmer_task//[[:cntrl:]]/ }: in the background    (simmer attach $_simmer_answer)"
      ;;
    (*) return 1 ;;
  esac
  if [[ -n $_simmer_note ]]; then
    _simmer_answer=${_simmer_answer%%$'\n'*}
    if [[ $_simmer_answer == "$_simmer_nonce ended "*' '*' '* ]]; then
      _simmer_fill $_simmer_code ${(s:,:)${${_simmer_answer% *}##* }}
    else
      _simmer_fill $_simmer_code
    fi
    return 0
  fi
  (( _simmer_code )) || return 0
  _simmer_line="_simmer_status $_simmer_code \"\$_simmer_last\"" _simmer_task=$_simmer_line
  return 1
}

# Tells whether there is such a command as the first of $_simmer_task: of what is missing the shell itself tells best.
_simmer_exists() {
  typeset word=$_simmer_task
  while [[ $word == [A-Za-z_][A-Za-z0-9_]#=[^\"\'\`\\\$[:space:]]#[[:blank:]]* ]]; do
    word=${${word#*[[:blank:]]}##[[:blank:]]#}
  done
  word=${word%%[[:space:];&|<>()]*}
  [[ $word != [A-Za-z0-9_./+-]## || $word == -* ]] || builtin whence -- $word >/dev/null
}

# Keeps what was typed ahead and could not be put back, of which the answer tells the length in bytes.
_simmer_keep_ahead() {
  setopt localoptions nomultibyte
  typeset -i count=${${_simmer_answer%%$'\n'*}##* }
  _simmer_ahead=${${_simmer_answer#*$'\n'}[1,count]}
  # The newlines at its end were taken for the end of the file.
  while (( $#_simmer_ahead < count )); do _simmer_ahead+=$'\n'; done
  add-zle-hook-widget line-init _simmer_type_ahead
}

# Types it, once.
_simmer_type_ahead() {
  add-zle-hook-widget -d line-init _simmer_type_ahead
  zle -U -- "$_simmer_ahead"
  _simmer_ahead=
}

# ── prompt ────────────────────────────────────────────────────────────────────────────────────────────────────────

# Runs before every prompt, after the hooks of others: news first, then the badge. Starts no process but for a notice,
# and after a change of the configuration.
_simmer_prompt() {
  [[ -z $_simmer_alias$_simmer_comments ]] || _simmer_disarm
  typeset _simmer_percent=${options[promptpercent]}
  emulate -L zsh -o extendedglob
  [[ -z $_simmer_said$_simmer_force && $_simmer_seen == "${SIMMER-}" && $precmd_functions[-1] == _simmer_prompt &&
    $widgets[zle-line-finish] == user:(_simmer_finish|azhw:zle-line-finish) &&
    ( -z $_simmer_gate_file || ( -e $_simmer_gate_file && ( ( -z $_simmer_config_seen && ! -e $_simmer_config ) ||
    ( -n $_simmer_config_seen && -e $_simmer_config && ! $_simmer_config -nt $_simmer_gate_file &&
    ! $_simmer_config -ot $_simmer_gate_file ) ) ) ) ]] || _simmer_tidy
  typeset -a entries=($_simmer_home/live/*(N) $_simmer_home/done/*(N))
  # The ordinary prompt is like the last one. A notice that is not ours becomes ours when its shell ends.
  [[ "$entries" == "$_simmer_looked" && $_simmer_looked != */done/* ]] || _simmer_news
  [[ ${PROMPT-} == "$_simmer_prompted" || $_simmer_percent == off ]] || _simmer_show
}

# Shows what has changed in entries.
_simmer_news() {
  typeset -i running ready waiting failed due
  [[ -n $_simmer_wake || ${SIMMER_ASYNC-} == off || ! -p $_simmer_home/.wake-$_simmer_session ]] || _simmer_listen
  _simmer_looked="$entries"
  _simmer_count
  (( ! due )) || _simmer_notices
  _simmer_paint
}

# Lets a prompt at which nobody types be woken by news, through the pipe that the first task has made.
_simmer_listen() {
  zmodload zsh/system && sysopen -rw -o cloexec -u _simmer_wake $_simmer_home/.wake-$_simmer_session 2>/dev/null || return 0
  zle -N _simmer_woken
  zle -F -w $_simmer_wake _simmer_woken
}

# Runs when there are news while the prompt waits: they come above it, and what is typed stays.
_simmer_woken() {
  emulate -L zsh -o extendedglob
  typeset chunk
  typeset -i running ready waiting failed due
  if [[ -n ${2-} ]] || ! sysread -i $_simmer_wake -t 0 chunk; then
    zle -F $_simmer_wake
    exec {_simmer_wake}>&-
    _simmer_wake=
    return 0
  fi
  typeset -a entries=($_simmer_home/live/*(N) $_simmer_home/done/*(N))
  _simmer_looked="$entries"
  _simmer_count
  if (( due )); then
    # The prompt is drawn anew below what is printed, by zle itself: to ask for that as well would wipe it.
    zle -I
    _simmer_notices
    _simmer_paint
  else
    _simmer_paint
    zle .reset-prompt
  fi
}

# Does what a prompt has to do now and then. The last of the hooks is ours, because themes write PROMPT in theirs.
_simmer_tidy() {
  _simmer_force=
  [[ $_simmer_seen == "${SIMMER-}" ]] || _simmer_bind
  [[ $widgets[zle-line-finish] == user:(_simmer_finish|azhw:zle-line-finish) ]] || _simmer_hook
  [[ -z $_simmer_said ]] || builtin print -r -- "$_simmer_said"
  _simmer_said=
  precmd_functions=(${precmd_functions:#_simmer_prompt} _simmer_prompt)
  [[ -z $_simmer_gate_file ]] || _simmer_refresh
}

# Asks for the gate of a configuration that has changed. Where that does not help, not again for a while.
_simmer_refresh() {
  typeset answer
  zmodload zsh/datetime
  _simmer_stale && (( EPOCHSECONDS >= _simmer_gate_pause )) || return 0
  _simmer_gate_pause=$(( EPOCHSECONDS + 60 ))
  answer=$(_simmer_ask gate zsh) && [[ $answer == *_simmer_gate=*. ]] || return 0
  eval "${answer%.}"
  _simmer_looked='?' _simmer_prompted='?' # the badge may look otherwise now
  _simmer_later=
  _simmer_settle
  _simmer_stale || _simmer_gate_pause=0
}

# Tells whether the gate is another configuration's: of another time, or of one that has come or gone.
_simmer_stale() {
  [[ ! -e $_simmer_gate_file || ( -z $_simmer_config_seen && -e $_simmer_config ) || ( -n $_simmer_config_seen && ( ! -e $_simmer_config ||
    $_simmer_config -nt $_simmer_gate_file || $_simmer_config -ot $_simmer_gate_file ) ) ]]
}

# Fills in what a header may leave out.
_simmer_settle() {
  typeset -g _simmer_enabled=${_simmer_enabled-yes} _simmer_anywhere=${_simmer_anywhere---watch} _simmer_config_seen=${_simmer_config_seen-} _simmer_gate_file=${_simmer_gate_file-} _simmer_config=${_simmer_config-}
  : ${_simmer_anywhere:=|} # what is in every line
}

# Counts the entries into running, ready, waiting and failed; due: there is a notice for this shell to show.
_simmer_count() {
  typeset name session alive=
  running=0 ready=0 waiting=0 failed=0 due=0
  for name in $entries; do
    [[ $name == */live/<->(|.*) || $name == */done/<->.(none|<->-<->).[a-z]##.<-> ]] || continue
    case $name in
      (*/live/*.ready) (( ready++ )); continue ;;
      (*/live/*.waiting) (( waiting++ )); continue ;;
      (*/live/*.foreground) continue ;;
      (*/live/*) (( running++ )); continue ;;
    esac
    name=${name:t}
    [[ $name == *.(failed|timeout|lost).* ]] && (( failed++ ))
    session=${${name#*.}%%.*}
    [[ $session != "$alive" ]] || continue
    if [[ $session == (none|$_simmer_session) ]] || _simmer_gone $session; then due=1; else alive=$session; fi
  done
}

# Lets the helper print the notices that are due. A helper that takes too long, or leaves one, is not asked for a while.
_simmer_notices() {
  typeset late=
  zmodload zsh/datetime
  (( EPOCHSECONDS >= _simmer_pause )) || return 0
  # The pipe that is read stays open as fd 3 of the helper, so that its end is the helper's end.
  {
    late=$(
      typeset answer=
      typeset -i pid
      exec 3< <(exec $_simmer_bin notices --session $_simmer_session 3>&1 >&4 2>/dev/null </dev/null)
      pid=$sysparams[procsubstpid]
      trap "builtin kill -KILL $pid; exit 130" INT
      _simmer_read 2 ''
      (( $? == 5 )) || { builtin kill -KILL $pid; builtin print late; }
    )
  } 4>&1
  entries=($_simmer_home/live/*(N) $_simmer_home/done/*(N))
  _simmer_looked="$entries"
  _simmer_count
  [[ -z $late ]] && (( ! due )) || _simmer_pause=$(( EPOCHSECONDS + 60 ))
}

# Makes the badge of the counts: as plain text, and its parts in psvar, which the prompt shows as they stand.
_simmer_paint() {
  typeset -a signs=(● ◆ '?' ✗) parts
  (( ! $#_simmer_style )) || signs=("${(@)_simmer_style[2,5]}")
  parts=("$signs[1]$running" "$signs[2]$ready" "$signs[3]$waiting" "$signs[4]$failed")
  typeset begin= end=' '
  typeset -i index
  if [[ ${LC_ALL:-${LC_CTYPE:-${LANG-}}} != *[Uu][Tt][Ff]* && "$signs" == *[^[:ascii:]]* ]]; then
    parts=("$running" "$ready+" "$waiting?" "$failed!") begin='[' end='] '
  fi
  SIMMER_BADGE=
  for index in 1 2 3 4; do
    psvar[92+index]=
    [[ $parts[index] == *[1-9]* ]] || continue
    psvar[92+index]=${SIMMER_BADGE:+ }$parts[index]
    SIMMER_BADGE+=$psvar[92+index]
  done
  psvar[91]=$SIMMER_BADGE psvar[92]=$begin psvar[97]=$end
  SIMMER_BADGE=${SIMMER_BADGE:+$begin$SIMMER_BADGE$end}
}

# Puts the badge in front of PROMPT, again and again, for themes that write PROMPT at every prompt.
_simmer_show() {
  typeset -a colours=('' 2 3 1)
  typeset mark= colour
  typeset -i place=93
  (( ! $#_simmer_style )) || colours=("${(@)_simmer_style[6,9]}")
  for colour in "${(@)colours}"; do
    [[ -z $colour || -n ${NO_COLOR-} || ${_simmer_style[1]-} == never ]] || mark+="%F{$colour}"
    mark+="%${place}v"
    [[ -z $colour || -n ${NO_COLOR-} || ${_simmer_style[1]-} == never ]] || mark+=%f
    (( ++place ))
  done
  mark="%(91V.%92v$mark%97v.)"
  # What the configuration has changed takes the place of what was shown.
  [[ -z $_simmer_mark || $mark == "$_simmer_mark" ]] || PROMPT=${PROMPT/"$_simmer_mark"}
  _simmer_mark=$mark
  [[ ${(t)PROMPT} != *readonly* && $PROMPT${RPROMPT-} != *(SIMMER_BADGE|%91[vV]|%\(91[vV])* ]] || return 0
  [[ " ${POWERLEVEL9K_LEFT_PROMPT_ELEMENTS-} ${POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS-} " == *' simmer '* ]] || PROMPT=$mark$PROMPT
  _simmer_prompted=$PROMPT
}

# The badge as a segment of powerlevel10k: add `simmer` to its elements.
prompt_simmer() {
  p10k segment -f 3 -t '%91v' -c '$psvar[91]' -e
}

# ── commands ──────────────────────────────────────────────────────────────────────────────────────────────────────

# The program, and what only the shell itself can do.
function simmer {
  case "${#} ${1-}" in
    (1\ on|1\ off) typeset -g SIMMER=$1 ;;
    (*\ doctor) SIMMER_SESSION=$_simmer_session SIMMER_SHELL_FACTS=$(_simmer_facts) "$_simmer_bin" "$@" ;;
    (*) SIMMER_SESSION=$_simmer_session "$_simmer_bin" "$@" ;;
  esac
}

# Prints what `simmer doctor` cannot see from outside.
_simmer_facts() {
  emulate -L zsh -o extendedglob
  typeset state=on hook=missing badge=missing enter=$widgets[zle-line-finish] key=${SIMMER_KEY-^B} old=none
  [[ ${SIMMER-} != off ]] || state=off
  [[ -z ${(M)precmd_functions:#_simmer_prompt} ]] || hook=found
  [[ $PROMPT${RPROMPT-} != *(SIMMER_BADGE|%91[vV]|%\(91[vV])* ]] || badge=found
  [[ " ${POWERLEVEL9K_LEFT_PROMPT_ELEMENTS-} ${POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS-} " != *' simmer '* ]] || badge=found
  [[ $enter != user:(_simmer_finish|azhw:zle-line-finish) ]] || enter=simmer
  [[ -z $key ]] || _simmer_widget main $key
  [[ $old != simmer-background ]] || old=simmer
  builtin print -rl -- shell=zsh shell_version=$ZSH_VERSION plugin_version=$_simmer_version state=$state enter_key=$enter \
    ctrl_b_key=$old prompt_hook=$hook prompt_badge=$badge loads=$_simmer_loads
  [[ -z ${SIMMER_KEY-} ]] || builtin print -r -- key=$SIMMER_KEY
  [[ -z ${TMUX-} ]] || builtin print -r -- "tmux_prefix=$(tmux show-options -gv prefix 2>/dev/null) $(tmux show-options -gv prefix2 2>/dev/null)"
}

# Takes everything back, as if it had never been loaded.
_simmer_unload() {
  emulate -L zsh -o extendedglob
  typeset mark
  (( $+_simmer_session )) || { unset -m '_simmer_*'; unfunction -m '_simmer_*' simmer prompt_simmer; return 0; }
  _simmer_unbind
  if [[ $widgets[zle-line-finish] == user:_simmer_finish ]]; then
    zle -D zle-line-finish
  else
    add-zle-hook-widget -d zle-line-finish _simmer_finish
    add-zle-hook-widget -d zle-line-finish user:_simmer_finish
  fi
  zle -D simmer-background
  precmd_functions=(${precmd_functions:#_simmer_prompt})
  for mark in '%(91V.%92v%93v%F{green}%94v%F{yellow}%95v%F{red}%96v%f%97v.)' '%(91V.%92v%93v%94v%95v%96v%97v.)'; do
    [[ ${(t)PROMPT} == *readonly* ]] || PROMPT=${PROMPT/"$mark"/}
  done
  psvar=("${(@)psvar[1,90]}")
  unset SIMMER_BADGE
  unset -m '_simmer_*'
  unfunction -m '_simmer_*' simmer prompt_simmer
}

# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# The widget of the background key: whatever is being edited becomes a task; on an empty line it shows the list of tasks.
_simmer_background() {
  if [[ $CONTEXT == start && $BUFFER != *[^[:space:]]* ]]; then _simmer_menu; else _simmer_force=yes; fi
  zle accept-line
}

# Shows the list of tasks. What a killed one leaves on the screen is cleared away.
_simmer_menu() {
  zle -I
  SIMMER_SESSION=$_simmer_session $_simmer_bin menu </dev/tty >/dev/tty || (( $? <= 128 )) || {
    builtin print -n '\e[?2026l\e[m\e[?25h\e[?1049l' >/dev/tty
    command stty opost onlcr </dev/tty # what the line editor prints with; the rest it sets itself
  }
}

# Rewrites the line, before the eyes of the user, where no alias can stand for it: a group, a loop, a quoted word,
# several lines. The history gets the line that was typed.
_simmer_rewrite() {
  _simmer_line=$typed _simmer_task=$typed _simmer_kind=background
  BUFFER=" _simmer_go_h # ${typed//$'\n'/ ; }"
  zshaddhistory_functions+=(_simmer_history)
}

# Stores the typed line in the place of the rewritten one.
_simmer_history() {
  zshaddhistory_functions=(${zshaddhistory_functions:#_simmer_history})
  [[ -o histignorespace && $_simmer_line == ' '* ]] || builtin print -sr -- "$_simmer_line"
  return 1
}

# Runs in the place of a rewritten line.
_simmer_go_h() {
  _simmer_disarm
  _simmer_launch || eval -- "$_simmer_line"
}

# Binds the key, or gives it back, when SIMMER has changed: by default only where it moves the cursor or does nothing,
# and anyhow where the user has named it.
_simmer_bind() {
  typeset key=${SIMMER_KEY-^B} map old
  _simmer_unbind
  _simmer_seen=${SIMMER-}
  [[ -n $key && $_simmer_seen != off ]] || return 0
  for map in emacs viins vicmd; do
    _simmer_widget $map $key
    if [[ $+SIMMER_KEY == 1 || $old == (backward-char|undefined-key|self-insert|vi-backward-char) ]]; then
      bindkey -M $map -- $key simmer-background
      _simmer_bound[$map]="$old $key"
    fi
  done
}

# Sets old to the widget of key $2 in keymap $1, without a process: by way of a here-string, which is a file.
_simmer_widget() {
  old=
  { bindkey -M $1 -- $2 >|/dev/fd/3; IFS= builtin read -r -u 3 old; } 2>/dev/null 3<<<''
  old=${${old:-$(bindkey -M $1 -- $2)}##* }
}

# Looks at lines: alone, because the hooks of add-zle-hook-widget cost more than all that we do, and beside what others
# have there. Who has wrapped us (zsh-syntax-highlighting does) loses that place, or each would call the other for ever;
# who has replaced us is adopted, but only by a hook that is new.
_simmer_hook() {
  if [[ -n ${(k)widgets[(R)user:azhw:zle-line-finish]} ]]; then
    zle -N zle-line-finish azhw:zle-line-finish
  elif [[ -z ${widgets[zle-line-finish]-} || -n ${(k)widgets[(R)user:_simmer_finish]} ]]; then
    zle -N zle-line-finish _simmer_finish
    return 0
  else
    add-zle-hook-widget -d zle-line-finish _simmer_finish
  fi
  add-zle-hook-widget zle-line-finish _simmer_finish
}

# Gives the key back where it is still ours.
_simmer_unbind() {
  typeset map key old
  for map in ${(k)_simmer_bound}; do
    key=${_simmer_bound[$map]#* }
    _simmer_widget $map $key
    [[ $old == simmer-background ]] || continue
    old=${_simmer_bound[$map]%% *}
    if [[ $old == undefined-key ]]; then bindkey -M $map -r -- $key; else bindkey -M $map -- $key $old; fi
  done
  _simmer_bound=()
}

# ── loading ───────────────────────────────────────────────────────────────────────────────────────────────────────

# Tells whether this shell has a place for us: zsh 5.8, its line editor, and a terminal that can move the cursor.
# Else an interactive shell says why in SIMMER_UNFIT, for `simmer doctor`.
_simmer_fits() {
  typeset reason=
  if [[ ${TERM-dumb} == dumb || -n ${INSIDE_EMACS-} ]]; then
    reason='the terminal cannot move the cursor (TERM=dumb, or a shell inside emacs)'
  elif [[ ! -o zle ]]; then
    reason='zsh edits no lines (setopt zle)'
  elif [[ -o restricted ]]; then
    reason='the shell is restricted'
  fi
  unset SIMMER_UNFIT # of a shell that this one was started from
  [[ -o interactive ]] || return 1
  emulate -L zsh
  if [[ $ZSH_VERSION != (5.<8->*|<6->.*) ]]; then
    reason="zsh $ZSH_VERSION is too old, 5.8 is needed"
  elif [[ -z $reason ]] && ! zmodload zsh/zle zsh/parameter zsh/zleparameter zsh/system 2>/dev/null; then
    reason='zsh lacks its modules zle, parameter, system'
  fi
  [[ -n $reason ]] || return 0
  typeset -gx SIMMER_UNFIT=$reason
  return 1
}

# Compiles the script for the next shells, which read it ten times faster then. By rename, for those that open now.
_simmer_compile() {
  zmodload -F zsh/files b:zf_mv && zcompile -U $_simmer_script.new.$$.zwc $_simmer_script &&
    zf_mv -f $_simmer_script.new.$$.zwc $_simmer_script.zwc
} 2>/dev/null

_simmer_load() {
  emulate -L zsh -o extendedglob
  (( $+_simmer_session )) || _simmer_set
  if [[ -n ${_simmer_script-} && ! -e $_simmer_script.zwc ]]; then _simmer_compile; fi
  typeset -gi _simmer_loads
  (( ++_simmer_loads ))
  _simmer_settle
  autoload -Uz add-zle-hook-widget
  zle -N simmer-background _simmer_background
  _simmer_hook
  typeset -ga precmd_functions
  precmd_functions=(${precmd_functions:#_simmer_prompt} _simmer_prompt)
}

if _simmer_fits; then _simmer_load; else _simmer_unload; fi
if [[ -n ${_simmer_aliases-} ]]; then setopt aliases; fi
unset _simmer_aliases
