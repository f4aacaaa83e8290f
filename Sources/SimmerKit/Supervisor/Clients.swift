// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The callers on a task's socket. None of them can slow the supervisor: nothing here waits.
struct Clients {
  /// Never used again, unlike the number of a descriptor.
  typealias ID = Int
  /// The ID of no client.
  static let nobody = -1

  /// What came from a client.
  enum Word {
    case request(SupervisorRequest)
    case frame(Frame)
    /// It hung up, or talked nonsense.
    case gone
  }

  private struct Client {
    let id: ID
    let descriptor: FileDescriptor
    /// Whether it sees what the task prints.
    var isViewer = false
    /// Whether it is let go once it has everything.
    var isLeaving = false
    var input: [UInt8] = []
    var request: SupervisorRequest?
    var output = Outbox()
    /// Bytes of output that it did not get because it was behind.
    var gap = 0
    var place = -1
  }

  /// How far a viewer may be behind, in bytes; beyond that, output passes it by.
  private static let patience = 1 << 20
  /// How far the terminal in which the task was started may be behind before the task has to wait for it, as it would
  /// for any terminal. Small, because after Ctrl+C it is still shown.
  static let window = 1 << 15

  private var clients: [Client] = []
  private var nextID = 0

  @discardableResult mutating func add(_ descriptor: FileDescriptor) -> ID {
    clients.append(Client(id: nextID, descriptor: descriptor))
    nextID += 1
    return nextID - 1
  }

  mutating func enter(_ set: inout PollSet, taking input: Bool) {
    for index in clients.indices {
      var events: PollSet.Events = []
      // What a viewer types waits in its socket while the terminal takes no more.
      if input || !clients[index].isViewer { events.insert(.input) }
      if !clients[index].output.isEmpty { events.insert(.output) }
      clients[index].place = set.add(clients[index].descriptor, events)
    }
  }

  /// Sends what waits, and returns what has come. Who hangs up or talks nonsense is let go.
  mutating func read(_ set: PollSet) -> [(Word, ID)] {
    var words: [(Word, ID)] = []
    var gone: [ID] = []
    for index in clients.indices where clients[index].place >= 0 {
      let events = set.events(at: clients[index].place)
      if events.contains(.output) { flush(index) }
      guard !events.isDisjoint(with: PollSet.Events.input.union(.hangup)) else { continue }
      let (id, descriptor) = (clients[index].id, clients[index].descriptor)
      let limit = clients[index].isViewer ? Frame.limit : SupervisorRequest.limit
      guard let bytes = try? descriptor.contents(limit: limit), !bytes.isEmpty else {
        gone.append(id)
        continue
      }
      clients[index].input += bytes
      if !parse(index, into: &words) { gone.append(id) }
    }
    // Who has everything and was to go, goes.
    for client in clients where client.isLeaving && client.output.isEmpty { gone.append(client.id) }
    for id in gone where has(id) {
      drop(id)
      words.append((.gone, id))
    }
    return words
  }

  /// Takes what is complete off the input of a client; false for nonsense.
  private mutating func parse(_ index: Int, into words: inout [(Word, ID)]) -> Bool {
    let id = clients[index].id
    if clients[index].request == nil {
      guard let end = clients[index].input.firstIndex(of: UInt8(ascii: "\n")) else {
        return clients[index].input.count < SupervisorRequest.limit
      }
      let line = String(decoding: clients[index].input[..<end], as: UTF8.self)
      clients[index].input.removeSubrange(...end)
      guard let request = SupervisorRequest(line) else {
        Self.say("error\n", to: clients[index].descriptor)
        return false
      }
      clients[index].request = request
      words.append((.request(request), id))
    }
    guard clients[index].request?.hasFrames == true else { return true }
    var rest = clients[index].input[...]
    defer { clients[index].input = Array(rest) }
    do throws(Errno) {
      while let frame = try Frame.take(from: &rest) { words.append((.frame(frame), id)) }
      return true
    } catch { return false }
  }

  // MARK: - Viewers

  var hasViewers: Bool { clients.contains { $0.isViewer } }
  var hasUnsent: Bool { clients.contains { !$0.output.isEmpty } }

  func has(_ id: ID) -> Bool { clients.contains { $0.id == id } }

  func request(of id: ID) -> SupervisorRequest? { clients.first { $0.id == id }?.request }

  /// Whether client `id` is so far behind that the task has to wait.
  func isBehind(_ id: ID) -> Bool { clients.contains { $0.id == id && $0.output.count >= Self.window } }

  /// From now on client `id` sees the output.
  mutating func makeViewer(_ id: ID, request: SupervisorRequest) {
    guard let index = clients.firstIndex(where: { $0.id == id }) else { return }
    clients[index].isViewer = true
    clients[index].request = request
  }

  /// Gives all viewers a piece of output; `front` gets it all, however slow it is.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, front: ID?) {
    for index in clients.indices where clients[index].isViewer && !clients[index].isLeaving {
      if clients[index].id != front, clients[index].output.count + bytes.count > Self.patience {
        clients[index].gap += bytes.count
        continue
      }
      tellGap(index)
      clients[index].output.put(.output, bytes)
      flush(index)
    }
  }

  private mutating func tellGap(_ index: Int) {
    guard clients[index].gap > 0 else { return }
    clients[index].output.put(Frame(.gap, String(clients[index].gap)))
    clients[index].gap = 0
  }

  mutating func send(_ frame: Frame, to id: ID) {
    guard let index = clients.firstIndex(where: { $0.id == id }) else { return }
    tellGap(index)
    clients[index].output.put(frame)
    flush(index)
  }

  /// Sends `frame` to all viewers, and lets them go once they have it.
  mutating func dismissViewers(_ frame: Frame) {
    for client in clients where client.isViewer { dismiss(client.id, with: frame) }
  }

  /// Sends `frame` to client `id`, and lets it go once it has it.
  mutating func dismiss(_ id: ID, with frame: Frame) {
    send(frame, to: id)
    guard let index = clients.firstIndex(where: { $0.id == id }) else { return }
    clients[index].isLeaving = true
  }

  private mutating func flush(_ index: Int) {
    do throws(Errno) { try clients[index].output.flush(to: clients[index].descriptor) } catch {
      // Its end is noticed when it is read from.
      clients[index].output.removeAll()
    }
  }

  // MARK: - Those with one question

  /// Wakes those that read along. A byte that does not fit is not needed: one is waiting there already.
  func tellFollowers() {
    for client in clients where client.request == .follow { Self.say(".", to: client.descriptor) }
  }

  /// Gives the client `id` its answer and lets it go.
  mutating func dismiss(_ id: ID, _ answer: String) {
    guard let client = clients.first(where: { $0.id == id }) else { return }
    Self.say(answer + "\n", to: client.descriptor)
    drop(id)
  }

  /// Tells all that wait for the end that it has come.
  mutating func dismissWaiting() {
    for client in clients
    where client.request == .wait || client.request == .follow || client.request == .ready {
      dismiss(client.id, "ended")
    }
  }

  mutating func dismissThoseWaitingForReadiness() {
    for client in clients where client.request == .ready { dismiss(client.id, "ready") }
  }

  private mutating func drop(_ id: ID) {
    guard let index = clients.firstIndex(where: { $0.id == id }) else { return }
    clients.remove(at: index).descriptor.shut()
  }

  private static func say(_ text: String, to descriptor: FileDescriptor) {
    var text = text
    text.withUTF8 { _ = try? descriptor.writeSome(UnsafeRawBufferPointer($0)) }
  }
}
