package io.plumbline.streams.domain.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best ways to cut a series into 1, 2, 3 ... pieces: the least sum of their costs, exactly, by dynamic programming
 * (Auger and Lawrence, Bulletin of Mathematical Biology 51, 1989).
 */
final class Segmentation {
    private final SegmentCost cost;
    private final int length;
    private final int shortest;

    Segmentation(SegmentCost cost, int length, int shortest) {
        this.cost = cost;
        this.length = length;
        this.shortest = shortest;
    }

    /**
     * For each number of pieces up to {@code pieces}, where the second and later pieces begin. Fewer when the series is too
     * short for so many.
     */
    List<int[]> best(int pieces) {
        int most = Math.max(1, Math.min(pieces, length / shortest));
        double[] least = new double[length + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int end = shortest; end <= length; end++) {
            least[end] = cost.of(0, end);
        }
        List<int[]> starts = new ArrayList<>();
        List<int[]> found = new ArrayList<>(List.of(new int[0]));
        for (int piece = 2; piece <= most; piece++) {
            int[] start = new int[length + 1];
            least = withOneMore(least, start, piece);
            starts.add(start);
            found.add(traced(starts));
        }
        return found;
    }

    private double[] withOneMore(double[] least, int[] start, int piece) {
        double[] next = new double[length + 1];
        Arrays.fill(next, Double.POSITIVE_INFINITY);
        for (int end = piece * shortest; end <= length; end++) {
            for (int from = (piece - 1) * shortest; from <= end - shortest; from++) {
                double total = least[from] + cost.of(from, end);
                if (total < next[end]) {
                    next[end] = total;
                    start[end] = from;
                }
            }
        }
        return next;
    }

    private int[] traced(List<int[]> starts) {
        int[] bounds = new int[starts.size()];
        int end = length;
        for (int i = starts.size() - 1; i >= 0; i--) {
            end = starts.get(i)[end];
            bounds[i] = end;
        }
        return bounds;
    }
}
