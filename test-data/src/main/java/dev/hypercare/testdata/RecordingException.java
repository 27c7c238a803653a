package dev.hypercare.testdata;

/** A recording or its labels cannot be used. The message names the file, the line where there is one, and what was expected. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecordingException(String message) {
        super(message);
    }

    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
