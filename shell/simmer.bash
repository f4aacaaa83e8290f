# simmer for bash (5.1 or later).
