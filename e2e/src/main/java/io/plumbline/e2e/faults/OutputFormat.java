package io.plumbline.e2e.faults;

/** How the result is printed: for people or for scripts. */
enum OutputFormat {
    TEXT,
    JSON
}
