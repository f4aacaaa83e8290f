// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let sites = """
    hugo
      takes -s --source -d --destination -b --baseURL -p --port -t --theme -e --environment -c
      serves server|serve|server|s
      watches -w|--watch
      interactive new site --no-such
      builds $, build
      quick new|mod|env|version|list|config|gen|convert|import|completion
      builds
    hexo
      serves server|s|serve
      watches generate|g -w|--watch
      transfers deploy|d
      builds generate|g
      quick
    eleventy, @11ty/eleventy
      serves --serve
      watches --watch
      builds
    vuepress, vitepress, dumi, umi, docz, docsify, styleguidist, gridsome, bit, max, kirby, slidev, marp, reveal-md, mdx-deck, docute, honkit, gitbook, retype, fumadocs, antora, mintlify, mint, nextra, zensical
      serves dev|serve|start|preview|develop|styleguide|server|s
      serves --serve|-s|--server
      watches -w|--watch
      quick init|export-no|help|broken-links|new
      builds build|export|generate
      serves
    docusaurus
      serves start|serve
      builds build
      transfers deploy
      quick
    marp
      serves -s|--server
      watches -w|--watch
      interactive -p|--preview
      converts
    zola, cobalt, lume, quartz, gutenberg, soupault, metalsmith, wintersmith, harp, roots, punch
      serves serve|preview|server|dev|-s
      builds build
      quick
    quarto
      takes --to
      serves preview|serve
      builds render
      transfers publish
      quick
    emanote, hakyll, ema, neuron, tiddlywiki, gollum, grip, logseq, silverbullet, dokuwiki, wiki
      quick --init|--render|--build
      serves
    site
      watches watch
      serves server
      builds build|rebuild
    caddy
      detaches start|stop|reload
      quick fmt|validate|adapt|list-modules|version|hash-password|trust|upgrade|environ
      serves run|file-server|reverse-proxy|respond
      quick
    nginx
      takes -s -c -g -p -e
      quick -s|-t|-T|-v|-V
      serves -g=*daemon*off*
      detaches
    httpd, apachectl, apache2ctl, lighttpd
      quick -t|-v|-V|configtest|graceful|restart|stop|status|-S|-M
      serves -D=FOREGROUND|-X|-DFOREGROUND
      serves -D
      detaches
    traefik, haproxy, envoy, varnishd, krakend, kong
      takes -f -c
      detaches -D|--daemon
      quick -c|version|start|stop|reload|check
      serves
    webfsd, darkhttpd, busybox-httpd, miniserve, dufs, simple-http-server, static-web-server, sfz, gohttpserver, filebrowser, copyparty, updog, droopy, woof, twistd, webhook, devd, algernon, ran, goexec, monolith-serve, thttpd, mini_httpd, quark, weborf, nghttpd, h2o
      serves
    busybox
      ordered
      serves httpd -f
      runs
    twistd
      serves -n|--nodaemon|-no
      serves web
      detaches
    monolith, wkhtmltoimage, httrack, single-file
      computes
    """
}
