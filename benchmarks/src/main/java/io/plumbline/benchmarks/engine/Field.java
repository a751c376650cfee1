package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The engines' processes, which live from their warm-up to the last round. While one works, the others wait for input. */
final class Field implements AutoCloseable {
    private final Map<Engine, ChildJvm> workers = new EnumMap<>(Engine.class);

    private Field() {}

    static Field open(Path directory, EngineOptions options) throws IOException {
        Field field = new Field();
        try {
            for (Engine engine : options.engines()) {
                field.workers.put(
                        engine, ChildJvm.start(engine.label(), directory, options.jvm(), Worker.class, engine.label()));
            }
            return field;
        } catch (IOException e) {
            field.close();
            throw e;
        }
    }

    Round ask(Engine engine, Task task) throws IOException {
        return workers.get(engine).ask(task, Round.class);
    }

    @Override
    public void close() {
        workers.values().forEach(ChildJvm::close);
    }
}
