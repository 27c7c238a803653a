package dev.hypercare.embedded.registry;

/** A request that the registry does not grant, with the status and the error code that Confluent's clients know. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final int code;

    Refusal(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal noSubject(String subject) {
        return new Refusal(404, 40401, "Subject '" + subject + "' not found.");
    }

    static Refusal noVersion(int version) {
        return new Refusal(404, 40402, "Version " + version + " not found.");
    }

    static Refusal noSchema() {
        return new Refusal(404, 40403, "Schema not found");
    }

    static Refusal invalidSchema(String why) {
        return new Refusal(422, 42201, "Invalid schema: " + why);
    }

    static Refusal invalidVersion(String given) {
        return new Refusal(
                422,
                42202,
                "The specified version '" + given
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
    }

    static Refusal storeFailed(String why) {
        return new Refusal(500, 50001, "Error in the backend data store: " + why);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
