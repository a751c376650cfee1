package io.plumbline.e2e.faults.plan;

import io.plumbline.e2e.faults.fault.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults come, and in which order: all of it follows from the seed.
 *
 * @param volleys those of one volley come at the same time
 */
public record Plan(List<List<Step>> volleys) {
    private static final int KILLS_IN_A_ROUND = 25;
    private static final int MAX_DELAY_MILLIS = 1_000;

    public Plan {
        volleys = volleys.stream().map(List::copyOf).toList();
    }

    /**
     * Draws as many kills as are wanted, in turns of all kinds of them, and each other kind once, and once more for each
     * further 25 kills.
     *
     * @param kinds that may come
     * @param together how many come at the same time at most; no two of one kind
     */
    public static Plan draw(long seed, int kills, Collection<Kind> kinds, int together) {
        Random random = new Random(seed);
        List<Kind> deadly = kinds.stream().filter(Kind::isKill).toList();
        List<Kind> others = kinds.stream().filter(kind -> !kind.isKill()).toList();
        List<Kind> cards = new ArrayList<>(deal(deadly, deadly.isEmpty() ? 0 : kills, random));
        int rounds = deadly.isEmpty() ? 1 : Math.max(1, kills / KILLS_IN_A_ROUND);
        cards.addAll(deal(others, others.size() * rounds, random));
        Collections.shuffle(cards, random);
        return new Plan(volleys(cards, together, random));
    }

    public int kills() {
        return (int) steps().stream().filter(step -> step.kind().isKill()).count();
    }

    public List<Step> steps() {
        return volleys.stream().flatMap(List::stream).toList();
    }

    private static List<Kind> deal(List<Kind> kinds, int count, Random random) {
        List<Kind> cards = new ArrayList<>();
        while (cards.size() < count) {
            List<Kind> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            cards.addAll(round.subList(0, Math.min(round.size(), count - cards.size())));
        }
        return cards;
    }

    private static List<List<Step>> volleys(List<Kind> cards, int together, Random random) {
        List<Kind> left = new ArrayList<>(cards);
        List<List<Step>> result = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<Kind> volley = EnumSet.noneOf(Kind.class);
            int size = 1 + random.nextInt(together);
            for (int i = 0; i < left.size() && volley.size() < size; ) {
                Kind next = left.get(i);
                if (volley.stream().allMatch(next::goesWith)) {
                    volley.add(next);
                    left.remove(i);
                } else {
                    i++;
                }
            }
            result.add(volley.stream()
                    .map(kind -> new Step(kind, random.nextInt(1_000), random.nextInt(MAX_DELAY_MILLIS)))
                    .toList());
        }
        return result;
    }
}
