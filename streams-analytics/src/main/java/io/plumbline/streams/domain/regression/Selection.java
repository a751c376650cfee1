package io.plumbline.streams.domain.regression;

/** Finds the value of a rank without sorting all: Hoare's selection (Communications of the ACM 4, 1961), pivot of three. */
final class Selection {
    private Selection() {}

    /**
     * Reorders {@code values} so that the value of rank {@code k}, from 0, stands at {@code k}, none before it is greater and
     * none behind it is less.
     *
     * @param values none of them NaN
     */
    static double select(double[] values, int k) {
        int left = 0;
        int right = values.length - 1;
        while (left < right) {
            double pivot = middleOf(values[left], values[(left + right) >>> 1], values[right]);
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (k <= j) {
                right = j;
            } else if (k >= i) {
                left = i;
            } else {
                return values[k];
            }
        }
        return values[k];
    }

    private static double middleOf(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
