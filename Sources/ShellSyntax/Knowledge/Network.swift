// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let network = """
    ssh, autossh, sshpass-ssh
      takes -p -i -l -o -F -L -R -D -W -J -b -c -e -m -w -E -I -O -Q -S -B -M
      ordered
      asks -V|-Q
      quick -O
      detaches -f
      tunnels -N
      interactive * $
      interactive -t
      line *
    autossh
      takes -M -p -i -l -o -F -L -R -D -W -J
      detaches -f
      tunnels
    sshpass
      takes -p -f
      ordered
      runs
    mosh, telnet, ftp, sftp, lftp, ncftp, rlogin, minicom, picocom, cu, tio, ircii, irssi, weechat, mutt, neomutt, alpine, aerc, newsboat, cmus, ncmpcpp, mocp, moc, tuir, rtv, gomuks, toot, w3m, bluetoothctl, nmtui, alsamixer, pulsemixer, cfdisk, cgdisk, parted, fdisk, gdisk, tasksel, aptitude, dselect, raspi-config, nmcli-tui, calcurse, taskwarrior-tui, wifite, wifiphisher, msfconsole, setoolkit, bettercap, ettercap, aircrack-ng-tui, radare2, r2, gdb, lldb, pdb, byebug, jdb, rust-gdb, rust-lldb, cgdb, ncurses, nethack, tetris, bastet, nsnake, nudoku, passwd, chsh, chfn, adduser, ssh-keygen, ssh-copy-id, ssh-add, gpg2, pass-edit, login, newgrp, kinit, rclone-config, tasksh, khal, ikhal, screenfetch-tui, spt, ncspot, castero, musikcube, epy, bible, play-tui, visidata, vd, sc, sc-im, tabiew, tw, csvlens, jless, fx, jnv, up, dasel-tui, gobang, harlequin, posting, slumber, atac, termscp, oxker, rainfrog, gpg-tui, cointop, mop, tickrs, ticker, tuxracer, chess, gnugo, gnuchess, bsdgames, zork, frotz, 2048, greed, moon-buggy, ninvaders, pacman4console, angband, crawl, brogue, dwarf-fortress, cataclysm-tiles
      interactive
    fdisk, parted, gdisk
      asks -l|--list
      quick -s|--script
      interactive
    adduser
      quick --disabled-password|--gecos|--system
      interactive
    ssh-keygen
      quick -N|-R|-F|-l|-y|-A|-H
      interactive
    visidata, vd
      converts -b|--batch
      fullscreen
    gdb, lldb
      quick -batch|--batch
      repl
    radare2, r2
      quick -q
      repl
    parted
      takes -a
      asks -l|--list
      quick -s|--script
      interactive
    scp, rsync, sftp-batch, rclone, aria2c, axel, wget, wget2, curl, s3cmd, s5cmd, mc-s3, lftpget, unison, syncthing-cli, magic-wormhole, wormhole, croc, bypy, megadl, rdiff, zsync, transmission-cli, transmission-remote, btcli, ipfs, gdrive, b2, azcopy, mutagen, lsyncd, scrcpy
      transfers
    rsync
      takes -e --rsh --exclude --include --exclude-from --bwlimit -f --filter --port
      asks -n|--dry-run|--list-only
      detaches --daemon !--no-detach
      serves --daemon
      transfers
    rclone
      interactive config $
      serves serve|mount|rcd
      asks ls|lsd|lsl|lsf|lsjson|about|listremotes|size|version|config|--dry-run|-n
      fullscreen ncdu
      transfers
    wget, wget2
      takes -O -o -a -P --directory-prefix -U --user-agent --header -t -T -A -R -l -e
      detaches -b|--background
      quick -qO-|--spider
      quick -O=-
      transfers
    curl
      takes -X --request -H --header -d --data --data-raw --data-binary --data-urlencode -F --form -o --output -u --user -A --user-agent -e -b --cookie -c --cookie-jar -x --proxy -w --write-out -m --max-time --connect-timeout -T --upload-file --resolve -K --retry --cacert --cert --key -E -r --range --limit-rate --url -C --continue-at
      asks -I|--head
      follows -N|--no-buffer
      transfers -T|--upload-file
      quick --output=/dev/null|-o=/dev/null|--output=-|-o=-
      transfers -O|--remote-name|-o|--output|--remote-name-all|-C|--continue-at
      quick
    lsyncd, mutagen
      watches
    syncthing
      asks cli
      serves
    ipfs
      serves daemon
      transfers
    transmission-daemon, aria2-daemon
      detaches !-f|--foreground
      serves
    deluged, rtorrent
      fullscreen
    scrcpy
      serves
    nc, ncat, netcat, socat, netcat-openbsd
      takes -p -s -w -X -x -e -c -i -q -G
      asks -z
      serves -l|-k|--listen|-lk
      serves *LISTEN*
      interactive
    socat
      serves @*LISTEN*|*listen*|*RECV*
      quick -V
      tunnels
    ngrok, cloudflared, frpc, frps, bore, localtunnel, pagekite, inlets, chisel, ssh-tunnel, zrok, tunnelto, expose, rathole, gost, v2ray, xray, sing-box, clash, mihomo, tor, privoxy, squid, trojan, hysteria, wstunnel, iodine, dnscrypt-proxy, ssserver, sslocal, ss-local, ss-server, brook, naive, playit, loophole
      interactive tunnel login
      interactive login
      quick config|authtoken|update|service|tunnel list|create|delete|route|info
      detaches service
      tunnels
    cloudflared
      takes --config --url
      interactive tunnel login, login
      quick tunnel list|create|delete|route|info|cleanup
      quick service|update|version
      tunnels
    tailscale
      serves serve|funnel|web !--bg
      interactive up|login
      tunnels nc
      quick
    ping, ping6, fping, arping, hping3, prettyping
      takes -c -i -W -w -s -I -t -n
      quick -c|-w|--count
      quick -n
      follows
    ping6
      takes -c -i -W -w -s -I
      quick -c|-w
      follows
    mtr
      quick -r|--report|-c|--report-wide|-w|--json|--csv
      fullscreen
    traceroute, tracepath, tcptraceroute, dig, nslookup, host, whois, nmap-quick, drill, doggo, dog
      quick
    nslookup
      repl $
      quick
    nmap, masscan, nikto, gobuster, ffuf, dirb, wfuzz, sqlmap, hydra, john, hashcat, amass, subfinder, nuclei, wpscan, httpx, feroxbuster, zmap, rustscan, whatweb, aircrack-ng, speedtest, speedtest-cli, fast, iperf, iperf3, ab, wrk, wrk2, hey, siege, vegeta, bombardier, oha, k6, artillery, jmeter, autocannon, drill-bench, sysbench, fio, stress, stress-ng, bonnie++, memtester, phoronix-test-suite, geekbench5, geekbench6, hdparm, pgbench, redis-benchmark
      serves -s|--server
      computes
    tcpdump, tshark, ngrep, dumpcap, termshark, airodump-ng, tcpflow, httpry, ettercap, snort, suricata, zeek, arpwatch, bpftrace, sysdig, perf-top, execsnoop, iostat-watch, trace-cmd, dtrace, dtruss, fs_usage, sc_usage, airbase-ng, kismet_server, dsniff, urlsnarf, driftnet, p0f, netsniff-ng, airmon
      takes -c -i -w -r -n
      asks -D|--list-interfaces
      quick -r|-c|-V
      follows
    termshark
      fullscreen
    airodump-ng
      fullscreen
    vmstat, iostat, mpstat, sar, pidstat, dstat, ifstat, netstat-c, nfsstat, sadf, ioping
      takes -d -p -C -u
      quick -c
      follows 1|2|3|5|10 $
      quick
    wg-quick, openvpn, openconnect, vpnc, pppd, strongswan, snx, globalprotect
      quick up|down
      detaches --daemon|-b|--background
      interactive
    pon, nmcli, iwctl, wpa_supplicant, hostapd, dnsmasq, dhclient, udhcpc, avahi-browse
      detaches -B|-b
      interactive device
      quick
    dnsmasq
      detaches !-d !-k !--no-daemon|--keep-in-foreground
      serves
    hostapd
      detaches -B
      serves
    avahi-browse
      quick -t|--terminate
      follows
    websocat, wscat
      serves -s|-l|--listen
      interactive
    grpcurl, grpc_cli, evans, ghz
      repl repl
      quick
    mosquitto_sub, nats-sub, rabbitmqadmin, redis-cli-sub, pulsar-client, mqttx
      quick -C
      follows
    mosquitto_pub
      interactive -l
      quick
    nats
      follows sub|subscribe
      quick
    stripe
      takes -f
      tunnels listen
      follows logs tail
      interactive login
      quick
    smee, webhook, hookdeck, svix
      tunnels
    adb
      takes -s -P -H -L
      follows logcat !-d !-c !-g !--help
      interactive shell $
      quick shell
      transfers push|pull|install|install-multiple|backup|restore|sideload
      computes wait-for-device
      quick
    fastboot
      transfers flash|update
      quick
    idevicesyslog, logcat, pidcat
      follows
    mkchromecast, dbus-monitor, udevadm-monitor, acpi_listen, xev, evtest, wev, libinput-debug, showkey, playerctl-follow, pactl-sub
      follows
    udevadm
      follows monitor
      quick
    pactl
      follows subscribe
      quick
    playerctl
      follows -F|--follow
      quick
    swaymsg
      follows -m
      quick
    bspc
      follows subscribe
      quick
    """
}
