# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
#
# Completion of simmer for bash, as `simmer completions bash` prints it: the tables that follow are made of the program's
# own help. In bash-completion's directory of completions, or: source <(simmer completions bash).

# Offers the ids and labels of tasks (running, or tasks: all): one process, of the helper. Where there is a choice the list says
# what each is; of that readline never inserts a letter, because two names differ before their descriptions begin.
__simmer_tasks() {
  local id label what name row
  local -a names=() rows=()
  while IFS=$'\x1f' read -r id label what; do
    for name in "$id" "$label"; do
      [[ -n $name && $name == "$cur"* ]] || continue
      if [[ $name == "$label" ]]; then
        printf -v name '%q' "$label"
        what="$id, $what"
      fi
      names+=("$name")
      printf -v row '%-*s  (%s)' 12 "$name" "$what"
      rows+=("${row:0:${COLUMNS:-80}}")
    done
  done < <(exec "${_simmer_bin:-simmer}" complete "$1" 2>/dev/null)
  # A menu inserts whole rows.
  if ((${#names[@]} > 1)) && [[ ${COMP_TYPE-9} != 37 ]]; then
    compopt -o nosort 2>/dev/null
    COMPREPLY+=("${rows[@]}")
  else
    COMPREPLY+=("${names[@]}")
  fi
}

# Offers those of its arguments that fit.
__simmer_words() {
  local word
  for word; do
    if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
    # What ends in a colon goes on.
    if [[ $word == *: ]]; then compopt -o nospace 2>/dev/null; fi
  done
}

# Offers files (-f), directories (-d) or programs (-c).
__simmer_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}

# Offers what a row of the tables says.
__simmer_value() {
  local IFS=$' \t\n'
  local -a words
  case $1 in
    tasks | running) __simmer_tasks "$1" ;;
    directory) __simmer_paths -d ;;
    file) __simmer_paths -f ;;
    program) __simmer_paths -c ;;
    'words '*)
      read -ra words <<<"${1#words }"
      __simmer_words "${words[@]}"
      ;;
  esac
}

__simmer_complete() {
  local cur=${COMP_WORDS[COMP_CWORD]} line token lead='' i word value name IFS=$' \t\n'
  local verb=${COMP_WORDS[1]-} place=0 first=2
  local -a list
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    __simmer_value "words $__simmer_verbs"
    return
  fi
  # bash has cut the word at each = and : as well; what stands in front of the last of them is not to be repeated.
  line=${COMP_LINE-} line=${line:0:${COMP_POINT:-0}} token=${line##*[[:blank:]]}
  if [[ $token == *[=:]* && $token != *[\"\'\\]* ]]; then
    cur=$token lead=${token%"${token##*[=:]}"}
  fi
  if [[ -n ${__simmer_options["$verb ${COMP_WORDS[2]-}"]+x} ]] && ((COMP_CWORD > 2)); then
    verb+=" ${COMP_WORDS[2]}" first=3
  fi
  for ((i = first; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == -- && " ${__simmer_options[$verb]-} " == *' -- '* ]]; then
      # A command of its own.
      if declare -F _comp_command_offset >/dev/null; then
        _comp_command_offset $((i + 1))
      elif declare -F _command_offset >/dev/null; then
        _command_offset $((i + 1))
      elif ((COMP_CWORD == i + 1)); then
        __simmer_paths -c
      else
        __simmer_paths -f
      fi
      return
    fi
    if [[ -n ${__simmer_values["$verb $word"]+x} ]]; then
      ((i + 1 < COMP_CWORD)) || break
      ((i += 1))
      if [[ ${COMP_WORDS[i]} == '=' ]]; then ((i += 1)); fi
    elif [[ $word != -* && $word != [=:] && ${COMP_WORDS[i - 1]} != [=:] ]]; then
      ((place += 1))
    fi
  done
  name=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $cur == --*=* ]]; then
    name=${cur%%=*} cur=${cur#*=}
    lead=${lead#"$name="}
  fi
  if [[ -n ${__simmer_values["$verb $name"]+x} ]]; then
    __simmer_value "${__simmer_values["$verb $name"]}"
  elif [[ $cur == -* ]]; then
    __simmer_value "words ${__simmer_options[$verb]-} --help"
  else
    IFS='|' read -ra list <<<"${__simmer_places[$verb]-}"
    # The last place may repeat.
    value=${list[place]-}
    if [[ -z $value && ${#list[@]} -gt 0 && ${list[-1]} == *'*' ]]; then value=${list[-1]}; fi
    __simmer_value "${value%'*'}"
  fi
  if [[ -n $lead ]]; then COMPREPLY=("${COMPREPLY[@]#"$lead"}"); fi
}
complete -F __simmer_complete simmer
