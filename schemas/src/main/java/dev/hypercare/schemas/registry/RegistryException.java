package dev.hypercare.schemas.registry;

/** The schema registry refused something or cannot be reached; the message says what to do. */
public class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final int code;

    /**
     * @param status HTTP status of the answer; 0 when there was none
     * @param code error code of the Confluent REST API, such as 40403; 0 when there was none
     */
    public RegistryException(String message, int status, int code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.code = 0;
    }

    /** HTTP status of the answer; 0 when there was none. */
    public int status() {
        return status;
    }

    /** Error code of the Confluent REST API; 0 when there was none. */
    public int code() {
        return code;
    }
}
