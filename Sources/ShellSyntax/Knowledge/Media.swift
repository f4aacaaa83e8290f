// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let media = """
    ffmpeg, HandBrakeCLI, mencoder, sox, lame, flac, opusenc, oggenc, x264, x265, SvtAv1EncApp, aomenc, av1an, vpxenc, mkvmerge, MP4Box, gifski, handbrake, melt, blender, rav1e, ffmpeg-normalize, auto-editor, demucs, whisper, whisper-ctranslate2, whisperx, audiowaveform, avconv, makemkvcon, dvdbackup, abcde, cdparanoia
      asks -formats|-codecs|-encoders|-decoders|-filters|-devices|-version|-h|--list|--scan|-pix_fmts|-hwaccels
      converts
    blender
      converts -b|--background
      quick
    convert, magick, mogrify, montage, gm, vips, cwebp, optipng, pngquant, jpegoptim, oxipng, gifsicle, svgo, inkscape, exiftool, pdftk, qpdf, gs, ocrmypdf, tesseract, pdf2image, ebook-convert, libreoffice, soffice, unoconv, exiv2, img2pdf, pdftoppm, potrace, imgp, rembg, realesrgan-ncnn-vulkan, upscayl, waifu2x-ncnn-vulkan, mutool, identify, ffprobe, mediainfo
      quick
    ocrmypdf, ebook-convert, libreoffice, soffice, unoconv, rembg, realesrgan-ncnn-vulkan, tesseract
      converts
    ffplay, mpv, mplayer, vlc, cvlc, play, aplay, mpg123, mpg321, ogg123, cmus, mpg, mps-youtube, yewtube, feh, sxiv, imv, nsxiv, timg, chafa, viu, kitty-icat, omxplayer, ytfzf, ani-cli, pianobar
      interactive
    streamlink
      interactive
    arecord, parecord, rec, parec, ffscreencast, wf-recorder, recordmydesktop, byzanz-record, peek-cli, screencapture-v
      takes -d --duration
      quick -l|-L|--list-devices
      computes -d|--duration
      follows
    asciinema
      interactive rec|play|stream
      transfers upload
      quick
    vhs
      converts
    manim
      converts
    ollama
      serves serve
      transfers pull|push
      repl run * $
      repl run
      builds create
      computes run
      quick
    llama-server, llamafile, text-generation-launcher, koboldcpp, lms, localai, local-ai, llama-swap, tabbyapi, comfyui
      quick ls|list|ps|load|unload
      serves
    llama-cli
      repl
      computes
    aider, claude, codex, gemini, opencode, amp, goose-ai, crush, cursor-agent, q, sgpt-repl, interpreter, gptme, plandex, continue, copilot
      takes -m --message --model
      computes -p|--print|--message|-m|exec
      quick mcp|config|update|doctor|plugin
      fullscreen
    llm
      repl chat
      quick
    sd, diffusers-cli, invokeai-web, invokeai
      serves
    """
}
