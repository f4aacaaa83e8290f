// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Media, models, and agents.
  static let media: StaticString = """
    ffmpeg
      asks -formats|-codecs|-encoders|-decoders|-filters|-devices|-version|-pix_fmts|-hwaccels|-h
      converts
    HandBrakeCLI, sox, lame, flac, opusenc, oggenc, x264, x265, av1an, mkvmerge, MP4Box, gifski, melt
      asks --scan|--list|-h|--info
      converts
    ffmpeg-normalize, auto-editor, demucs, whisper, whisper-ctranslate2, whisperx, ocrmypdf, ebook-convert
      converts
    ffmpeg-bar, abcde, cdparanoia, makemkvcon, dvdbackup, vhs, manim, realesrgan-ncnn-vulkan
      asks info|-Q|--query
      converts
    blender
      converts -b|--background
      quick
    libreoffice, soffice
      converts --headless
      quick
    ffplay, mpv, mplayer, vlc, cvlc, mpg123, cmus, ncmpcpp, mocp, pianobar, spt, ncspot
      interactive
    ollama
      serves serve
      transfers pull|push
      repl run * $
      builds create
      computes run
      quick
    llama-server, text-generation-launcher, koboldcpp, local-ai, tabbyapi, open-webui
      serves
    llama-cli
      repl
    aider, claude, codex, gemini, opencode, crush, cursor-agent, amp
      takes -m --message --model
      computes -p|--print|--message|-m, exec
      quick mcp|config|update|doctor|plugin|login|logout
      fullscreen
    """
}
