// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// What is typed less often, by what it does.
  static let rarer: StaticString = """
    ping, ping6, fping
      takes -I -i -s -t -W -w -Q -M -p -l -T
      quick -c|-w|-h|-V
      follows
    arping, httping, tcping, nping
      quick -c|--count|-V
      follows
    vmstat, iostat, mpstat, pidstat, sar, dstat, pmstat, prstat
      takes -o -p -n -P
      quick * *
      follows *
      quick
    free
      follows -s|--seconds
      quick
    nvidia-smi
      takes -i -q -f
      follows dmon|pmon|daemon, -l|--loop|-lms
      quick
    tegrastats, tshark, tcpdump, ngrep, dumpcap, httpry, ssldump, bpftrace, opensnoop, execsnoop, tcpconnect
      takes -i -w -W -C -G -s -Y -f -e -T -n
      quick -r|-D|-c|-G|-v|-h|-l $
      follows
    strace, ltrace, dtruss
      takes -o -e -p -s
      follows -p
      runs
    perf
      fullscreen top|report|annotate
      follows trace $
      computes record|stat|bench|test
      quick
    py-spy, rbspy, austin
      fullscreen top|report
      computes record
      quick
    valgrind, heaptrack, afl-fuzz, honggfuzz
      computes
    xev, wev, evtest, showkey, pw-mon, pw-mididump, aseqdump, zbarcam, swayidle
      quick --help|--version
      follows
    gdbus, dconf, udisksctl, gsettings, nft, solo, kscreen-console, cec-ctl, upower, ndctl,
    playerctl
      follows monitor|watch|monitor-*
      follows --monitor|--monitor-detail|-F|--follow
      quick
    ip, bridge, iw, rtmon, tipc
      follows monitor|mon|mo|event
      quick
    etcdctl, prqlc, nsc, sheldon
      follows watch
      quick
    tailpod, clockwork-cli, pg_receivewal, pg_recvlogical, tspin, hl
      quick --list|--help
      follows --follow|-f
      follows $
      quick
    pg_waldump
      follows -f|--follow
      quick
    pueue
      follows follow
      computes wait
      quick
    ecs-cli, convox, clever, northflank, porter
      follows logs|log --follow|-f|--tail
      follows alloc logs -f|--follow
      serves dev
      tunnels port-forward
      builds build
      provisions deploy|up
      quick
    pihole
      follows -t|tail
      installs -up|updatePihole
      quick
    plesk
      follows log
      quick
    agate, beanstalkd, calibre-server, confettysh, http-server-upload, ippeveprinter, meshnamed, proxify,
    simplehttpserver
      quick --help|--version
      serves
    var-dump-server, xsp, xsp4, krdpserver, cockpit-ws, cockpit-tls, caffeine, ArkAscendedServer,
    ShooterGameServer
      serves
    TerrariaServer, PalServer.sh, DedicatedServer, bedrock_server, srcds_run, valheim_server
      serves
    tensorflow_model_server, tritonserver, torchserve, mlserver, seldon-core-microservice,
    text-embeddings-router
      detaches --start
      serves
    hass, zigbee2mqtt, node-red, n8n, openhab, jellyfin, navidrome, gitea, forgejo, gogs,
    drone-server
      quick import:*|export:*|admin|dump|doctor|cert|generate|migrate|-v|--version
      serves web|start|$
      serves
    v2ray, xray, sing-box, hysteria, brook, naive, clash, mihomo, tor, ss-local, ss-server, sslocal, ssserver
      quick version|test|check|uuid|--hash-password|-t|-V
      serves
    sshuttle
      detaches -D|--daemon
      tunnels
    stunnel, gost, sish, telebit
      quick completion|help|version
      tunnels
    squid, sshd, named, crond, cron, dnsmasq, privoxy, unbound, chronyd, ntpd, rsyslogd, guacd, minidlna
      takes -f -c -p
      serves -N|-D|-f|-g|-n|-d|-k|--no-daemon|--keep-in-foreground|--foreground|--nodaemon
      detaches
    zabbix_server, zabbix_agentd, zabbix_proxy, transmission-daemon, netserver, lvmpolld, tuned, vpnd, gpm
      serves -f|--foreground|-D
      detaches
    x11vnc, x0vncserver, wayvnc, sunshine
      detaches -bg|--daemon
      serves
    emulator
      asks -list-avds|-version|-help
      serves
    scrcpy
      quick --list-displays|--list-encoders|-v
      serves
    factorio
      serves --start-server|--start-server-load-latest
      quick
    charm, resume, opencode serve, opencode web, p5, cake, dalfox, wishlist, soft
      serves serve|server|s
      quick
    quarkus, micronaut, mn
      serves dev
      watches test
      builds build
      quick
    meteor
      serves $, run
      tests test
      builds build
      quick
    yesod
      serves devel
      builds build
      tests test
      quick
    papermc, openclaw, zeroclaw
      serves start|gateway
      quick
    pprof
      serves -http|-http=*
      quick
    goreload, gowatch, fresh, compiledaemon, modd
      quick init
      watches
    hlsq
      watches -watch
      quick
    peerflix, webtorrent, streamlink, ani-cli, animdl
      interactive
    speaker-test, stress, memtester
      quick -l
      computes
    noti, bear, ccache, distcc, icecc, sccache, firejail, bwrap, torify, tsocks
      takes -t -m -f -o
      ordered
      runs
    stack exec, cabal exec, opam exec, esy, dune exec, rbenv exec, pyenv exec, nodenv exec, goenv exec
      ordered
      runs
      computes
    gzip, gunzip, bzip2, bunzip2, xz, unxz, zstd, unzstd, lz4, lzip, lzma, brotli, pigz, pbzip2, pixz, zpaq,
    ouch
      asks -l|--list|-t|--test
      computes
    zip, unzip, 7z, 7za, 7zz, unrar, rar, unar, lha, arj, cabextract, dtrx, atool, aunpack, apack, bsdtar,
    cpio
      asks -l|-t|-Z|-v|l|t|lb|vb
      computes
    mksquashfs, unsquashfs, genisoimage, mkisofs, xorriso, fsarchiver, partimage, qemu-nbd, virt-sparsify,
    virt-clone
      computes
    mkfs, mkfs.ext4, mkfs.xfs, mkfs.btrfs, mkfs.vfat, fsck, e2fsck, xfs_repair, resize2fs, btrfs, zfs
      interactive
    photorec, testdisk
      fullscreen
    updatedb, mandb, fc-cache, ldconfig, aide, rkhunter, chkrootkit, lynis, clamscan, freshclam, maldet
      computes
    amass, subfinder, httpx, katana, naabu, dnsx, arjun, dirb, dirsearch, wfuzz, hydra, john, hashcat,
    aircrack-ng
      asks --version|--show|-h
      computes
    arp-scan, binwalk, foremost, bulk_extractor, exiftool, trufflehog, gitleaks, dockle, kube-bench
      quick version|-ver
      computes
    testssl.sh, testssl, sslyze, sslscan, wapiti, zap.sh, zap-cli, arachni, skipfish, whatweb
      computes
    apktool, jadx, bundletool, aapt2, d8, r8, dex2jar, d2j-dex2jar, apkeep, cx_Freeze
      quick version|--version
      builds
    bison, flex, yacc, swig, moc, rcc, uic, qmake, autoconf, automake, aclocal, libtoolize
      quick
    tesseract, pdftk, qpdf, gs, ps2pdf, img2pdf, pdfunite, pdftoppm, pdfimages, pdfsandwich, unpaper, inkscape
      quick --version|--help
      converts
    optipng, pngquant, jpegoptim, svgo, cwebp, avifenc, cjxl, guetzli, pngcrush, oxipng, mozjpeg, imagemin
      converts
    mogrify, montage, composite, gm
      converts
    espeak, espeak-ng, festival, pico2wave, piper, tts
      computes
    bdfr, you-get, lux, annie, svtplay-dl, instaloader, ffsend, smbget, ruget
      quick --version|-h
      transfers
    mirror, apt-mirror, reposync, regsync
      quick inspect|list-tags|ls|manifest|digest|config|auth|login|catalog
      serves registry serve
      transfers
    balena, etcher, rpi-imager, dfu-util, st-flash, bossac, nrfjprog, pyocd
      follows logs -t|--tail
      serves gdbserver|gdb
      transfers
    mbsync, offlineimap, isync, getmail, fetchmail, vdirsyncer, imapsync, gmailctl
      transfers
    wajig, slackpkg, slapt-get, urpmi, pkgtool, softwareupdate, installer, rpm-ostree, bootc
      asks search|show|list|status|-l|--list
      installs
    sdkmanager, xcodes, jenv, rustup-init, ghcup, juliaup, choosenim
      installs install|update|upgrade|lts|latest
      quick
    berks, inspec, chef, knife, puppet-lint, bolt
      interactive login|ssh
      tests test|verify|exec
      provisions converge|create|bootstrap|apply
      installs install|update
      quick
    cf, eb, waypoint, mrsk, dploy, ploi, shipit, capistrano
      follows logs|log -f|--follow|--tail
      provisions push|deploy|up|setup|redeploy|rollout|production|staging
      quick
    """
}
