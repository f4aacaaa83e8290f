// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct CleaningTests {
  /// The words between `«` and `»` are secret; nothing else is.
  @Test(arguments: [
    "export GITHUB_TOKEN=«ghp_abcdefghijklmnopqrstuvwxyz0123456789»", "token=«8a7f6e5d4c3b»",
    "{\"token\": \"«8a7f6e5d4c3b»\"}",
    "aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»", "id «AKIAIOSFODNN7EXAMPLE» used",
    "curl -H \"Authorization: Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc»\"",
    "Authorization: Basic «dXNlcjpwYXNz»",
    "{\"password\":\"«hunter2»\",\"user\":\"ann\"}", "PASSWORD=«hunter2» npm start",
    "deploy --password «hunter2» --verbose",
    "gh auth --with-token «8a7f6e5d4c3b»", "postgres://app:«p%40ss»@db:5432/x",
    "redis://:«hunter2»@localhost:6379",
    "Cookie: «session=abcdef123456; id=8a7f6e5d4c3b»", "Set-Cookie: sid=«abcdef123456»; Path=/",
    "secret_key_base: «0123456789abcdef0123456789abcdef»", "GET /x?user=ann&sig=«8a7f6e5d4c3b»&v=1",
    "key «sk_live_abcdefghijklmnopqrstuvwx»",
    "the password is wrong", "token expired", "password must have 8 characters", "total_tokens: 123456 used",
    "Unexpected token: 'function'", "--password is required", "max_tokens=4096", "Cookie: accepted",
    "secret: null",
  ])
  func `secrets go, and what says what they were stays`(marked: String) {
    let line = marked.replacing("«", with: "").replacing("»", with: "")
    var expected = "", isSecret = false
    for character in marked {
      if character == "«" { expected += "[redacted]" }
      if character == "«" || character == "»" {
        isSecret = character == "«"
      } else if !isSecret {
        expected.append(character)
      }
    }
    #expect(String(decoding: Redactor().redact(Array(line.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("at f (/r/x/node_modules/a/node_modules/b/c.js:1:2)", "at f (node_modules/b/c.js:1:2)"),
    ("at f (file:///r/x/node_modules/a/b.js:1:2)", "at f (node_modules/a/b.js:1:2)"),
    ("see https://example.com/r/node_modules/x", "see https://example.com/r/node_modules/x"),
    (
      "see https://example.com/lib/python3/site-packages/x",
      "see https://example.com/lib/python3/site-packages/x"
    ),
    (
      "/r/.cargo/registry/src/index.crates.io-6f17d22bba15001f/serde-1.0.1/src/lib.rs:3",
      ".cargo/serde-1.0.1/src/lib.rs:3"
    ),
    ("/nix/store/0123456789abcdfghijklmnpqrsvwxyz-hello-2.12/bin/hello", "/nix/store/hello-2.12/bin/hello"),
    ("/r/go/pkg/mod/github.com/x/y@v1.2.3/z.go:12", "go/github.com/x/y@v1.2.3/z.go:12"),
    ("/v/lib/gems/3.1.0/gems/rails-7.0.1/lib/rails.rb:3", "gems/rails-7.0.1/lib/rails.rb:3"),
    ("File \"/h/.venv/lib/python3.11/site-packages/django/x.py\"", "File \"site-packages/django/x.py\""),
    ("/home/ann/shop/src/main.c:3: x", "src/main.c:3: x"), ("/home/ann/notes/x", "~/notes/x"),
    ("/home/annabel/shop/x", "/home/annabel/shop/x"), ("cd /home/ann", "cd /home/ann"),
  ])
  func `the way to packages, to the project and to the home is left out`(line: String, expected: String) {
    let shortener = Shortener(directory: "/home/ann/shop", home: "/home/ann")
    #expect(String(decoding: shortener.shorten(Array(line.utf8)), as: UTF8.self) == expected)
  }
}
