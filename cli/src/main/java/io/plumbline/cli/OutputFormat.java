package io.plumbline.cli;

/** How a command prints its result: for people or for scripts. */
enum OutputFormat {
    TEXT,
    JSON
}
