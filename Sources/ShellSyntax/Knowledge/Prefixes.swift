// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Commands that run another command, and those that run lines.
  static let prefixes: StaticString = """
    env
      takes -u --unset -C --chdir
      ordered
      line -S|--split-string
      runs
    command
      ordered
      asks -v|-V
      runs
    nocorrect, noglob, -, time, nohup, setsid, unbuffer, chronic, caffeinate, eatmydata, torsocks,
    proxychains4
      takes -i
      ordered
      runs
    proxychains, systemd-inhibit, systemd-cat, doppler run, infisical run, op run, chamber exec
      takes -f -t --what --who --why --mode
      ordered
      runs
    nice, gnice
      takes -n --adjustment
      ordered
      runs
    ionice
      takes -c --class -n --classdata
      ordered
      asks -p|--pid
      runs
    chrt, taskset, setarch
      ordered
      asks -p|--pid
      runs *
    stdbuf, gstdbuf
      takes -i --input -o --output -e --error
      ordered
      runs
    timeout, gtimeout
      takes -k --kill-after -s --signal
      ordered
      runs *
    flock
      takes -w --timeout -E
      ordered
      line -c|--command
      runs *
    sudo
      takes -u --user -g --group -p --prompt -C -h --host -D --chdir -R -T -U -r -t
      ordered
      interactive -i|--login|-s|--shell $
      interactive -e|--edit
      asks -l|--list|-v|--validate|-k|-K|-V
      runs -n|--non-interactive|-A|--askpass|-S|--stdin
      elevates
    doas
      takes -u -C
      ordered
      interactive -s
      runs -n
      elevates
    su, runuser, sudoedit, visudo, vipw, vigr, login, newgrp, sg, script
      interactive
    xvfb-run
      takes -n --server-num -s --server-args -e -f -w
      ordered
      runs
    dotenv, dotenvx, dotenv-cli, env-cmd, cross-env, with-env
      takes -e -v -c -o -p -f --file --env-file --environments
      ordered
      runs run
      runs
    cross-env-shell
      ordered
      line
    doppler, infisical, op, chamber, aws-vault
      quick
    aws-vault exec
      takes -d --duration
      ordered
      runs *
    xargs
      takes -I -n -P -L -d -a -s -E --max-procs --max-args --max-lines --replace --delimiter --arg-file
      ordered
      runs
    bash, sh, zsh, dash, ksh
      takes -o -O --rcfile --init-file -c
      ordered
      line -c
      asks -n
      interactive -i
      repl $
      installs $ !-x !-v
      program */*|*.sh|*.bash
      quick
    fish
      takes -c
      ordered
      line -c
      repl $
      quick
    concurrently, conc
      takes -n --names -c --prefix-colors -p --prefix -m --max-processes --restart-tries --restart-after
      takes -s --success --kill-signal --default-input-target --timestamp-format
      line
    npm-run-all, npm-run-all2, run-p, run-s
      takes --max-parallel
      targets
    start-server-and-test, start-test
      tests
    wait-on, wait-port, wait-for-it, wait-for-it.sh
      computes
    foreman, honcho
      takes -f -e -p -d -m -c --procfile --env --port --root --formation --concurrency
      ordered
      serves start
      runs run
      quick
    overmind, hivemind, goreman, nf, forego
      takes -f -p -l -s -N -b --procfile --port --formation --processes
      detaches start|s -D|--daemonize
      serves start|s
      interactive connect|c
      runs run
      quick stop|restart|kill|quit|ps|status|echo
      serves $, Procfile*
    process-compose
      takes -f -e -p
      detaches -D|--detached
      fullscreen up|attach|$
      quick
    mprocs
      fullscreen
    watchexec
      takes -e -w -i -f -s -d
      watches
    entr, gow, air, arelo, wgo, CompileDaemon, realize
      quick init|-v
      watches
    reflex
      quick --list
      watches
    nodemon, node-dev, ts-node-dev, tsnd, supervisor, onchange, chokidar, tsc-watch, rerun, guard, refresh
      asks list|show|init
      watches
    watchman-make, ptw, pytest-watch, pytest-watcher, watchfiles, watchmedo, hupper, ibazel, ghcid,
    cargo-watch
      watches
    fswatch, inotifywatch
      watches !-1 !--one-event
      quick
    inotifywait
      watches -m|--monitor
      quick
    lsyncd
      watches
    watch, hwatch, viddy
      fullscreen
    """
}
