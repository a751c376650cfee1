package io.plumbline.cli;

import io.plumbline.schemas.event.DecisionAction;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plumbline alert acknowledge}. */
@Command(
        name = "acknowledge",
        mixinStandardHelpOptions = true,
        description = {
            "Say that somebody looks into an alert. It stays on the list while it lasts, and says so if it gets worse.",
            "What is only suspected is acknowledged in advance."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline alert acknowledge a-1f56ccbc8530 --author ann --reason 'looking at node n7'",
            "",
            "Exit code 4: there is no such open alert, or nothing followed within --timeout."
        })
final class AlertAcknowledgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AlertDecision decision;

    @Override
    public Integer call() throws SQLException, ExecutionException, InterruptedException {
        return decision.make(DecisionAction.ACKNOWLEDGE, spec.commandLine().getOut());
    }
}
