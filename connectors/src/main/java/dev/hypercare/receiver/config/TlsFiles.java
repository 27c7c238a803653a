package dev.hypercare.receiver.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * PEM files.
 *
 * @param certificate of the listener, with its chain
 * @param key PKCS#8
 * @param clientCa authorities of clients; null where none is asked for a certificate
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clientCa) {}
