package io.plumbline.e2e.faults.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
    private final Commits commits = new Commits();

    @BeforeEach
    void start() throws IOException {
        byte[] startUp = message(null, "\0\3\0\0user\0writer\0\0");
        assertThat(commits.in(startUp, startUp.length)).isFalse();
    }

    @Test
    void aSimpleQueryCommits() throws IOException {
        assertThat(find(message('Q', "COMMIT\0"))).isTrue();
        assertThat(find(message('Q', "SELECT 'COMMIT'\0"))).isFalse();
    }

    @Test
    void anUnnamedStatementCommitsWhenItIsBound() throws IOException {
        assertThat(find(message('P', "\0COMMIT\0\0\0"))).isFalse();
        assertThat(find(message('B', "\0\0\0\0\0\0\0\0"))).isTrue();
        assertThat(find(message('P', "\0SELECT 1\0\0\0"))).isFalse();
        assertThat(find(message('B', "\0\0\0\0\0\0\0\0"))).isFalse();
    }

    @Test
    void aPreparedStatementCommitsEachTimeItIsBound() throws IOException {
        find(message('P', "S_3\0COMMIT\0\0\0"));
        find(message('P', "S_4\0INSERT\0\0\0"));
        for (int time = 0; time < 2; time++) {
            assertThat(find(message('B', "\0S_4\0\0\0\0\0\0\0"))).isFalse();
            assertThat(find(message('B', "\0S_3\0\0\0\0\0\0\0"))).isTrue();
        }
    }

    @Test
    void whatIsCopiedIsNoCommit() throws IOException {
        byte[] copied = message('d', "Q\0\0\0\12COMMIT\0");

        assertThat(find(copied)).isFalse();
        assertThat(find(concat(copied, message('Q', "COMMIT\0")))).isTrue();
    }

    @Test
    void aCommitIsFoundInPieces() throws IOException {
        byte[] commit = message('Q', "COMMIT\0");
        for (int i = 0; i < commit.length - 1; i++) {
            assertThat(commits.in(new byte[] {commit[i]}, 1)).isFalse();
        }
        assertThat(commits.in(new byte[] {0}, 1)).isTrue();
    }

    private boolean find(byte[] piece) {
        return commits.in(piece, piece.length);
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = java.util.Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static byte[] message(Character type, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (type != null) {
            out.writeByte(type);
        }
        out.writeInt(4 + body.length());
        out.write(body.getBytes(US_ASCII));
        return bytes.toByteArray();
    }
}
