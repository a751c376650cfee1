package io.plumbline.cli.scale;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.ScalingTest;
import io.plumbline.producers.scale.Suites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline scale list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the curves of the suites that come with Plumbline, with all their settings.",
        footerHeading = "%nExamples:%n",
        footer = {"  plumbline scale list", "  plumbline scale list --output json"})
final class ScaleListCommand implements Callable<Integer> {
    @Mixin
    private DocumentOutput output;

    record Listed(String suite, String purpose, Map<String, String> settings) {}

    record Listing(List<Listed> curves) {
        static Listing ofAll() {
            List<Listed> curves = new ArrayList<>();
            for (String suite : Suites.NAMES) {
                for (ScalingTest test : Suites.find(suite)) {
                    test.curves()
                            .forEach(curve -> curves.add(new Listed(suite, test.purpose(), curve.configuration())));
                }
            }
            return new Listing(curves);
        }

        String text() {
            List<String> lines = new ArrayList<>();
            for (Listed curve : curves) {
                lines.add(curve.suite + ": " + curve.settings.get("name") + ". " + curve.purpose);
                curve.settings.forEach((key, value) -> {
                    if (!key.equals("name")) {
                        lines.add("    " + key + ": " + value);
                    }
                });
            }
            return String.join(System.lineSeparator(), lines);
        }
    }

    @Override
    public Integer call() {
        Listing listing = Listing.ofAll();
        output.print(listing, listing::text);
        return ExitCode.FINE;
    }
}
