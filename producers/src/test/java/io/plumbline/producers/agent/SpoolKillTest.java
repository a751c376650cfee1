package io.plumbline.producers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.agent.SpoolingSender.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents that are killed with {@code kill -9} at random moments, again and again in one directory. More of them:
 * {@code -Dplumbline.test.kills=50}; another course: {@code -Dplumbline.test.seed=N}.
 */
class SpoolKillTest {
    private static final int KILLS = Integer.getInteger("plumbline.test.kills", 6);
    private static final long SEED = Long.getLong("plumbline.test.seed", 1);

    /** Numbers that were promised, and never reached Kafka; and what reached it out of order. */
    private record Verdict(List<String> lost, List<String> disordered, int promised) {}

    @TempDir
    Path directory;

    @Test
    void losesNothingThatItKeptAndKeepsTheOrder() throws Exception {
        killAgainAndAgain(Task.SEND, KILLS);
        Verdict verdict = verdict();

        assertThat(verdict.lost).isEmpty();
        assertThat(verdict.disordered).isEmpty();
        assertThat(verdict.promised).isGreaterThan(100 * KILLS); // or there was nothing to lose
    }

    @Test
    void aSpoolThatForgetsWhatIsNotAcknowledgedIsCaught() throws Exception {
        killAgainAndAgain(Task.FORGET, 3);

        assertThat(verdict().lost).isNotEmpty();
    }

    private void killAgainAndAgain(Task task, int kills) throws Exception {
        Random random = new Random(SEED);
        for (int kill = 0; kill < kills; kill++) {
            Process sender = start(task, "boot" + kill, random.nextLong());
            awaitTurns(sender, 100 + random.nextInt(500));
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(3_000))); // anywhere in a turn
            sender.destroyForcibly().waitFor();
        }
        Process drain = start(Task.DRAIN, "last", 0);
        drain.inputReader().lines().forEach(line -> {}); // to its end
        assertThat(drain.waitFor()).isZero();
    }

    private Process start(Task task, String boot, long seed) throws IOException {
        Process sender = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolingSender.class.getName(),
                        directory.toString(),
                        task.name(),
                        boot,
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return sender;
    }

    /** By what it did, not by time: a busy machine must not make the test easier. */
    private static void awaitTurns(Process sender, int turns) throws IOException {
        BufferedReader lines = sender.inputReader();
        int seen = 0;
        while (seen < turns) {
            String line = lines.readLine();
            assertThat(line).as("the sender must not end by itself").isNotNull();
            seen += line.equals(SpoolingSender.TURN) ? 1 : 0; // its log goes the same way
        }
    }

    private Verdict verdict() throws IOException {
        Map<String, Long> promised = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("kept"))) {
            String[] parts = line.split(" ", -1);
            promised.put(parts[0], Long.parseLong(parts[1]));
        }
        Verdict verdict = new Verdict(
                new ArrayList<>(),
                new ArrayList<>(),
                promised.values().stream().mapToInt(Long::intValue).sum());
        Map<String, Long> delivered = new HashMap<>();
        String current = "";
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(directory.resolve("delivered"))) {
            if (seen.add(line)) { // again under the same numbers is allowed
                String[] parts = line.split(" ", -1);
                long first = Long.parseLong(parts[1]);
                long before = delivered.getOrDefault(parts[0], 0L);
                if (!parts[0].equals(current) && delivered.containsKey(parts[0])) {
                    verdict.disordered.add(line); // a later boot came in between
                }
                current = parts[0];
                (first > before ? verdict.lost : verdict.disordered)
                        .addAll(first == before ? List.of() : List.of(line));
                delivered.put(parts[0], first + Long.parseLong(parts[2]));
            }
        }
        promised.forEach((boot, end) -> {
            if (delivered.getOrDefault(boot, 0L) < end) {
                verdict.lost.add(boot + " up to " + end);
            }
        });
        return verdict;
    }
}
