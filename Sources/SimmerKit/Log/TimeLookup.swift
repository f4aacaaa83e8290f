// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What was written when: the file `times` of a task, searched by halves.
struct TimeLookup {
  private let file: FileDescriptor?
  private let count: Int
  private let began: Int

  init(_ task: TaskDirectory) {
    file = try? task.path.appending("times").open(.readOnly)
    count = file.flatMap { try? $0.size / TimeIndex.recordSize } ?? 0
    began = task.status?.began ?? 0
  }

  func close() { file?.shut() }

  private struct Record { var time: Int, stdout: Int, stderr: Int }

  private func record(_ index: Int) -> Record? {
    guard let bytes = try? file?.bytes(from: index * TimeIndex.recordSize, count: TimeIndex.recordSize),
      bytes.count == TimeIndex.recordSize
    else { return nil }
    let fields = bytes.dropLast().split(separator: 0x20).map { Int(ascii: $0) ?? 0 }
    return fields.count == 3 ? Record(time: fields[0], stdout: fields[1], stderr: fields[2]) : nil
  }

  /// Returns the offset of what was written at `time` (milliseconds since the epoch) or after it, in `stream`; nil when nothing was.
  func offset(at time: Int, in stream: TaskDirectory.Stream) -> Int? {
    let index = firstIndex { $0.time >= time }
    guard index < count, let found = record(index) else { return nil }
    return stream == .stdout ? found.stdout : found.stderr
  }

  /// Returns when the byte at `offset` was written, in milliseconds since the epoch, true to a tenth of a second.
  func time(of offset: Int, in stream: TaskDirectory.Stream) -> Int {
    let after = firstIndex { (stream == .stdout ? $0.stdout : $0.stderr) > offset }
    return after == 0 ? began : record(after - 1)?.time ?? began
  }

  private func firstIndex(where isLater: (Record) -> Bool) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if let record = record(middle), !isLater(record) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
