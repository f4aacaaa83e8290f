// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let mentions = """
    # Tools that are only ever given other commands as text, so that nothing in their words may count.
    alias-list, apropos, at-list, cat-list, cowthink, crontab-e, expect-e, history-list, tldr-list, trash-put, xmessage
      quick
    """
}
