package io.plumbline.producers.load;

import io.plumbline.settings.ConfigException;
import java.util.concurrent.Callable;

/**
 * Calls a class of the class path that implements {@link Callable}, with a constructor that takes nothing, or the text
 * after the question mark. A number that it returns is the bytes it moved. It is not interrupted when its time runs out.
 */
final class JavaTarget {
    private JavaTarget() {}

    static LoadTarget.Factory of(String spec) {
        String[] parts = spec.split("\\?", 2);
        instance(parts); // a wrong name is found before anything runs
        return () -> {
            Callable<?> callable = instance(parts);
            return allowed -> call(callable);
        };
    }

    private static long call(Callable<?> callable) throws Exception {
        return callable.call() instanceof Number bytes ? Math.max(0, bytes.longValue()) : 0;
    }

    private static Callable<?> instance(String[] parts) {
        try {
            Class<?> type = Class.forName(parts[0]);
            Object made = parts.length == 1
                    ? type.getDeclaredConstructor().newInstance()
                    : type.getDeclaredConstructor(String.class).newInstance(parts[1]);
            if (made instanceof Callable<?> callable) {
                return callable;
            }
            throw new ConfigException(parts[0] + " is no java.util.concurrent.Callable");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ConfigException("java:" + parts[0] + " cannot be made: " + e + "; is it on the class path,"
                    + " public, with a constructor that takes " + (parts.length == 1 ? "nothing" : "a String") + "?");
        }
    }
}
