package dev.hypercare.query.access;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The file of tokens: a line each, {@code NAME viewer|editor TENANTS sha256:HASH}. It holds no token. */
public final class TokenFile {
    private static final String HEAD =
            "# Tokens of the query API, hashed: NAME viewer|editor TENANTS sha256:HASH. `hypercare token create` writes lines.\n";

    private TokenFile() {}

    /** Those of a file. Error: {@link InvalidInput} where it cannot be read, with every line that is none. */
    public static List<AccessToken> read(Path file) {
        return parse(
                file.toString(),
                TextFile.read(file, "Make one with: hypercare token create --name ann --role editor --tokens " + file));
    }

    static List<AccessToken> parse(String name, String text) {
        List<AccessToken> tokens = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                AccessToken token = AccessToken.parse(line);
                tokens.add(token);
                if (!names.add(token.visitor().name())) {
                    problems.add(name + ":" + (i + 1) + ": the name "
                            + token.visitor().name() + " again (expected: each once)");
                }
            } catch (IllegalArgumentException e) {
                problems.add(name + ":" + (i + 1) + ": not a token (" + e.getMessage() + ")");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    "tokens cannot be used",
                    problems,
                    "Correct these lines, or take them out and make others with hypercare token create.");
        }
        return tokens;
    }

    /** Adds one for somebody; returns the token, which is kept nowhere. Error: {@link InvalidInput} where there is one of that name. */
    public static String add(Path file, Visitor visitor) {
        List<AccessToken> tokens = Files.exists(file) ? read(file) : List.of();
        if (tokens.stream().anyMatch(one -> one.visitor().name().equals(visitor.name()))) {
            throw new InvalidInput(
                    "--name " + visitor.name() + ": there is a token of this name in " + file,
                    "Take another name, or revoke it first: hypercare token revoke --name " + visitor.name()
                            + " --tokens " + file);
        }
        String token = AccessToken.random();
        String before = Files.exists(file) ? TextFile.read(file, "") : HEAD;
        write(
                file,
                before + (before.endsWith("\n") || before.isEmpty() ? "" : "\n")
                        + new AccessToken(visitor, AccessToken.hash(token)).line() + "\n");
        return token;
    }

    /** Takes one out. Error: {@link InvalidInput} where there is none of that name. */
    public static void remove(Path file, String name) {
        if (read(file).stream().noneMatch(one -> one.visitor().name().equals(name))) {
            throw new InvalidInput(
                    "--name " + name + ": no token of this name in " + file, "hypercare token list shows them.");
        }
        StringBuilder rest = new StringBuilder();
        TextFile.read(file, "")
                .lines()
                .filter(line ->
                        !line.strip().startsWith(name + " ") && !line.strip().startsWith(name + "\t"))
                .forEach(line -> rest.append(line).append('\n'));
        write(file, rest.toString());
    }

    /** All at once, and for nobody else's eyes. */
    private static void write(Path file, String text) {
        try {
            Path absolute = file.toAbsolutePath();
            Path folder = absolute.getParent();
            if (folder == null) {
                throw new InvalidInput("--tokens " + file + ": not a file", "Name a file.");
            }
            Files.createDirectories(folder);
            FileAttribute<?>[] ours =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            Path fresh = Files.createTempFile(folder, "tokens", ".new", ours);
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
