// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct SeverityTests {
  private let judge = SeverityJudge()

  @Test func `all patterns are patterns`() { #expect(judge.isComplete) }

  @Test(arguments: [
    "ERROR: cannot connect", "2026-01-01 12:00:00 [error] 12#0: open() failed",
    "error[E0308]: mismatched types",
    "src/a.c:3:5: error: expected ';'", "src/x.ts(3,1): error TS2304: Cannot find name 'x'.",
    "npm ERR! code ELIFECYCLE",
    "npm error code ERESOLVE", "TypeError: x is not a function", "java.lang.NullPointerException: null",
    "Traceback (most recent call last):", "thread 'main' panicked at src/main.rs:2:5:",
    "panic: runtime error: index out of range",
    "FAIL src/login.test.ts", "--- FAIL: TestLogin (0.00s)", "FAILED tests/test_a.py::test_b - assert 1 == 2",
    "  ✗ logs in", "3 failed, 4 passed", "Found 2 errors in 1 file.", "Segmentation fault (core dumped)",
    "{\"level\":\"error\",\"msg\":\"x\"}", "{\"level\":50,\"msg\":\"x\"}", "level=error msg=\"boom\"",
    "E0102 12:00:00.000 1 a.go:3] boom",
    "Error: listen EADDRINUSE: address already in use :::3000", "bash: foo: command not found",
    " ELIFECYCLE  Command failed with exit code 1.",
    "BUILD FAILED in 3s", "[ERROR] Failed to execute goal", "> Task :compileJava FAILED",
    "GET / 500 in 1632ms",
    "\"GET /x HTTP/1.1\" 502 12", "Completed 500 Internal Server Error in 12ms",
    "ActionController::RoutingError (No route matches):",
    "redis_1  | Error grabbing logs: invalid character", "Failed to compile.",
    "prisma:error Error in PostgreSQL connection: Error { kind: Closed }",
    "tenant home routing failed: Error: NEXT_REDIRECT", "Killed",
    "[nodemon] app crashed - waiting for file changes before starting...",
    "E       assert 1 == 2", "web:dev:  ⨯ [TypeError: x is not a function] {",
    "Caused by: java.io.IOException", "make: *** [Makefile:2: all] Error 1",
    "CMake Error at CMakeLists.txt:3 (find_package):", "fatal: not a git repository",
    "process exited with code 137", "ERROR in ./src/index.js",
  ])
  func `it is an error`(line: String) { #expect(judge.severity(of: line.utf8) == .error) }

  @Test(arguments: [
    "warn:    Local Event Bus installed.", "WARNING: deprecated", "npm WARN deprecated x@1",
    "DeprecationWarning: x",
    "src/a.c:3:5: warning: unused variable 'error'", "⚠ The \"middleware\" file convention is deprecated.",
    "W0102 12:00:00.000 1 a.go:3] hm",
    "[Warning] 'proxies_priv' entry ignored", "1 warning generated.", "{\"level\":40,\"msg\":\"x\"}",
  ])
  func `it is a warning`(line: String) { #expect(judge.severity(of: line.utf8) == .warning) }

  @Test(arguments: [
    "0 errors, 0 warnings", "Found 0 errors. Watching for file changes.", "no errors found",
    "built without errors", "errors: 0, failed: 0",
    "compiled src/errors.py", "modified: node_modules/react/lib/ReactErrorUtils.js",
    "GET /errors/list 200 in 12ms",
    "✓ logs ERROR when the password is wrong (3 ms)", "PASS src/error.test.ts",
    "test_error_handling PASSED [ 50%]", "test parse::error ... ok",
    "--- PASS: TestError (0.00s)", "ok 12 - ERROR is reported", "INFO: retry on error enabled",
    "listening on port 5000", "GET / 200 in 512 ms",
    "Installing error-stack-parser", "  126 |     console.warn(\"routing failed:\", e); {",
    "--no-fail-fast --error-on-warn", "all 12 tests passed, 0 failed",
    "terror and error-prone code", "Compiling thiserror v1.0", "info: 503 modules transformed",
  ])
  func `it is neither`(line: String) { #expect(judge.severity(of: line.utf8) == .ordinary) }
}
