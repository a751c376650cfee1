package io.plumbline.producers.process;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Where it is no Linux, through OSHI. */
final class OshiProcesses implements ProcessSource {
    private final OperatingSystem system = new SystemInfo().getOperatingSystem();

    @Override
    public Optional<Look> look(long pid) {
        return Optional.ofNullable(system.getProcess(Math.toIntExact(pid)))
                .filter(process ->
                        process.getState() != OSProcess.State.ZOMBIE && process.getState() != OSProcess.State.INVALID)
                .map(process -> new Look(new ProcessReading.Life(pid, process.getStartTime()), figures(process)));
    }

    @Override
    public Set<Long> matching(Pattern command) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process)
                        .filter(line -> command.matcher(line).find())
                        .isPresent())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static Optional<String> commandLine(ProcessHandle process) {
        return process.info().commandLine().or(() -> process.info().command());
    }

    private static ProcessFigures figures(OSProcess process) {
        return new ProcessFigures(
                process.getKernelTime() + process.getUserTime(),
                process.getResidentMemory() > 0 ? process.getResidentMemory() : null,
                process.getBytesRead(),
                process.getBytesWritten(),
                process.getOpenFiles() > 0 ? process.getOpenFiles() : null,
                process.getThreadCount() > 0 ? process.getThreadCount() : null);
    }
}
