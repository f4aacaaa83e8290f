// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import Testing

@Suite struct `Judging scripts and the user's rules` {
  @Test(arguments: [
    ("npm run app", "vite", Verdict.background), ("npm run dev", "echo nothing yet", .foreground),
    ("npm run dev", "rm -rf out && node tools/dev.js", .background),
    ("npm run app", "node x.js", .foreground),
    ("npm run lint", "eslint . --watch", .background), ("npm test -- --watch", "jest", .background),
    ("npm run x", "npm run y && tsc", .adaptive), ("make up", "docker compose up -d", .foreground),
    ("make up", "docker compose up", .background), ("make site", "./tools/site.sh", .adaptive),
    ("make site test", "./tools/site.sh", .adaptive), ("make note", "echo done", .foreground),
    ("npm start", "webpack --watch & node server.js", .background),
    ("yarn app", "next dev", .background), ("just app", "vim notes", .foreground),
    ("just app --watch", "vitest run", .adaptive), ("npm run app -w web", "vite", .foreground),
  ])
  func `a script is judged by the line behind it`(_ line: String, _ script: String, _ verdict: Verdict) {
    let words = line.split(separator: " ").map(String.init)
    let decider = Decider(lookup: { words.contains($0.script ?? "") ? script : nil })
    #expect(decider.decide(line, shell: .bash).verdict == verdict)
  }

  @Test(arguments: [
    ("npm run app", nil as String?), ("cd web && npm run app", "web"), ("cd a && cd b && npm run app", "a/b"),
    ("npm --prefix web run app", "web"), ("cd a && npm --prefix web run app", "a/web"),
    ("yarn --cwd x app", "x"),
    ("cd /srv && npm run app", "/srv"), ("make -C x app", "x"), ("pnpm -C x run app", "x"),
  ])
  func `a script is looked up in the directory in which it would run`(_ line: String, _ directory: String?) {
    let decider = Decider(lookup: { reference in
      #expect(reference.directory == directory && reference.script == "app", "\(line)")
      return "vite"
    })
    #expect(decider.decide(line, shell: .bash).verdict == .background)
  }

  @Test(arguments: [
    "cd web && npm run app", "(cd web; npm run app)", "npm --prefix web run app", "pushd web && npm run app",
  ])
  func `a script that goes elsewhere is followed there`(_ script: String) {
    let decider = Decider(lookup: { $0.directory == "web" ? "vite" : script })
    #expect(decider.decide("npm run app", shell: .bash).verdict == .background)
  }

  @Test func `scripts that call one another end`() {
    let decider = Decider(lookup: { _ in "npm run app" })
    #expect(decider.decide("npm run app", shell: .bash).verdict == .foreground)
  }

  @Test func `the user's rules come first`() {
    var rules = Rules.builtIn
    rules.custom = [
      .init(.foreground, words: "npm run dev"), .init(.background, words: "./deploy *"),
      .init(.adaptive, words: "*--slow*"),
      .init(.background, source: "/^x+$/") { $0.allSatisfy { $0 == "x" } },
    ]
    let decider = Decider(rules: rules)
    for (line, verdict) in [
      ("npm run dev", Verdict.foreground), ("npm run dev -- --port 1", .foreground),
      ("npm run develop", .background),
      ("./deploy prod", .background), ("cd web && ./deploy prod", .background), ("ls --slow", .adaptive),
      ("xxx", .background), ("echo './deploy prod'", .foreground), ("sudo ./deploy prod", .background),
    ] {
      let decision = decider.decide(line, shell: .bash)
      #expect(decision.verdict == verdict, "\(line)")
    }
    let decision = decider.decide("xxx", shell: .bash)
    #expect(decision.rule == "yours: /^x+$/" && decision.reason == "a rule of yours says so")
  }

  @Test func `a decision says by which rule and on which word`() {
    let decision = Decider().decide("cd web && docker compose -f x.yml up --build", shell: .bash)
    #expect(decision.rule == "docker compose up: serves")
    #expect(decision.decidingWord == "docker compose up")
    #expect(decision.reason == "a server that stays up until it is stopped")
  }
}
