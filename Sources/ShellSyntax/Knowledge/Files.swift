// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let files = """
    tail, gtail, multitail-plain
      takes -n --lines -c --bytes --pid -s --sleep-interval --max-unchanged-stats
      follows -f|-F|--follow|--retry
      quick
    tailf, lnav-tail, xtail, swatch, swatchdog
      follows
    journalctl
      takes -u --unit -n --lines -p --priority -S --since -U --until -o --output -t --identifier -g --grep -M -D -b --user-unit
      follows -f|--follow
      fullscreen !--no-pager !-n !--list-boots !--disk-usage !--vacuum-size !--vacuum-time !--rotate !-r
      quick
    dmesg
      takes -l --level -f --facility
      follows -w|--follow|-W|--follow-new
      quick
    log
      follows stream
      quick
    inotifywatch, fatrace, opensnoop
      follows
    less, more, most, man, info, pinfo, tldr-tui, w3m, lynx, links, elinks, zless, zmore, bzless, xzless, pg, moar, ov, vimpager, batman, glow-tui, perldoc, browsh, view, pspg
      fullscreen
    git
      takes -C -c --git-dir --work-tree --namespace
      interactive rebase -i|--interactive|--edit-todo
      interactive add -p|-i|--patch|--interactive|-e
      interactive checkout|restore|reset|stash|commit -p|--patch
      interactive commit !-m !--message !-F !--file !-C !--no-edit !--fixup !-am
      interactive mergetool|gui|citool|difftool
      interactive clean -i|--interactive
      transfers clone|fetch|pull|push
      transfers submodule update|add
      transfers lfs pull|fetch|push
      transfers remote update
      computes gc|fsck|repack|bisect run
      computes filter-branch|filter-repo
      serves instaweb --no-such
      serves daemon
      quick
    git commit
      takes -m --message -F --file -C --author --date
      interactive -p|--patch|--interactive
      quick -m|--message|-F|--file|-C|--no-edit|--fixup|--dry-run|-v
      interactive
    hub, jj, hg, svn, bzr, fossil, cvs, p4
      serves serve|server|ui
      transfers clone|pull|push|checkout|co|update|up|sync
      quick
    lazygit, tig, gitui, gitk, magit, ranger, nnn, lf, mc, vifm, yazi, broot, ncdu, dua, gdu, xplr, joshuto, superfile, spf, felix, diskonaut
      fullscreen
    ncdu
      computes -o
      fullscreen
    vi, vim, nvim, emacs, nano, pico, micro, helix, hx, kak, joe, ed, ex, ne, jed, mcedit, emacsclient, vimdiff, nvimdiff, tilde, dte, zile, mg, amp, rvim, gvim
      fullscreen
    top, htop, btop, bpytop, atop, glances, gtop, bottom, btm, iotop, iftop, nethogs, nvtop, powertop, s-tui, bmon, nload, zenith, ytop, vtop, iptraf, iptraf-ng, slabtop, mytop, innotop, pg_top, pgcenter, apachetop, ngxtop, goaccess, systemctl-tui, lnav, multitail, dstat-tui, cmatrix, sl, asciiquarium, hollywood, tmatrix, bandwhich, trippy, trip, gping, sampler, wtf, wtfutil, htop-vim, intel_gpu_top, radeontop, nmon, cbonsai, pipes.sh, tty-clock, ttyper, termdown, gotop, speedometer, tload, xosview, jnettop, ntop, ntopng, conky
      fullscreen
    goaccess
      quick -o|--output
      fullscreen
    glances
      serves -w|-s|--webserver
      fullscreen
    watch, hwatch, viddy
      fullscreen
    fzf, sk, peco, percol, fzy, gum, dialog, whiptail, zenity, gpg-agent, pick, selecta, smenu, iselect, choose-gui, dmenu, rofi, navi, mcfly, atuin-search, hstr, fpp, rebound, cheat-tui, zf, broot-select, slmenu, vipe, tv, television
      fullscreen
    tmux, screen, byobu, zellij, dvtm, abduco, dtach, tmuxinator, teamocil, tmate, tmuxp, wezterm, kitty, mosh
      quick kill-session|kill-server|ls|list-sessions|send-keys|send|new-window|neww|split-window|splitw|source-file|source|set|set-option|show|rename-session|has-session|list-windows|lsw|display|display-message|capture-pane|select-window|kill-window|bind-key|list-keys|info|pipe-pane|resize-pane|list-panes|kill-pane|swap-window|respawn-pane|set-environment|set-buffer|save-buffer|start-server|detach|run|run-shell|if|wait-for
      detaches -d
      quick -X|-ls|-list|-wipe
      detaches -dmS|-dm|-m|-D|-dmSL
      fullscreen
    nohup
      takes -p
      ordered
      runs
    cp, mv, rm, dd, tar, zip, unzip, gzip, gunzip, bzip2, xz, zstd, 7z, 7za, rar, unrar, pigz, lz4, brotli, cpio, pax, ditto, shred, scrub, mkfs, mkfs.ext4, mkfs.xfs, fsck, e2fsck, badblocks, wipe, gpg, openssl, age, split, sha256sum, md5sum, updatedb, find, fd, du, rg, ag, ack, grep, egrep, fgrep, zgrep, git-grep, sort, uniq, wc, cut, tr, sed, awk, gawk, mawk, jq, yq, xq, column, diff, cmp, comm, paste, join, nl, tac, rev, fold, fmt, strings, xxd, hexdump, od, file, stat, ls, eza, exa, lsd, tree, basename, dirname, realpath, readlink, touch, mkdir, rmdir, ln, chmod, chown, chgrp, install, mktemp, cat, bat, batcat, head, tee, echo, printf, seq, date, cal, env-list, which, type, whereis, whatis, apropos, whoami, id, groups, users, who, w, uname, hostname, uptime, free, df, lsblk, lsof, lsmod, lspci, lsusb, ps, pgrep, pkill, killall, pidof, pstree, fuser, ss, netstat, ip, ifconfig, route, arp, xdg-open, open, start, pbcopy, pbpaste, xclip, xsel, wl-copy, tput, clear, stty, tty, locale, crontab-list, at, atq, atrm, batch, logger, wall, write, mesg, notify-send, tldr, cheat, howdoi, fortune, cowsay, figlet, lolcat, bc, dc, factor, expr, numfmt, getconf, nproc, ldd, nm, objdump, readelf, ar-list, size, strip, patch, ed-list, iconv, dos2unix, unix2dos, code, subl, atom, idea, pycharm, webstorm, charm, cursor, zed, explorer.exe, cygpath, ncal, rename, mmv, vidir-list, trash, rmtrash, gio, getfacl, setfacl, chattr, lsattr, sponge, ts, pv, yes
      quick
    find, fd
      takes -name -path -type -exec
      quick
    split, sort
      quick
    tar
      asks -t|--list
      computes -c|-x|-z|--create|--extract
      computes *x*|*c*
      quick
    dd, shred, badblocks, rsnapshot, restic, borg, duplicity, duplicati, kopia, tarsnap, bup, rdiff-backup, timeshift, ddrescue, photorec, testdisk, partclone, clonezilla, mkfs, mkfs.ext4, mkfs.xfs, fsck, e2fsck, par2, updatedb, jdupes, fdupes, rmlint, czkawka_cli
      asks list|snapshots|info|stats|ls|check-no
      serves mount|serve
      transfers
    7z, 7za, zip, unzip, zstd, xz, bzip2, pigz, rar, unrar, gzip
      asks -l|l|--list
      computes
    pv
      quick
    yes
      follows $
      quick
    crontab
      interactive -e
      quick
    """
}
