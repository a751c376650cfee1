package io.plumbline.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @TempDir
    private Path directory;

    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        Path file = directory.resolve("run.csv");
        Files.writeString(file, "\uFEFF\"node count\", rate\r\n1,\"64.9\"\r\n18 , 995.9\r\n\r\n");

        CsvTable table = CsvTable.read(file.toString());

        assertThat(table.columns()).containsExactly("node count", "rate");
        assertThat(table.numbers("node count").values()).containsExactly(1, 18);
        assertThat(table.numbers("rate").values()).containsExactly(64.9, 995.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void takesAnotherSeparatorWhereTheHeaderHasNoComma(String separator) {
        CsvTable table = table("a,b\n1,2\n".replace(",", separator));

        assertThat(table.numbers("b").values()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "N/A", "NaN", "null", "None", "\"\""})
    void aMissingValueIsAGap(String cell) {
        NumberColumn numbers = table("a,b\n1,x\n" + cell + ",x\n3,x\n").numbers("a");

        assertThat(numbers.isMissing(1)).isTrue();
        assertThat(numbers.value(1)).isNaN();
        assertThat(numbers.missing()).isOne();
        assertThat(numbers.size()).isEqualTo(3);
    }

    @Test
    void aRowThatEndsEarlyMissesItsLastValues() {
        CsvTable table = table("a,b\n1\n2,5\n");

        assertThat(table.numbers("b").missing()).isOne();
        assertThat(table.texts("b")).containsExactly("", "5");
    }

    @Test
    void aBlankLineIsAGapWhereThereIsOneColumnOnly() {
        assertThat(table("a\n1\n\n3\n\n").numbers("a").values()).containsExactly(1, Double.NaN, 3);
        assertThat(table("a,b\n1,2\n\n3,4\n").numbers("a").values()).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "1.5ms", "Infinity", "0x1p3", "1e999", "\"1,5\"", "1d"})
    void whatIsNoNumberIsRefusedWithLineAndColumn(String cell) {
        CsvTable table = table("note,rate\n\"two\nlines\",5\n\nx," + cell + "\n");

        assertThatThrownBy(() -> table.numbers("rate"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("test.csv: row at line 5, column 'rate'")
                .hasMessageContaining(cell.replace("\"", ""));
    }

    @Test
    void aColumnThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThatThrownBy(() -> table("load,rate\n1,2\n").numbers("throughput"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'throughput'")
                .hasMessageContaining("load, rate");
    }

    @Test
    void aColumnThatIsThereTwiceIsNoAnswer() {
        assertThatThrownBy(() -> table("rate,rate\n1,2\n").texts("rate")).hasMessageContaining("2 columns 'rate'");
    }

    @Test
    void aDecimalCommaShowsAsASurplusField() {
        assertThatThrownBy(() -> table("load,rate\n1,2\n2,3,5\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 3 has 3 fields and the header 2");
    }

    @Test
    void quotesAreClosedAndDoubledInside() {
        assertThat(table("note\n\"say \"\"so, then\"\"\"\n").texts("note")).containsExactly("say \"so, then\"");
        assertThatThrownBy(() -> table("a,b\n1,\"2\n3,4\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("line 2: a quote opens");
        assertThatThrownBy(() -> table("a,b\n1,\"2\"x\n")).hasMessageContaining("line 2: text follows");
    }

    @Test
    void aFileWithoutDataIsRefused() {
        assertThatThrownBy(() -> table("")).isInstanceOf(ConfigException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> table("a,b\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void aFileThatIsNoTextOrNotThereIsRefused() throws IOException {
        Path latin = directory.resolve("latin.csv");
        Files.write(latin, "größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CsvTable.read(latin.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CsvTable.read(directory.resolve("none.csv").toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() -> CsvTable.read(directory.toString())).isInstanceOf(ConfigException.class);
    }

    private static CsvTable table(String text) {
        return CsvTable.parse("test.csv", text);
    }
}
