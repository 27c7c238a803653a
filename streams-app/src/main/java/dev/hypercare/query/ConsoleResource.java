package dev.hypercare.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/**
 * {@code /console/}: the page for people, from the class path. What the page loads stands under a folder named by the hash of it all, so
 * browsers keep it for ever and never mix two versions.
 */
public final class ConsoleResource implements QueryResource {
    /** Where the page is. */
    static final String PATH = "/console/";

    /** The page loads nothing of other servers, runs no script of its own text and is shown in no frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";

    private final ConsoleFiles files;

    /** Reads the files. Error: {@link IllegalStateException} where the product was not built completely. */
    public ConsoleResource() {
        this.files = ConsoleFiles.load();
    }

    @Override
    public Map<String, String> index() {
        return Map.of(PATH, "the console: a page for people");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/console", this::page)
                .get(PATH + "assets/{hash}/{file}", this::asset)
                .get(PATH + "runbooks/{file}", this::runbook);
    }

    /** Whether a path is one of the console. */
    static boolean has(String path) {
        return path.equals("/console") || path.startsWith(PATH);
    }

    /** Whether whoever asks is a browser that shows pages. */
    static boolean wantsPage(Context request) {
        String accept = request.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    private void page(Context request) {
        if (!request.path().endsWith("/")) {
            // Names in the page are relative to its folder.
            request.redirect("console/");
            return;
        }
        secure(request);
        String tag = '"' + files.hash() + '"';
        request.header("Cache-Control", ASK_FIRST).header("ETag", tag);
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(304);
            return;
        }
        request.contentType("text/html; charset=utf-8").result(files.page());
    }

    private void asset(Context request) {
        String name = request.pathParam("file");
        byte[] content = files.get(name);
        if (content == null || !request.pathParam("hash").equals(files.hash())) {
            throw new ApiProblem(
                    404,
                    "No such file of the console",
                    request.path(),
                    "Load the console again: it is another version by now.");
        }
        secure(request);
        request.header("Cache-Control", FOR_EVER)
                .header("ETag", '"' + files.hash() + '"')
                .contentType(type(name))
                .result(content);
    }

    private void runbook(Context request) {
        String text = ConsoleFiles.runbook(request.pathParam("file"));
        if (text == null) {
            throw new ApiProblem(
                    404,
                    "No such runbook",
                    request.pathParam("file"),
                    "Those of the shipped rules are here, by their ids.");
        }
        secure(request);
        request.header("Cache-Control", ASK_FIRST)
                .contentType("text/markdown; charset=utf-8")
                .result(text);
    }

    private static void secure(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("X-Frame-Options", "DENY");
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }
}
