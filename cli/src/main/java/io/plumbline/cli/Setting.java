package io.plumbline.cli;

/**
 * One setting as it was found.
 *
 * @param source for people: a file with a line, or a variable of the environment
 */
record Setting(String key, String value, String source) {}
