# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Completion of simmer for bash. Tasks come from the names in the store and from label files: no process.

# Adds the ids and labels of tasks to COMPREPLY: those that run ($1 = live) or all ($1 = tasks).
_simmer_complete_tasks() {
  local home=${SIMMER_HOME:-${XDG_STATE_HOME:-$HOME/.local/state}/simmer} entry id label quoted
  for entry in "$home/$1"/[0-9]*; do
    [[ -e $entry ]] || continue
    id=${entry##*/} id=${id%%.*} label=
    [[ $id != "$cur"* ]] || COMPREPLY+=("$id")
    [[ -r $home/tasks/$id/label ]] || continue
    IFS= read -r label <"$home/tasks/$id/label" || :
    [[ -n $label && $label == "$cur"* ]] || continue
    printf -v quoted '%q' "$label"
    COMPREPLY+=("$quoted")
  done
}

_simmer_complete_words() {
  local word
  for word; do [[ $word != "$cur"* ]] || COMPREPLY+=("$word"); done
}

_simmer_complete_paths() {
  local path
  compopt -o filenames
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}

_simmer_complete() {
  local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]} i
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _simmer_complete_words run status output search stop attach fg answer send pause resume cleanup wait ensure restart extend reap explain config allow doctor init on off help --help --version
    return
  fi
  if [[ $verb == run || $verb == ensure ]]; then
    for ((i = 2; i < COMP_CWORD; i++)); do
      [[ ${COMP_WORDS[i]} == -- ]] || continue
      # After "--" comes a command of its own.
      if declare -F _command_offset >/dev/null; then
        _command_offset $((i + 1))
      elif ((COMP_CWORD == i + 1)); then
        _simmer_complete_paths -c
      else
        _simmer_complete_paths -f
      fi
      return
    done
  fi
  case $previous in
    --cwd) _simmer_complete_paths -d ;;
    --shell)
      if [[ $verb == explain ]]; then _simmer_complete_words bash zsh; else _simmer_complete_paths -c; fi
      ;;
    --for) _simmer_complete_words exit ready port: match: quiet: ;;
    --restart) _simmer_complete_words on-failure always ;;
    --streams) _simmer_complete_words merged split ;;
    --stream) _simmer_complete_words stdout stderr both ;;
    --signal) _simmer_complete_words TERM INT HUP KILL QUIT USR1 USR2 ;;
    --task) _simmer_complete_tasks tasks ;;
    --preset)
      _simmer_complete_words none medusa next nuxt vite webpack django flask rails spring laravel docker express general
      ;;
    --label | --ready | --ready-port | --ready-http | --ready-cmd | --timeout | --idle-timeout | --nice | --memory | --cpu | --max-tasks | --alert | --tail | --grace | --max-age) ;;
    --filter | --exclude | --head | --lines | --reader | --context | --since | --max-lines) ;;
    *) _simmer_complete_verb "$verb" ;;
  esac
}

_simmer_reading_options=(--exclude --case-sensitive --context --since --max-lines --preset --no-collapse --no-shorten --no-cut
  --no-blank --redact)

# Completes an option or argument of verb $1.
_simmer_complete_verb() {
  case $1:$cur in
    run:* | ensure:*) _simmer_complete_words --label --cwd --timeout --idle-timeout --nice --memory --cpu --max-tasks --alert --restart --streams --shell --ready --ready-port --ready-http --ready-cmd --adaptive --json -- --help ;;
    status:-*) _simmer_complete_words --json --all --help ;;
    output:-*)
      _simmer_complete_words --filter --errors --tail --head --lines --new --reader --stream --follow --exit-code --count \
        --numbers --color --raw --json "${_simmer_reading_options[@]}" --help
      ;;
    search:-*) _simmer_complete_words --task --json "${_simmer_reading_options[@]}" --help ;;
    stop:-*) _simmer_complete_words --all --signal --grace --json --help ;;
    attach:-* | fg:-*) _simmer_complete_words --all --read-only --help ;;
    answer:-* | send:-*) _simmer_complete_words --enter --no-enter --secret --help ;;
    pause:-* | resume:-*) _simmer_complete_words --help ;;
    wait:-*) _simmer_complete_words --for --any --timeout --json --help ;;
    extend:-* | restart:-*) _simmer_complete_words --json --help ;;
    status:* | restart:* | output:*) _simmer_complete_tasks tasks ;;
    answer:* | send:*) ((COMP_CWORD > 2)) || _simmer_complete_tasks live ;;
    stop:* | wait:* | extend:* | attach:* | fg:* | pause:* | resume:*) _simmer_complete_tasks live ;;
    cleanup:*) _simmer_complete_words --json --help ;;
    reap:*) _simmer_complete_words --max-age --dry-run --json --help ;;
    explain:*) _simmer_complete_words --shell --stdin --json -- --help ;;
    doctor:*) _simmer_complete_words --json --help ;;
    config:-*) _simmer_complete_words --json --path --dry-run --help ;;
    config:*)
      if ((COMP_CWORD == 2)); then _simmer_complete_words import; else _simmer_complete_paths -f; fi
      ;;
    allow:-*) _simmer_complete_words --list --remove --json --help ;;
    allow:*) _simmer_complete_paths -f ;;
    init:*) _simmer_complete_words bash zsh --no-reap --help ;;
    help:*) _simmer_complete_words run status output search stop attach fg answer send pause resume cleanup wait ensure restart extend reap explain config allow doctor init ;;
  esac
}
complete -F _simmer_complete simmer
