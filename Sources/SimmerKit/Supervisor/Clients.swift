// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The callers on a task's socket. None of them can slow the supervisor: nothing here waits.
struct Clients {
  /// Never used again, unlike the number of a descriptor.
  typealias ID = Int

  private struct Client {
    let id: ID
    let descriptor: FileDescriptor
    var input: [UInt8] = []
    var request: SupervisorRequest?
    var place = -1
  }

  private var clients: [Client] = []
  private var nextID = 0

  mutating func add(_ descriptor: FileDescriptor) {
    clients.append(Client(id: nextID, descriptor: descriptor))
    nextID += 1
  }

  mutating func enter(_ set: inout PollSet) {
    for index in clients.indices { clients[index].place = set.add(clients[index].descriptor, .input) }
  }

  /// Returns the requests that are complete now. Who hangs up or talks nonsense is let go.
  mutating func read(_ set: PollSet) -> [(SupervisorRequest, ID)] {
    var requests: [(SupervisorRequest, ID)] = []
    var gone: [ID] = []
    for index in clients.indices
    where clients[index].place >= 0 && !set.events(at: clients[index].place).isEmpty {
      let (id, descriptor) = (clients[index].id, clients[index].descriptor)
      guard let bytes = try? descriptor.contents(limit: SupervisorRequest.limit), !bytes.isEmpty else {
        gone.append(id)
        continue
      }
      clients[index].input += bytes
      guard let end = clients[index].input.firstIndex(of: UInt8(ascii: "\n")) else {
        if clients[index].input.count >= SupervisorRequest.limit { gone.append(id) }
        continue
      }
      let line = String(decoding: clients[index].input[..<end], as: UTF8.self)
      clients[index].input.removeSubrange(...end)
      if let request = SupervisorRequest(line) {
        clients[index].request = request
        requests.append((request, id))
      } else {
        Self.say("error\n", to: descriptor)
        gone.append(id)
      }
    }
    for id in gone { drop(id) }
    return requests
  }

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
    for client in clients where client.request == .wait || client.request == .follow {
      dismiss(client.id, "ended")
    }
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
