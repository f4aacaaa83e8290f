// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let systems = """
    systemctl, service, launchctl, rc-service, sv, s6-svc, supervisorctl, initctl, loginctl, chkconfig, update-rc.d, rc-update, openrc, brew-services, nssm, sc, monit, svc, dinitctl
      interactive edit
      follows tail -f
      repl $
      quick
    systemctl
      interactive edit
      quick
    supervisorctl
      takes -c
      follows tail -f
      follows maintail -f
      repl $
      quick
    supervisord
      serves -n|--nodaemon
      detaches
    systemd-run
      interactive -t|--pty|--shell|-S
      computes --wait
      detaches
    systemd-analyze, hostnamectl, timedatectl, localectl, resolvectl, networkctl, coredumpctl, bootctl, busctl
      follows monitor
      repl debug|gdb
      quick
    systemd-cat, systemd-inhibit
      ordered
      runs
    apt, apt-get, aptitude
      takes -t -o -c
      asks -s|--simulate|--dry-run|--just-print
      interactive edit-sources
      installs install|update|upgrade|full-upgrade|dist-upgrade|remove|purge|autoremove|build-dep|source|download|reinstall|satisfy
      fullscreen $
      quick
    apt-cache, dpkg-query, apt-mark, apt-file, apt-key, rpm, dpkg, add-apt-repository, dpkg-reconfigure, debconf-show
      installs -i|-U|--install|--upgrade|update|-ivh|-Uvh
      interactive dpkg-reconfigure
      quick
    dpkg
      installs -i|--install
      quick
    dpkg-reconfigure
      interactive !-f
    dpkg-buildpackage, debuild, rpmbuild, makepkg, mock, pbuilder, sbuild, abuild, snapcraft, flatpak-builder, pkgbuild, appimagetool, live-build, lb, mkosi, debootstrap, bitbake, buildroot, mkarchiso, dracut, mkinitcpio, update-initramfs, update-grub, grub-mkconfig, dkms, emerge
      asks -p|--pretend|--list
      builds
    dnf, yum, zypper, pacman, yay, paru, apk, xbps-install, eopkg, swupd, pkg, pkg_add, port, brew, mas, snap, flatpak, guix-pkg, scoop, choco, winget, pamac, nala, tdnf, microdnf, urpmi, slackpkg, xbps-remove, pkcon, topgrade, opkg, pkgin
      asks search|list|info|show|provides|repolist|history|query|outdated|leaves|deps|uses|doctor|config|home|cat|tap-info|log|shellenv|status|repos|lr|se|if|find|connections|interfaces|services
      asks -Q|-Qs|-Qi|-Ql|-Ss|-Si|-Qe|-Qdt|-F
      interactive edit
      tunnels run --no-such
      quick services|link|unlink|pin|unpin|tap|untap|cleanup|--prefix|--cellar|--repo|commands|analytics|start|stop|restart|enable|disable|logs
      installs
    snap
      follows logs -f
      installs install|refresh|remove
      transfers download
      quick
    flatpak
      interactive run
      installs install|update|uninstall|remove
      quick
    brew
      asks search|list|ls|info|outdated|leaves|deps|uses|doctor|config|home|cat|tap-info|log|shellenv|desc|--prefix|--cellar|--repo|--cache|--config|commands
      interactive edit|create|sh|irb|debugger
      serves services run --no-such
      quick services|link|unlink|pin|unpin|untap|analytics|cleanup|prune|developer
      installs
    chef-client, chef-solo, puppet, salt, salt-call, chef, knife, cinc-client
      asks --why-run|--noop|--help
      interactive ssh
      provisions
    kitchen
      interactive login
      tests test|verify|converge
      quick
    cloud-init
      computes status --wait
      quick
    qemu-system-x86_64, qemu-system-aarch64, qemu-system-arm, qemu-system-i386, qemu, bochs, VBoxHeadless, firecracker, cloud-hypervisor, crosvm
      detaches -daemonize
      interactive -nographic
      serves
    qemu-img
      converts convert
      quick
    virsh
      takes -c
      interactive console|edit
      repl $
      quick
    virt-install
      interactive
    emulator
      asks -list-avds|-version
      serves
    lxc, incus, machinectl
      interactive shell|login|console
      interactive exec $
      follows monitor
      transfers launch|image|copy|export|import
      quick
    Xvfb, Xephyr, x11vnc, vncserver, novnc, websockify, sway, weston, startx, xinit, i3, polybar, picom, dunst, waybar
      detaches -bg|--daemonize|-b|-D
      serves
    startx, xinit, i3, sway, weston
      interactive
    sshd, dropbear, cron, crond, rsyslogd, udevd, inetd, xinetd, sshd_config, dhcpd, named, unbound, bind9, smbd, nmbd, vsftpd, proftpd, postfix, dovecot, chronyd, ntpd, rpcbind, avahi-daemon, cupsd, bluetoothd, mariadbd-safe
      serves -D|-F|-f|-n|-g|--foreground|--no-daemon|-e
      detaches
    ntpdate, chronyc, hwclock
      quick
    steam, wine, lutris, proton, gamemoderun
      interactive
    google-chrome, chromium, firefox, chrome, chromium-browser, brave, safari
      quick --headless
      serves
    chromedriver, geckodriver, selenium-server, appium, webdriver-manager, selenium-standalone
      installs update|install|driver|plugin
      serves
    steamcmd, minecraft-server, factorio, srcds_run, bedrock_server
      serves
    roscore, rviz, gazebo, rqt, roslaunch, gz, ign
      serves
    ros2
      serves launch|run|daemon
      follows topic|service echo|hz|bw
      quick
    rostopic
      follows echo|hz|bw
      quick
    catkin_make, colcon, catkin
      builds
    hadolint, shellcheck, shfmt, yamllint, markdownlint, actionlint, checkov, tflint, tfsec, kubeval, kubeconform, semgrep, snyk, sonar-scanner, codeql, gitleaks, trufflehog, commitlint, cspell, vale, hlint-all, clang-tidy, clang-format, cppcheck, cpplint, editorconfig-checker
      watches --watch
      quick
    snyk, sonar-scanner, codeql, semgrep
      watches monitor --no-such
      interactive auth
      computes
    hyperfine
      computes
    protoc, buf, thrift, flatc, grpc_tools.protoc, openapi-generator, openapi-generator-cli, swagger-codegen, graphql-codegen, gql-gen, sqlc, mockgen, stringer, oapi-codegen, ent, wire
      watches -w|--watch|--watch=*
      quick
    graphql-codegen
      watches -w|--watch
      interactive init
      builds
    subquery, graph, anchor, forge, anvil, cast, solc, starknet, scarb, near, solana, solana-test-validator, sui, aptos, brownie, ape, foundryup
      watches -w|--watch
      serves localnet|node|start
      repl console
      tests test
      builds build|compile
      transfers deploy
      quick
    anvil, solana-test-validator, geth, bitcoind, lnd, monerod, reth, lighthouse-bn, op-node, nethermind, besu, erigon
      detaches -daemon|--detach|--daemon
      repl console|attach
      quick account|init|version
      serves
    sui, aptos
      serves start
      builds move build
      quick
    cypress-io, percy, chromatic, backstop, pa11y, pa11y-ci, lighthouse-ci, loki-test
      ordered
      tests
    percy
      runs exec
      tests
    hashcat-tui
      quick
    """
}
