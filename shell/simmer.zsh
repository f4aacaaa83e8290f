# simmer for zsh (5.8 or later).
