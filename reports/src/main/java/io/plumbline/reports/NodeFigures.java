package io.plumbline.reports;

/**
 * The resources of one node over a time range; null where its machine could not tell.
 *
 * @param cpuSystem share of the machine's processors that was busy, 0 to 1, mean
 * @param cpuProcess processors that the process kept busy, mean
 * @param memorySystemBytes memory in use on the machine, greatest
 * @param memoryProcessBytes resident memory of the process, greatest
 */
public record NodeFigures(
        String system,
        String node,
        Double cpuSystem,
        Double cpuProcess,
        Double memorySystemBytes,
        Double memoryProcessBytes) {}
