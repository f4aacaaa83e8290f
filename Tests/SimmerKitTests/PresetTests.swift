// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct PresetTests {
  @Test func `a preset leaves out what it is for, and no warning and no error`() throws {
    let file = FilePath(#filePath).removingLastComponent().appending("Cases/presets.tsv")
    let rows = String(decoding: try file.contents(), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(rows.count > 100)
    var filters: [Substring: LineFilter] = [:]
    for row in rows {
      let columns = row.split(separator: "\t", maxSplits: 2)
      var reading = Reading()
      reading.preset = .named(String(columns[0]))
      let filter = try filters[columns[0]] ?? reading.filter(for: "").filter
      filters[columns[0]] = filter
      let answer = Array(columns[2].utf8).withUnsafeBytes { filter.answer($0) }
      #expect(answer == (columns[1] == "-" ? .noise : .wanted), "\(row)")
    }
  }

  @Test(arguments: [
    ("next dev", "next"), ("npx next dev --turbo", "next"), ("pnpm turbo run dev", "next"),
    ("npx vite", "vite"),
    ("node_modules/.bin/webpack --watch", "webpack"), ("ng serve", "webpack"),
    ("python manage.py runserver 0.0.0.0:8000", "django"), ("flask run --debug", "flask"),
    ("bin/rails server", "rails"), ("npx medusa develop", "medusa"), ("./mvnw spring-boot:run", "spring"),
    ("./gradlew bootRun", "spring"), ("docker compose up", "docker"), ("docker-compose up", "docker"),
    ("nodemon server.js", "express"), ("node src/index.js", "express"), ("./serve", "general"),
    ("python3 -m http.server 8000", nil), ("npx serve dist", nil), ("tail -f access.log", nil),
  ])
  func `a command chooses its preset`(command: String, name: String?) {
    #expect(Preset.chosen(for: command)?.name == name)
  }
}
