package io.plumbline.benchmarks;

/** How a result is printed: for people or for scripts. */
enum OutputFormat {
    TEXT,
    JSON
}
