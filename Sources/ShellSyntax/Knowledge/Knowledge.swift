// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of the tools that people type, one file a field. The notation is explained in `Tool.swift`.
///
/// In doubt a command is `quick`: to leave a line in the foreground is never wrong, only less comfortable.
enum Knowledge {
  static let all: [StaticString] = [
    builtins, prefixes, javaScript, webTools, python, ruby, php, native, jvm, otherLanguages, containers,
    clusters,
    cloud, files, network, databases, media, sites, systems, rarer,
  ]
}
