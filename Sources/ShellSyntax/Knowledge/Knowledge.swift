// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of the tools that people type, one file a field. The notation is explained in `Tool.swift`.
enum Knowledge {
  static let all = [
    shell, prefixes, javaScript, python, ruby, php, native, jvm, otherLanguages, containers, clusters, files,
    network,
    databases, media, sites, systems, mentions,
  ]
}
