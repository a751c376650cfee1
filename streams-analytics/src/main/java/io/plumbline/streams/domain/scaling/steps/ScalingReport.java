package io.plumbline.streams.domain.scaling.steps;

import io.plumbline.streams.domain.scaling.UslVerdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the steps of a scaling test say.
 *
 * @param steps by number of nodes; the first is the baseline
 * @param scalingClass that of the greatest step; empty with one step only
 * @param saturationNodes the first step that brought hardly any throughput
 * @param latencyDegradationNodes the first step whose latency is too many times the baseline's
 * @param recommendedMaxNodes the greatest measured number of nodes up to which every step is worth its nodes and within all
 *     limits; empty when not even the smallest is
 * @param law what the Universal Scalability Law says of the same steps
 */
public record ScalingReport(
        List<StepFigures> steps,
        Optional<ScalingClass> scalingClass,
        OptionalInt saturationNodes,
        OptionalInt latencyDegradationNodes,
        List<Bottleneck> bottlenecks,
        List<Recommendation> recommendations,
        OptionalInt recommendedMaxNodes,
        UslVerdict law) {}
