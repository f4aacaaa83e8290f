// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Files, logs, version control, and what fills the screen.
  static let files: StaticString = """
    tail, gtail
      takes -n --lines -c --bytes --pid -s --sleep-interval --max-unchanged-stats
      follows -f|-F|--follow|--follow=*|--retry
      quick
    tailf, xtail
      follows
    journalctl
      takes -u --unit -n --lines -p --priority -S --since -U --until -o --output -t --identifier -g --grep
      takes -M -D -b --user-unit
      follows -f|--follow
      quick --no-pager|-n|--lines|--list-boots|--disk-usage|--vacuum-size|--vacuum-time|--rotate|-r|--flush
      fullscreen
    dmesg
      takes -l --level -f --facility
      follows -w|--follow|-W|--follow-new
      quick
    log
      follows stream
      quick
    less, more, most, man, info, pinfo, w3m, lynx, links, elinks, zless, zmore, bzless, xzless, pg, moar, ov
      quick -dump|--dump|-source|-w|-k|-f
      fullscreen
    vimpager, perldoc, browsh, view, pspg, git-gui, gitk, tig, lazygit, gitui, ranger, nnn, lf, mc, vifm,
    yazi
      fullscreen
    broot, xplr, joshuto, spf, gdu, dua, lnav, multitail, jless, fx, jnv, csvlens, tabiew, vd, visidata,
    glow
      fullscreen
    ncdu
      computes -o
      fullscreen
    vi, vim, nvim, emacs, nano, pico, micro, helix, hx, kak, joe, ed, ex, ne, jed, mcedit, emacsclient,
    vimdiff
      fullscreen
    nvimdiff, tilde, zile, mg, rvim, vipe
      fullscreen
    top, htop, btop, bpytop, atop, gtop, bottom, btm, iotop, iftop, nethogs, nvtop, powertop, bmon, nload,
    zenith
      quick -b|--batch
      fullscreen
    ytop, vtop, iptraf, iptraf-ng, slabtop, mytop, innotop, pg_top, pgcenter, apachetop, ngxtop, cmatrix, sl
      quick -o|--once
      fullscreen
    asciiquarium, bandwhich, trip, gping, sampler, wtfutil, nmon, tty-clock, gotop, speedometer, tload,
    intel_gpu_top
      fullscreen
    goaccess
      quick -o|--output
      fullscreen
    glances
      serves -w|-s|--webserver|--server
      fullscreen
    fzf, sk, peco, percol, fzy, gum, dialog, whiptail, pick, selecta, smenu, navi, mcfly, hstr, fpp, zf,
    television
      quick --filter|-f
      interactive
    tmux
      takes -L -S -f
      detaches new|new-session -d
      fullscreen $, attach|attach-session|a|at|new|new-session|choose-tree|choose-window
      quick
    screen
      detaches -dmS|-dm|-d
      quick -ls|-list|-X|-wipe|-Q
      fullscreen
    byobu, zellij, dvtm, abduco, tmuxinator, tmuxp, tmate, mosh, wezterm, asciinema
      quick ls|list|list-sessions|kill-session|upload|cat
      fullscreen
    dtach
      detaches -n
      fullscreen
    git
      takes -C -c --git-dir --work-tree --namespace
      interactive rebase -i|--interactive|--edit-todo
      interactive add|checkout|restore|reset|stash|commit -p|--patch
      interactive add -i|--interactive|-e|--edit
      interactive mergetool|gui|citool|difftool
      interactive clean -i|--interactive
      transfers clone
      transfers submodule update|add, lfs pull|fetch|push
      computes gc|fsck|filter-branch|filter-repo, bisect run
      serves daemon
      quick
    git commit
      takes -m --message -F --file -C --author --date -t --fixup
      interactive -p|--patch|--interactive
      quick -m|--message|-F|--file|-C|--no-edit|--fixup|--dry-run
      interactive
    hub, jj, hg, svn, bzr, fossil
      serves serve|server|ui
      transfers clone|checkout|co
      transfers git clone
      quick
    tar, gtar
      asks -t|--list
      quick t*
      computes -c|-x|--create|--extract|-r|-u
      computes *x*|*c*
      quick
    dd
      transfers
    restic, borg, duplicity, kopia, tarsnap, bup, rsnapshot
      takes -r --repo --repository-file -p --password-file
      asks list|snapshots|info|stats|ls|cat|diff|check|find|key|init|unlock|tag|--list|--info|repository
      asks policy
      serves mount|serve|server
      transfers
    ddrescue, shred, badblocks, partclone.ext4, rmlint, jdupes, fdupes
      computes
    crontab
      interactive -e
      quick
    # Words of other commands mean nothing to these.
    echo, printf, cat, grep, egrep, fgrep, zgrep, rg, ag, ack, git-grep, sed, awk, gawk, mawk, jq, yq, xq,
    find, fd
      quick
    ls, tree, cp, mv, rm, mkdir, touch, ln, chmod, chown, head, tee, sort, uniq, wc, cut, tr, diff, which,
    type
      quick
    whereis, whatis, apropos, tldr, cheat, open, xdg-open, code, subl, pkill, pgrep, killall, ps, lsof, ss,
    date
      quick
    true, false, :, test, [, expr, seq, yes, at, batch, logger, notify-send, basename, dirname, realpath,
    readlink
      quick
    stat, du, df, file, bat, batcat, eza, exa, lsd, dust, duf, zoxide, md5sum, sha1sum, sha256sum, sha512sum,
    b2sum, cksum, sum, xxd, hexdump, od, strings, nm, objdump, readelf, ldd, size, strip, cmp, comm, paste,
    join, split, csplit, fold, fmt, nl, tac, rev, shuf, pv, column, expand, unexpand, install, rmdir, unlink,
    truncate, mktemp, mkfifo, mknod, mount, umount, chattr, lsattr, getfacl, setfacl, trash, trash-put,
    rename, gio, xclip, xsel, pbcopy, pbpaste, wl-copy, wl-paste, iconv, dos2unix, unix2dos, base64, base32,
    basenc, openssl, figlet, toilet, cowsay, lolcat, fortune, neofetch, fastfetch, uname, whoami, id, groups,
    w, who, last, lastlog, uptime, hostname, hostnamectl, timedatectl, localectl, printenv, cal, units,
    factor, numfmt, nproc, lscpu, lsblk, lsusb, lspci, lsmod, modprobe, blkid, sysctl, getent, host, nslookup,
    dig, drill, whois, ifconfig, route, netstat, arp, ethtool, iwconfig, nmcli, rfkill, patch, diffstat,
    colordiff, delta, difft, sdiff, diff3, strfile, tput, stty, tty, clear, reset, sync, chgrp, chcon, pidof,
    pstree, fuser, renice, lsns, nsenter, locate, mlocate, plocate, rgrep, pcregrep, ugrep, sponge, ts, ifne,
    errno, xsltproc, xmllint, csvcut, csvgrep, csvstat, mlr, miller, dasel, gron, htmlq, pup, hxselect, jo,
    tokei, cloc, scc, loc, sloccount, wakatime, age, age-keygen, gpg-agent, chezmoi, stow, yadm, qrencode,
    zbarimg, exif, identify, lscolors, vivid, pastel, hexyl, bandwidth, zcat, bzcat, xzcat, zstdcat, zdiff,
    zcmp, xzgrep, mimetype, xdg-mime, xdg-settings, desktop-file-validate, uuidgen, uuid, mkpasswd, pwgen,
    dircolors, tzselect, logname, users, mesg, wall, write, arch, chpasswd, useradd, usermod, userdel,
    groupadd, groupdel, gpasswd, chage, update-alternatives, alternatives, swapon, swapoff, losetup
      quick
    """
}
