// SPDX-License-Identifier: GPL-3.0-or-later

/// What servers and watchers print once they are up, in lower case. A phrase matches where all of its parts stand in one
/// line, in any order.
struct ReadyPhrase {
  private let parts: [StaticString]
  /// Whether a database or the like says it, which others wait for.
  let isOfStore: Bool

  private init(_ parts: StaticString..., isOfStore: Bool = false) {
    (self.parts, self.isOfStore) = (parts, isOfStore)
  }

  private static let all = [
    ReadyPhrase("ready in", "s"),  // vite, next, astro, rsbuild
    ReadyPhrase("ready on"),  // next, wrangler, netlify, medusa
    ReadyPhrase("ready at"),
    ReadyPhrase("is ready"),  // medusa, strapi, keycloak
    ReadyPhrase("started server on"),  // next before 13
    ReadyPhrase("compiled", "success"),  // webpack, create-react-app, vue
    ReadyPhrase("compiled with", "warning"),  // the same
    ReadyPhrase("bundle generation complete"),  // angular
    ReadyPhrase("live development server is listening"),  // angular before 17
    ReadyPhrase("you can now view"),  // create-react-app, gatsby, streamlit
    ReadyPhrase("server running"),  // parcel, laravel, jekyll
    ReadyPhrase("server started"),  // laravel before 9, jetty
    ReadyPhrase("development server", "started"),  // php -S, bun
    ReadyPhrase("started development server"),  // bun
    ReadyPhrase("[11ty] server at"),  // eleventy
    ReadyPhrase("web server is available"),  // hugo
    ReadyPhrase("running on http"),  // flask, uvicorn, hypercorn, gradio
    ReadyPhrase("running at http"),  // express, graphql, tornado
    ReadyPhrase("running on port"),
    ReadyPhrase("running at", "(http)"),  // phoenix
    ReadyPhrase("endpoint with", " at "),  // phoenix
    ReadyPhrase("listening on"),  // puma, axum, deno, asp.net, go
    ReadyPhrase("listening at"),  // gunicorn, fastify
    ReadyPhrase("listening for"),
    ReadyPhrase("listening to"),
    ReadyPhrase("is listening"),
    ReadyPhrase("rocket has launched"),
    ReadyPhrase("started on port"),  // spring: tomcat, netty
    ReadyPhrase("started on http"),  // quarkus
    ReadyPhrase("started ", " in ", " seconds"),  // spring
    ReadyPhrase("serving http on"),  // python -m http.server
    ReadyPhrase("serving on"),  // mkdocs, waitress
    ReadyPhrase("serving at"),
    ReadyPhrase("accepting connections at"),  // serve
    ReadyPhrase("is running at"),  // jupyter, nuxt
    ReadyPhrase("waiting on http"),  // metro
    ReadyPhrase("all emulators ready"),  // firebase
    ReadyPhrase("watching for file changes"),  // tsc --watch, vitest
    ReadyPhrase("waiting for file changes"),
    ReadyPhrase("ready for connections", isOfStore: true),  // mysql
    ReadyPhrase("ready to accept connections", isOfStore: true),  // postgres, redis
    ReadyPhrase("waiting for connections", isOfStore: true),  // mongo
  ]

  /// With one of these in the line, nothing is up.
  private static let denials: [StaticString] = [
    "not ready", "already", "isn't ready", "fail", "error", "wait for", "cannot", "not listening",
    "when ready",
  ]

  /// The phrase that `line`, in lower case, holds.
  static func said(in line: [UInt8]) -> ReadyPhrase? {
    guard line.count > 7,
      let phrase = all.first(where: { phrase in phrase.parts.allSatisfy { line.has($0) } })
    else { return nil }
    // "Found 0 errors. Watching for file changes."
    return denials.contains(where: line.has) && !line.has(" 0 errors") ? nil : phrase
  }
}
