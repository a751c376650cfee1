package io.plumbline.producers.process;

/**
 * What one process shows at one moment; null is what the system does not tell us of it.
 *
 * @param cpuMillis processor time since its start, in the system's steps (10 ms on Linux)
 * @param residentBytes memory that it holds; pages that it shares with others count in full
 */
record ProcessFigures(
        long cpuMillis, Long residentBytes, Long readBytes, Long writtenBytes, Long openFiles, Integer threads) {}
