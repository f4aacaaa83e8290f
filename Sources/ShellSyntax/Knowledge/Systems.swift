// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Package managers of the system, services, schemas, chains.
  static let systems: StaticString = """
    systemctl, service, launchctl, loginctl, rc-service
      interactive edit
      quick
    supervisorctl
      takes -c
      follows tail|maintail -f
      repl $
      quick
    supervisord
      serves -n|--nodaemon
      detaches
    systemd-run
      interactive -t|--pty|--shell|-S
      computes --wait
      detaches
    apt, apt-get
      takes -t -o -c
      asks -s|--simulate|--dry-run|--just-print
      interactive edit-sources
      installs install|update|upgrade|full-upgrade|dist-upgrade|build-dep|source|download|reinstall
      quick
    nala
      installs install|update|upgrade|fetch
      quick
    dpkg
      installs -i|--install
      quick
    rpm
      installs -i|-U|--install|--upgrade|-F
      quick
    dpkg-reconfigure
      interactive
    dpkg-buildpackage, debuild, rpmbuild, makepkg, mock, pbuilder, sbuild, abuild, snapcraft,
    flatpak-builder
      asks --printsrcinfo|--verifysource|--list-chroots
      builds
    debootstrap, bitbake, mkosi, live-build, mkarchiso, dracut, mkinitcpio
      builds
    dnf, yum, tdnf, microdnf, zypper
      asks --assumeno|--dry-run
      installs install|in|update|up|upgrade|dup|dist-upgrade|reinstall|groupinstall|group|makecache
      installs check-update
      installs localinstall|refresh|ref|system-upgrade|download|builddep
      quick
    pacman, yay, paru
      asks -Ss|-Si|-Sl|-Sg|-Sc|-Scc
      installs -S|-U|--sync|--upgrade|-Syu|-Sy|-Syyu|-Su|-Fy
      installs $
      quick
    apk
      installs add|update|upgrade|fix
      quick
    xbps-install, emerge, eopkg, swupd, guix
      asks -p|--pretend|-s|--search|--info|-n|--dry-run|search|list|info
      installs
    brew
      asks --dry-run|-n
      interactive edit|create|sh|irb
      tests test
      installs install|reinstall|update|upgrade|tap|bundle|fetch
      quick
    port, mas, scoop, choco, winget, pkg, pkgin, opkg
      installs install|upgrade|update|selfupdate|sync
      quick
    snap
      follows logs -f
      installs install|refresh
      transfers download
      quick
    flatpak
      installs install|update
      quick
    qemu-img
      converts convert
      quick
    virsh
      takes -c
      interactive console|edit
      repl $
      quick
    lxc, incus, machinectl
      interactive shell|login|console
      follows monitor
      transfers launch
      quick
    Xvfb, websockify, novnc, gotty, ttyd, wetty, code-server, openvscode-server, coder
      quick --install-extension|--list-extensions|--uninstall-extension
      serves
    code tunnel
      quick user|status|kill|prune|rename|service|unregister
      tunnels
    code serve-web
      serves
    chromedriver, geckodriver, selenium-server, selenium-standalone, webdriver-manager, appium
      installs update|install|driver|plugin
      serves
    roscore, roslaunch
      serves
    ros2
      serves launch|run
      follows topic|service echo|hz|bw
      quick
    rostopic
      follows echo|hz|bw
      quick
    catkin_make, catkin, colcon
      tests test
      builds build|$
      builds
    golint, hadolint, shellcheck, shfmt, yamllint, markdownlint, actionlint, clang-format, cspell, vale
      watches --watch
      quick
    clang-tidy, cppcheck, checkov, tfsec, semgrep, sonar-scanner, codeql, snyk
      interactive auth
      quick version
      computes
    buf, protoc, sqlc, openapi-generator, openapi-generator-cli, swagger-codegen, mockgen
      watches -w|--watch
      quick
    forge
      watches -w|--watch
      tests test|coverage|snapshot
      builds build|b
      installs install|update
      computes script
      quick
    anchor, scarb, starknet-foundry, snforge
      serves localnet
      tests test
      builds build
      transfers deploy
      quick
    anvil, solana-test-validator
      serves
    geth, bitcoind, reth, erigon, besu, nethermind, monerod
      repl console|attach
      detaches -daemon|--detach
      quick account|init|version|dump|dumpconfig
      serves
    solana
      follows logs
      transfers program deploy
      quick
    sui, aptos
      serves start
      serves node run-local-testnet
      builds move build
      tests move test
      quick
    graph, subquery, subql
      watches -w|--watch
      builds build|codegen
      transfers deploy
      quick
    percy, chromatic
      ordered
      runs exec
      tests
    """
}
