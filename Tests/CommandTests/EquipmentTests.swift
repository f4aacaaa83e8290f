// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerAgents
import SystemPackage
import TestSupport
import Testing

/// `simmer agents install` and `remove`.
struct EquipmentTests {
  @Test(arguments: AgentEquipment.hosts)
  func `installing is shown, does nothing twice, and is taken back`(_ host: String) throws {
    try Sandbox.with { sandbox in
      let before = files(sandbox)
      let shown = try sandbox.simmer("agents", "install", host, "--dry-run")
      #expect(shown.code == 0 && shown.stdout.contains("+1: "), "\(shown)")
      #expect(files(sandbox) == before)
      let installed = try sandbox.simmer("agents", "install", host)
      #expect(installed.stdout == shown.stdout)
      let after = files(sandbox)
      #expect(after.count > before.count)
      #expect(after.values.contains { $0.contains("mcp") || $0.contains("toolbox") })
      #expect(try sandbox.simmer("agents", "install", host).stdout == "everything is in place\n")
      #expect(files(sandbox) == after)
      #expect(try sandbox.simmer("agents", "remove", host).code == 0)
      #expect(files(sandbox) == before)
      #expect(try sandbox.simmer("agents", "remove", host).stdout == "nothing of simmer is there\n")
    }
  }

  @Test(arguments: [
    #"{"#
      + "\n  // mine\n  \"model\": \"x\",\n  \"hooks\": {\n    \"Stop\": [{ \"hooks\": [{\"type\": \"command\", \"command\": \"beep\"}] }],\n  }\n}\n",
    "{\"z\":1,\"a\":[1,2]}", "{ }", "{\n\t\"hooks\": {}\n}",
  ])
  func `what is in a file stays as it is`(_ text: String) throws {
    try Sandbox.with { sandbox in
      let file = sandbox.home.appending(".claude/settings.json")
      try file.removingLastComponent().makeDirectory()
      try file.write(text)
      #expect(try sandbox.simmer("agents", "install", "claude-code").code == 0)
      let merged = try #require(file.text)
      // Without a person in front of it the host waits for a hook that is only asyncRewake.
      #expect(merged.contains("\"asyncRewake\" : true") && merged.contains("\"async\" : true"))
      if text.contains("beep") {
        #expect(merged.contains("// mine\n") && merged.contains("\"command\": \"beep\""))
        #expect(merged.contains("simmer\"") && merged.contains("UserPromptSubmit"))
      }
      #expect(try sandbox.simmer("agents", "remove", "claude-code").code == 0)
      // Where nothing else was in it, nothing is left.
      if text.contains("\"a\"") || text.contains("beep") {
        #expect(file.text == text)
      } else {
        #expect(!file.exists)
      }
    }
  }

  @Test func `a file that is somebody else's is left alone, and said so`() throws {
    try Sandbox.with { sandbox in
      let skill = sandbox.home.appending(".claude/skills/background-tasks/SKILL.md")
      try skill.removingLastComponent().makeDirectory()
      try skill.write("mine")
      try sandbox.home.appending(".claude/settings.json").write("{ broken")
      let result = try sandbox.simmer("agents", "install", "claude-code")
      #expect(result.code == 3)
      #expect(result.stderr.contains("is left alone"))
      #expect(skill.text == "mine")
      #expect(sandbox.home.appending(".claude/settings.json").text == "{ broken")
      #expect(sandbox.home.appending(".claude.json").text?.contains("\"mcp\"") == true)
      #expect(try sandbox.simmer("agents", "remove", "claude-code").code == 3)
      #expect(skill.text == "mine")
      #expect(!sandbox.home.appending(".claude.json").exists)
    }
  }

  @Test func `installed toolbox files do what their tools do`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("toolbox", "install", "amp").code == 0)
      let tool = sandbox.home.appending(".config/amp/tools/bg_run").string
      let described = try sandbox.run(tool, with: ["TOOLBOX_ACTION": "describe"])
      #expect(JSONValue(Array(described.stdout.utf8))?["name"] == "bg_run", "\(described)")
      let ran = try sandbox.run(
        tool, input: #"{"command":"true"}"#, with: ["TOOLBOX_ACTION": "execute", "AMP_THREAD_ID": "T"])
      #expect(JSONValue(Array(ran.stdout.utf8))?["task_id"] == "1", "\(ran)")
      #expect(try sandbox.row().agent == "amp:T")
    }
  }

  @Test func `the files for agents say what the program can do`() throws {
    let skill = try #require(Repository.file("hooks/skill/SKILL.md").text)
    #expect(skill == Repository.file("hooks/claude-code/skills/background-tasks/SKILL.md").text)
    for tool in Tool.all {
      #expect(skill.contains("`\(tool.name)"), "\(tool.name)")
      #expect(
        Repository.file("hooks/amp/\(tool.name)").text?.contains("simmer toolbox \(tool.name)\n") == true)
    }
    for name in ["claude-code/.claude-plugin/plugin.json", "claude-code/.claude-plugin/marketplace.json"] {
      #expect(JSONValue(Repository.file("hooks/\(name)").bytes ?? []) != nil)
    }
  }

  /// Every file below the home, with what it holds.
  private func files(_ sandbox: Sandbox) -> [String: String] {
    var files: [String: String] = [:]
    func look(_ directory: FilePath) {
      for name in directory.allEntries {
        let path = directory.appending(name)
        if let text = path.text, path.allEntries.isEmpty { files[path.string] = text } else { look(path) }
      }
    }
    look(sandbox.home)
    return files
  }
}
