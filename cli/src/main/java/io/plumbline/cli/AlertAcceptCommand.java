package io.plumbline.cli;

import io.plumbline.schemas.event.DecisionAction;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plumbline alert accept}. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = {
            "Say that this is how it is from now on: the alert ends, and the baseline of its series moves to the present levels.",
            "A missed target is no level: accepting it ends the alert and moves nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline alert accept a-1f56ccbc8530 --author ann --reason 'new signatures cost that much'",
            "",
            "Exit code 4: there is no such open alert, or nothing followed within --timeout."
        })
final class AlertAcceptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AlertDecision decision;

    @Override
    public Integer call() throws SQLException, ExecutionException, InterruptedException {
        return decision.make(DecisionAction.ACCEPT, spec.commandLine().getOut());
    }
}
