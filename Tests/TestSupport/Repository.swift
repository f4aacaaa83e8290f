// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// Where the checkout under test lies.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root = FilePath(#filePath)
    .removingLastComponent().removingLastComponent().removingLastComponent()
}
