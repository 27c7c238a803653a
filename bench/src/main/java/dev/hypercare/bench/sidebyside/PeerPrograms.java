package dev.hypercare.bench.sidebyside;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus and Alertmanager on this machine.
 *
 * @param prometheus the program
 * @param alertmanager the program
 */
record PeerPrograms(Path prometheus, Path alertmanager) {
    /** How they come to be there. */
    static final String INSTALL =
            "On Debian: apt-get install --no-install-recommends prometheus prometheus-alertmanager";

    private static final Pattern VERSION = Pattern.compile("version (\\S+)");

    /** Those on the path; empty where one is missing. */
    static Optional<PeerPrograms> find() {
        return find(System.getenv("PATH"));
    }

    /** @param path folders as the shell has them; null for none */
    static Optional<PeerPrograms> find(@Nullable String path) {
        // Debian has taken the shorter name from Alertmanager; elsewhere it has it.
        Optional<Path> alertmanager = find(path, "prometheus-alertmanager").or(() -> find(path, "alertmanager"));
        return find(path, "prometheus").flatMap(one -> alertmanager.map(other -> new PeerPrograms(one, other)));
    }

    private static Optional<Path> find(@Nullable String path, String name) {
        for (String folder : path == null ? List.<String>of() : List.of(path.split(File.pathSeparator))) {
            Path file = Path.of(folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Such as {@code 2.42.0+ds}; {@code unknown} where a program does not tell. */
    static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(told);
            return version.find() ? version.group(1) : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + program, e);
        }
    }
}
