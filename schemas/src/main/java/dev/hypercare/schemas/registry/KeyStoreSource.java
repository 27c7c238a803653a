package dev.hypercare.schemas.registry;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file with certificates, and with a private key where it is a key store.
 *
 * @param file JKS, PKCS12 or PEM (for a key store the PKCS8 key and its certificate chain in one file)
 * @param type {@code JKS}, {@code PKCS12} or {@code PEM}
 * @param password of the store; null for none
 * @param keyPassword of the private key; null for the same as {@code password}
 */
public record KeyStoreSource(
        Path file,
        String type,
        @Nullable Secret password,
        @Nullable Secret keyPassword) {

    char[] passwordChars() {
        return password == null ? new char[0] : password.reveal().toCharArray();
    }

    char[] keyPasswordChars() {
        return keyPassword == null ? passwordChars() : keyPassword.reveal().toCharArray();
    }
}
