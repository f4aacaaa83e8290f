// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Connections, transfers, and what listens.
  static let network: StaticString = """
    ssh
      takes -p -i -l -o -F -L -R -D -W -J -b -c -e -m -w -E -I -O -Q -S -B
      ordered
      asks -V|-Q|-G
      quick -O
      detaches -f
      tunnels -N
      interactive
    autossh
      takes -M -p -i -l -o -F -L -R -D -W -J
      detaches -f
      tunnels
    sshpass
      takes -p -f
      ordered
      runs
    sftp, ftp, lftp, telnet, minicom, picocom, cu, tio, irssi, weechat, mutt, neomutt, alpine, aerc,
    newsboat
      interactive
    bluetoothctl, nmtui, alsamixer, pulsemixer, cfdisk, passwd, chsh, ssh-copy-id, ssh-add, kinit, aptitude
      interactive
    ssh-keygen
      quick -N|-R|-F|-l|-y|-A|-H
      interactive
    fdisk, gdisk, parted
      asks -l|--list
      quick -s|--script
      interactive
    scp, aria2c, axel, wget2, s5cmd, croc, wormhole, magic-wormhole, lftpget, megadl, azcopy, zsync,
    transmission-cli
      quick --version|login|list|env
      transfers
    rsync
      takes -e --rsh --exclude --include --exclude-from --bwlimit -f --filter --port
      asks -n|--dry-run|--list-only
      serves --daemon --no-detach
      detaches --daemon
      transfers
    s3cmd, mcli
      takes -c --config
      transfers put|get|sync|cp|mirror
      quick
    rclone
      takes --include --exclude --config --transfers --filter
      interactive config $
      asks -n|--dry-run
      serves serve|mount|rcd
      fullscreen ncdu
      transfers copy|sync|move|copyto|moveto|bisync|copyurl|check
      quick
    wget
      takes -O --output-document -o -a -P --directory-prefix -U --user-agent --header -t -T -A -R -l -e
      detaches -b|--background
      quick --spider|-qO-|-O=-|--output-document=-|-O=/dev/null
      transfers
    curl
      takes -X --request -H --header -d --data --data-raw --data-binary --data-urlencode -F --form -o
      takes --output
      takes -u --user -A --user-agent -e -b --cookie -c --cookie-jar -x --proxy -w --write-out -m --max-time
      takes --connect-timeout -T --upload-file --resolve -K --retry --cacert --cert --key -E -r --range
      takes --limit-rate --url -C --continue-at
      asks -I|--head
      quick -o=/dev/null|--output=/dev/null|-o=-|--output=-
      transfers -T|--upload-file|-O|--remote-name|-o|--output|--remote-name-all|-C|--continue-at
      quick
    nc, ncat, netcat, telnetd
      takes -p -s -w -X -x -e -c -i -q -G
      quick -z
      serves -l|-k|--listen
      interactive
    socat
      quick -V
      serves @*LISTEN*|*listen*|*RECV*
      quick
    mtr
      quick -r|--report|-w|--report-wide|--json|--csv
      fullscreen
    nmap, masscan, nikto, gobuster, ffuf, sqlmap, nuclei, wpscan, feroxbuster
      asks -h|-hh|--version|--list-templates
      computes
    speedtest, speedtest-cli
      asks --list
      computes
    iperf, iperf3
      takes -c -p -t -i
      detaches -s|--server -D|--daemon
      serves -s|--server
      computes -c|--client
      quick
    ab, wrk, wrk2, hey, siege, bombardier, oha, autocannon, pgbench, redis-benchmark, sysbench, fio,
    stress-ng
      computes
    k6, artillery, jmeter, vegeta
      computes run|attack|-n|--nongui|quick
      quick
    hyperfine
      computes
    termshark, airodump-ng, kismet
      fullscreen
    websocat, wscat
      serves -s|-l|--listen
      interactive
    openvpn, openconnect, vpnc
      detaches --daemon|-b|--background
      interactive
    mosquitto_sub
      takes -h -t -p -u -P -C -W -q
      quick -C|-W|--help
      follows
    nats
      follows sub|subscribe
      quick
    adb
      takes -s -P -H -L
      follows logcat !-d !-c !-g !--clear !-S !-L !--help
      follows shell logcat !-d !-c
      interactive shell $
      quick shell
      transfers push|pull|install|install-multiple|backup|restore|sideload
      computes wait-for-device
      quick
    fastboot
      transfers flash|update|flashall
      quick
    idevicesyslog, logcat, pidcat
      follows
    udevadm, busctl, pactl
      follows monitor|subscribe
      quick
    dbus-monitor, acpi_listen
      follows
    syncthing
      quick cli|generate|--version|--paths|--device-id|--generate
      serves
    ipfs
      serves daemon
      transfers add|get|pin
      quick
    """
}
