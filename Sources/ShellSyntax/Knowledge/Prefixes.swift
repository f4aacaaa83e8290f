// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Commands that run another command.
  static let prefixes = """
    env
      takes -u --unset -C --chdir
      ordered
      line -S|--split-string
      runs
    command, nocorrect, noglob, -, time
      ordered
      asks -v|-V
      runs
    nice
      takes -n --adjustment
      ordered
      runs
    ionice
      takes -c --class -n --classdata
      ordered
      asks -p|--pid
      runs
    chrt, taskset, numactl
      ordered
      asks -p|--pid
      runs *
    nohup, setsid, stdbuf, unbuffer, chronic, caffeinate, eatmydata, proxychains, proxychains4, torsocks, torify, faketime
      takes -i -o -e -w -t
      ordered
      runs
    timeout, gtimeout
      takes -k --kill-after -s --signal
      ordered
      runs *
    sudo
      takes -u --user -g --group -p --prompt -C -h --host -D --chdir -R -T -U -r -t
      ordered
      interactive -i|--login|-s|--shell $
      interactive -e|--edit
      asks -l|--list|-v|--validate|-k|-K|-V
      runs
    sudoedit, visudo, vipw, vigr
      interactive
    doas
      takes -u -C
      ordered
      interactive -s
      runs
    su, runuser
      takes -s --shell -g --group -u
      line -c|--command
      interactive
    xvfb-run
      takes -n --server-num -s --server-args -e -f -w
      ordered
      runs
    dotenv, dotenvx, dotenv-cli, env-cmd, cross-env, cross-env-shell, with-env, op, infisical, doppler, chamber, aws-vault
      takes -e -v -c -o -p -f --file -env-file --env-file --environments
      ordered
      runs run|exec
      runs
    direnv
      ordered
      shell allow|deny|reload
      runs exec *
    mise, rtx
      takes -C --cd -E --env -j
      installs install|i|use|upgrade
      shell shell|deactivate
      watches watch|w
      script run|r *
    mise exec, mise x
      takes -C --cd -c --command
      line -c|--command
      runs !-c
    script
      takes -c --command -T -t -o -I -O -B
      line -c|--command
      interactive
    xargs, parallel
      takes -I -n -P -L -d -a -s -E -j --jobs --max-procs --max-args --delimiter --arg-file
      ordered
      runs
    watchexec
      watches
    entr
      watches
    reflex, modd, cortex, wach, onchange, chokidar, watchman-make, fswatch, inotifywait, guard, air, CompileDaemon, gow
      takes -m --monitor
      fullscreen init
      watches
    watchman
      watches watch-project $
      quick
    bash, sh, zsh, dash, ksh, fish
      takes -c -o -O --rcfile --init-file
      ordered
      line -c
      asks -n
      repl $
      interactive -i
      installs $
    flock
      takes -w --timeout -E -c --command
      ordered
      line -c|--command
      runs *
    strace, ltrace, perf, valgrind, gdb, lldb, hyperfine
      takes -e -o -p -s -u
      ordered
      quick
    setarch, firejail, bwrap, unshare, nsenter, chroot
      ordered
      quick
    arch, rosetta
      ordered
      runs *
    concurrently, conc
      takes -n --names -c --prefix-colors -k -p --prefix --max-processes -m --restart-tries --restart-after -s --success
      line
    npm-run-all, run-p, run-s, npm-run-all2
      script *
    start-server-and-test, start-test, server-test
      tests
    wait-on, wait-port, wait-for-it, dockerize
      computes
    foreman, honcho, overmind, hivemind, goreman, forego, node-foreman, nf
      takes -f -e -p -d --procfile --env --port -m
      detaches start|s -D
      serves start|s
      interactive connect|c
      runs run
      serves *
      serves $
    process-compose
      detaches up -D|--detached
      quick down|process|list
      fullscreen
    mprocs
      fullscreen
    hivemind, invoker
      serves
    """
}
