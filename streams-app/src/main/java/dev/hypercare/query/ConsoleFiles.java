package dev.hypercare.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the console: ours and the chart library, out of its own jar, in memory; runbooks as they are asked for. */
final class ConsoleFiles {
    private static final String FOLDER = "console/";
    private static final String PAGE = "index.html";
    /** Where the page names the folder of what it loads. */
    private static final String PLACE = "__ASSETS__";

    private static final String RUNBOOKS = "runbooks/";
    private static final Pattern RUNBOOK = Pattern.compile("[a-z0-9-]+\\.md");

    private static final int HASH_DIGITS = 16;
    private static final String CHARTS = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

    /** What the page loads; a test compares it with the folder. */
    static final List<String> NAMES = List.of(
            "ai.js",
            "alert.js",
            "apis.js",
            "business.js",
            "chart.js",
            "console.css",
            "controls.js",
            "data.js",
            "detail.js",
            "dom.js",
            "format.js",
            "gaps.js",
            "heatmap.js",
            "keys.js",
            "live.js",
            "main.js",
            "marks.js",
            "now.js",
            "patterns.js",
            "prose.js",
            "session.js",
            "signin.js",
            "spark.js",
            "status-bad.svg",
            "status-ok.svg",
            "status-unknown.svg",
            "status-watch.svg",
            "table.js",
            "theme.js",
            "tokens.css",
            "traces.js",
            "trends.js",
            "url.js",
            "verdict.js");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String hash;
    private final String page;

    private ConsoleFiles() {
        NAMES.forEach(name -> files.put(name, read(FOLDER + name)));
        String charts = "META-INF/resources/webjars/uplot/" + chartsVersion() + "/dist/";
        files.put("uplot.js", read(charts + "uPlot.esm.js"));
        files.put("uplot.css", read(charts + "uPlot.min.css"));
        String text = new String(read(FOLDER + PAGE), StandardCharsets.UTF_8);
        hash = hash(text);
        page = text.replace(PLACE, "assets/" + hash);
    }

    /** Reads them. Error: {@link IllegalStateException} where the build left one out. */
    static ConsoleFiles load() {
        return new ConsoleFiles();
    }

    /** Of all of them: another one is another version of the console. */
    String hash() {
        return hash;
    }

    /** The page itself. */
    String page() {
        return page;
    }

    /** A file that the page loads; null where there is none of this name. */
    byte @Nullable [] get(String name) {
        return files.get(name);
    }

    /** The runbook of this file name; null where none is shipped. */
    static @Nullable String runbook(String name) {
        return RUNBOOK.matcher(name).matches()
                        && ConsoleFiles.class.getClassLoader().getResource(RUNBOOKS + name) != null
                ? new String(read(RUNBOOKS + name), StandardCharsets.UTF_8)
                : null;
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            files.forEach((name, content) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String chartsVersion() {
        try (InputStream stream = open(CHARTS)) {
            Properties properties = new Properties();
            properties.load(stream);
            return String.valueOf(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream stream = open(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream stream = ConsoleFiles.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("not on the class path: " + name + "; was everything built?");
        }
        return stream;
    }
}
