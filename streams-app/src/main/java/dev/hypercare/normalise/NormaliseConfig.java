package dev.hypercare.normalise;

import dev.hypercare.contract.Gateways;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Section;
import dev.hypercare.normalise.format.CallLimits;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.normalise.format.Format;
import dev.hypercare.normalise.format.MappingFile;
import dev.hypercare.normalise.format.RawFormat;
import dev.hypercare.normalise.report.ReportFormat;
import dev.hypercare.normalise.route.ApiMapping;
import dev.hypercare.normalise.route.RouteTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code normalise}.
 *
 * @param maxFuture how far a call may complete after its ingest; later goes to dead letters
 * @param maxRecordBytes longest raw record that is read; longer goes to dead letters
 * @param maxRoutesPerApi route templates kept apart per API and partition
 * @param maxApis APIs kept apart per partition
 * @param templates route templates that come before the built-in ones
 * @param apis which calls belong to which API
 * @param deduplicated the gateways of which a call that came twice has to come to one partition
 * @param formats logs of calls that are read, each from its own topic
 * @param reports what is read of other systems, each from its own topic
 * @param clientKey key for hashes of client addresses; null for networks
 */
public record NormaliseConfig(
        Duration maxFuture,
        int maxRecordBytes,
        int maxRoutesPerApi,
        int maxApis,
        List<String> templates,
        List<ApiMapping> apis,
        Gateways deduplicated,
        List<Format> formats,
        List<ReportFormat> reports,
        @Nullable SecretKey clientKey) {
    private static final Duration MAX_FUTURE = Duration.ofSeconds(60);
    private static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;
    private static final int MAX_ROUTES_PER_API = 500;
    private static final int MAX_APIS = 200;
    private static final List<String> FORMATS = List.of("nginx", "apisix");
    private static final String CLIENT_KEY_ENV = "HYPERCARE_CLIENT_KEY";
    private static final int SHORTEST_KEY = 16;

    public NormaliseConfig {
        templates = List.copyOf(templates);
        apis = List.copyOf(apis);
        formats = List.copyOf(formats);
        reports = List.copyOf(reports);
    }

    /** Reads it; what is wrong goes to the problems of the section. */
    public static NormaliseConfig read(Section section) {
        return read(section, System::getenv);
    }

    /** As {@link #read(Section)}, with the environment's variables by name; null for one that is not set. */
    static NormaliseConfig read(Section section, UnaryOperator<@Nullable String> environment) {
        List<RawFormat> read = formats(section);
        return new NormaliseConfig(
                section.duration("max-future", MAX_FUTURE, Duration.ZERO, Duration.ofDays(1)),
                section.integer("max-record-bytes", MAX_RECORD_BYTES, 1024, 64 * 1024 * 1024),
                section.integer("max-routes-per-api", MAX_ROUTES_PER_API, 1, 100_000),
                section.integer("max-apis", MAX_APIS, 1, 100_000),
                templates(section),
                apis(section),
                Gateways.NONE,
                only(Format.class, read),
                only(ReportFormat.class, read),
                clientKey(section, environment));
    }

    /** The same with the gateways that the kpi stage is configured to deduplicate. */
    public NormaliseConfig withDeduplicated(Gateways gateways) {
        return new NormaliseConfig(
                maxFuture,
                maxRecordBytes,
                maxRoutesPerApi,
                maxApis,
                templates,
                apis,
                gateways,
                formats,
                reports,
                clientKey);
    }

    /** All that is read. */
    public List<RawFormat> allFormats() {
        List<RawFormat> all = new ArrayList<>(formats);
        all.addAll(reports);
        return all;
    }

    private static <F> List<F> only(Class<F> kind, List<RawFormat> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<RawFormat> formats(Section section) {
        Map<String, RawFormat> byName = new LinkedHashMap<>();
        for (String name : section.strings("formats", FORMATS)) {
            RawFormat format = RawFormats.named(name);
            if (format == null) {
                section.problem("formats", name, "some of " + String.join(", ", RawFormats.names()));
            } else {
                byName.put(name, format);
            }
        }
        for (String file : section.strings("mappings", List.of())) {
            try {
                Format format = MappingFile.read(Path.of(file), Set.copyOf(RawFormats.names()), section.problems());
                if (byName.put(format.name(), format) != null) {
                    section.problem("mappings", file, "a name that no other has, found " + format.name() + " again");
                }
            } catch (InvalidInput | InvalidPathException e) {
                section.problem("mappings", file, "a mapping file: " + e.getMessage());
            }
        }
        if (byName.isEmpty()) {
            section.problem("formats", "none", "some of " + String.join(", ", RawFormats.names()));
        }
        return List.copyOf(byName.values());
    }

    private static List<String> templates(Section section) {
        List<String> good = new ArrayList<>();
        for (String template : section.strings("templates", List.of())) {
            if (RouteTemplates.isTemplate(template)) {
                good.add(template);
            } else {
                section.problem("templates", template, "a path such as /v1/orders/{id}, or /files/** for all below");
            }
        }
        return good;
    }

    private static List<ApiMapping> apis(Section section) {
        List<ApiMapping> mappings = new ArrayList<>();
        for (Section entry : section.sections("apis")) {
            String name = entry.required("name", "the name of an API");
            if (!name.isBlank() && !name.equals(CleanText.of(name, CallLimits.API))) {
                entry.problem("name", name, "at most " + CallLimits.API + " characters, all of them visible");
            }
            List<String> hosts = entry.strings("hosts", List.of()).stream()
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .toList();
            List<String> paths = entry.strings("paths", List.of());
            for (String path : paths) {
                if (!path.startsWith("/")) {
                    entry.problem("paths", path, "a path that begins with a slash, such as /v1/pay");
                }
            }
            if (hosts.isEmpty() && paths.isEmpty()) {
                entry.problem("name", name, "hosts or paths that tell its calls");
            }
            mappings.add(new ApiMapping(name, hosts, paths));
        }
        return mappings;
    }

    private static @Nullable SecretKey clientKey(Section section, UnaryOperator<@Nullable String> environment) {
        String variable = section.string("client-key-env", CLIENT_KEY_ENV);
        String file = section.optional("client-key-file");
        if (file != null && !file.isBlank()) {
            return keyOfFile(section, file);
        }
        String value = variable.isBlank() ? null : environment.apply(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        return key(section, "client-key-env", variable, value.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable SecretKey keyOfFile(Section section, String file) {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            return key(section, "client-key-file", file, text.strip().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException | InvalidPathException e) {
            section.problem("client-key-file", file, "a file that can be read");
            return null;
        }
    }

    private static @Nullable SecretKey key(Section section, String from, String place, byte[] bytes) {
        if (bytes.length < SHORTEST_KEY) {
            section.problem(from, place, "at least " + SHORTEST_KEY + " bytes of key there, found " + bytes.length);
            return null;
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
