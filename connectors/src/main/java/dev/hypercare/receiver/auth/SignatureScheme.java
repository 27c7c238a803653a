package dev.hypercare.receiver.auth;

import org.jspecify.annotations.Nullable;

/**
 * How a sender signs.
 *
 * @param header where the signature is; several may stand there, separated by commas
 * @param algorithm {@code sha1}, {@code sha256}, {@code sha512}
 * @param base64 whether it is Base64; hex else
 * @param prefix what stands before each signature, such as {@code sha256=}; may be empty
 * @param signed what is signed: {@code {body}}, and {@code {timestamp}} where one is, such as {@code v0:{timestamp}:{body}}
 * @param timestampHeader where the time is; null where none is signed
 * @param toleranceMs how far that time may be from now
 */
public record SignatureScheme(
        String header,
        String algorithm,
        boolean base64,
        String prefix,
        String signed,
        @Nullable String timestampHeader,
        long toleranceMs) {
    /** Its place in {@link #signed}. */
    public static final String BODY = "{body}";

    /** Its place in {@link #signed}. */
    public static final String TIMESTAMP = "{timestamp}";
}
