// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Static sites and web servers.
  static let sites: StaticString = """
    hugo
      takes -s --source -d --destination -b --baseURL -p --port -t --theme -e --environment --contentDir
      serves server|serve
      watches -w|--watch
      builds $, build
      builds --minify|-D|--buildDrafts|--gc|-F
      quick
    hexo
      serves server|s
      watches generate|g -w|--watch
      transfers deploy|d
      builds generate|g
      quick
    eleventy, @11ty/eleventy
      serves --serve
      watches --watch
      builds
    vuepress, vitepress, slidev, docsify, gitbook, honkit, antora, rspress, nextra
      serves dev|serve|start|preview|develop|$
      builds build|export|generate
      quick
    mint, mintlify
      serves dev
      quick
    docusaurus
      serves start|serve
      builds build
      transfers deploy
      quick
    marp
      serves -s|--server
      watches -w|--watch
      quick
    reveal-md, grip, docute, gollum, tiddlywiki
      quick --export|--static|--render|--build|--init
      serves
    zola, cobalt, gutenberg, soupault
      serves serve
      builds build
      quick
    lume, quartz, harp, metalsmith
      serves serve|server|-s
      serves build --serve
      builds build|compile
      quick
    quarto
      serves preview|serve
      builds render
      transfers publish
      quick
    asciidoctor, marked
      quick
    caddy
      detaches start|stop|reload
      serves run|file-server|reverse-proxy|respond
      quick
    nginx
      takes -s -c -g -p -e
      quick -s|-t|-T|-v|-V
      serves -g=*daemon*off*
      detaches
    httpd, apachectl, apache2ctl, lighttpd
      serves -D=FOREGROUND|-X|-DFOREGROUND
      serves -D !-f
      quick
    traefik
      quick version|healthcheck
      serves
    haproxy
      takes -f -p
      detaches -D
      quick -c|-v|-vv
      serves
    envoy, krakend
      serves run|-c|--config-path
      quick
    miniserve, dufs, simple-http-server, static-web-server, filebrowser, updog, darkhttpd, copyparty,
    gohttpserver
      quick config|users|rules|cmds|hash|version
      serves
    devd, thttpd, webhook
      serves
    busybox
      ordered
      serves httpd -f
      runs
    twistd
      serves -n|--nodaemon|-no
      detaches
    httrack
      computes
    """
}
