package io.plumbline.local.registry;

import java.util.List;

/** A refusal in Confluent's form: HTTP status, error code, message. */
final class RegistryError extends RuntimeException {
    private final int status;
    private final int code;

    private RegistryError(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError noSubject(String subject) {
        return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError noVersion(String version) {
        return new RegistryError(404, 40402, "Version " + version + " not found.");
    }

    static RegistryError noSchema() {
        return new RegistryError(404, 40403, "Schema not found");
    }

    static RegistryError noSubjectLevel(String subject) {
        return new RegistryError(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryError noPath(List<String> path) {
        return new RegistryError(404, 404, "HTTP 404 Not Found: /" + String.join("/", path));
    }

    static RegistryError incompatible(String reasons) {
        return new RegistryError(
                409, 409, "Schema being registered is incompatible with an earlier schema: " + reasons);
    }

    static RegistryError invalidSchema(String reason) {
        return new RegistryError(422, 42201, "Invalid schema: " + reason);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(
                422, 42202, "The specified version '" + version + "' is not a valid version id or \"latest\".");
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(422, 42203, "Invalid compatibility level: " + level);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
