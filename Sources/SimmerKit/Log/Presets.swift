// SPDX-License-Identifier: GPL-3.0-or-later

/// What a stack prints all day and nobody reads: left out of the output of its tasks, warnings and errors never.
public struct Preset: Sendable, Equatable {
  public let name: String
  /// A pattern of the commands that it is chosen for.
  public let commands: String
  /// A pattern of the lines that are left out.
  public let noise: String

  public init(name: String, commands: String, noise: String) {
    (self.name, self.commands, self.noise) = (name, commands, noise)
  }

  /// The presets that are built in: name, commands, noise; the first whose command matches is chosen.
  /// What only serves files, or follows who asks for them, has nothing to say but requests: there is no noise in them.
  private static let table = #"""
    medusa  | \bmedusa\b
            | Using flag|\bNo .{1,40} to load from\b|\bskipped\.?$|\bSkipping instrumentation|redisUrl not found|"level":"http".*"status":(?:200|204|304)\b
    next    | \bnext(?:\s+dev|\s+start|\b.*--turbo)|\bturbo\b.*\bdev\b
            | \b(?:HMR|hot-update|favicon)|/_next/|\[Fast Refresh\]|^\s*(?:\S+:dev: +)?[✓○] Compil(?:ed|ing)\b|^wait +- compiling|compiled successfully|\b(?:GET|HEAD) \S+ (?:200|304) in \d|\b(?:GET|HEAD) /static/|Generating static pages|\bwebpack\.Progress\b
    nuxt    | \bnuxi?\b
            | \b(?:HMR|hmr|_nuxt/|favicon)|[ℹ✔] (?:Vite|Nitro|Nuxt Nitro)\b.*\b(?:warmed up|built|re-optimiz)
    vite    | \b(?:vite|astro|svelte-kit|vitepress)\b
            | \bhmr (?:update|invalidate)|\bhot updated\b|\bpage reload\b|optimized dependencies|new dependencies optimized|\b[Pp]re-bundling\b|\b(?:GET|HEAD) /static/|\.(?:svg|ico|png|css|map)\b.* (?:200|304)\b
    webpack | \b(?:webpack|react-scripts|vue-cli-service|craco|ng)\b
            | \[(?:webpack-dev-server|HMR|WDS)\]|\b(?:asset|modules by path|runtime modules|cacheable modules|orphan modules|chunk)\s|hot-update|compiled successfully|Compiled successfully|^\s*<[istw]>\s|favicon
    django  | \bmanage\.py\s+runserver|\bdjango\b
            | "GET /(?:static|media)/|"GET /favicon|" (?:200|304) \d+$|" 200 OK\b|\bHTTP (?:GET|HEAD|OPTIONS) \S+ (?:200|304)\b|Watching for file changes|\bStatReloader\b
    flask   | \b(?:flask|gunicorn|uvicorn|hypercorn|fastapi)\b
            | "(?:GET|HEAD|OPTIONS) \S+ HTTP/[\d.]+" (?:200|304)\b|\b(?:Restarting with|Debugger (?:is active|PIN))|/static/|favicon
    rails   | \b(?:rails\s+s|rails\b|puma|foreman|bin/dev)\b
            | Started GET "/(?:assets|packs|vite|rails/active_storage)|Started GET "/(?:up|health\w*)"|Completed (?:200|204|304)\b|\b200 OK\b|\bRender(?:ed|ing) |(?:Load|CACHE|Exists\?|Count|Pluck) \(\d+\.\d+ms\)
    spring  | \b(?:spring-boot|bootRun)\b|\bmvnw?\b.*\brun\b
            | Mapped "\{|\bo\.s\.w\.s\.DispatcherServlet\b|Initializing Spring|HikariPool-\d+ - (?:Starting|Start completed)|\bDEBUG\b|\bTRACE\b
    laravel | \bartisan\s+serve
            | \b(?:Accepted|Closing)$|/(?:build|vendor|favicon)\S* \.{3,}
    docker  | \bdocker(?:-|\s+)compose\b|\bdocker\s+(?:run|logs)\b|\bpodman\b
            | \bhealth-?check|"(?:GET|HEAD) /(?:health\w*|ping|ready|live|metrics)\b.*" 200|(?:Pulling fs layer|Waiting|Verifying Checksum|Download complete|Extracting|Pull complete)\s*$|\[Note\] (?:Shutting down plugin|InnoDB: )
    express | \b(?:nodemon|ts-node-dev|tsx\s+watch|node\b.*(?:server|app|index)\.[cm]?[jt]s)
            | \b(?:GET|HEAD) \S+ (?:HTTP/[\d.]+" )?(?:200|304)\b|\bGET (?:200|304)\b|\bOPTIONS \S+ (?:HTTP/[\d.]+" )?20[04]\b|\bhealth-?check|^\[nodemon\] (?:watching|to restart)|/(?:health|ping|favicon\.ico)\b
    general | ^(?!.*(?:\bhttp\.server\b|\bphp\s+-S|\bhttp-server\b|(?:^|npx\s+)serve\b|\bnginx\b|\bcaddy\b|access[._]log)).
            | \b(?:GET|HEAD) \S+ (?:HTTP/[\d.]+" )?(?:200|304)\b|\bGET (?:200|304)\b|\b(?:GET|HEAD) \S*/favicon\.ico\b|\bhealth-?check|\[HMR\]|\bhot-update\.
    """#

  /// All built-in presets in the order in which they are tried.
  public static let builtIn: [Preset] = {
    var presets: [Preset] = [], name = "", commands = ""
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "|", maxSplits: 1).map { Self.trimmed($0) }
      // In the first line of a pair the pattern of the command may hold bars of its own.
      if parts[0].isEmpty {
        presets.append(Preset(name: name, commands: commands, noise: parts[1]))
      } else {
        (name, commands) = (parts[0], parts[1])
      }
    }
    return presets
  }()

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Returns the preset of this name; those that the user has configured come before the built-in ones.
  public static func named(_ name: String, configured: [Preset] = []) throws(SimmerError) -> Preset {
    if let preset = (configured + builtIn).first(where: { $0.name == name }) { return preset }
    throw SimmerError(
      .usage, cannot: "use the preset \(Harmless.text(name))", "there is none of that name",
      advice: "there are " + (configured + builtIn).map(\.name).joined(separator: ", ") + ", and none")
  }

  /// Returns the preset for the output of `command`.
  public static func chosen(for command: String, configured: [Preset] = []) -> Preset? {
    (configured + builtIn).first { preset in
      (try? PerlRegex(preset.commands, caseSensitive: true, isForMany: false))?.matches(command) ?? false
    }
  }
}
