package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.config.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of request, told by words.
 *
 * @param name such as {@code rate-limit}
 * @param severity how bad one of them is where nothing else says it
 * @param words words or phrases in any inflection, and HTTP statuses such as {@code 429} or {@code 5xx}
 */
public record TicketCategory(String name, Severity severity, List<String> words) {
    /** For platforms that offer APIs. */
    public static final List<TicketCategory> SHIPPED = List.of(
            shipped(
                    "outage",
                    Severity.P2,
                    "5xx, down, outage, unavailable, not working, does not work, do not work, stopped working, error, fail, failure,"
                            + " crash, broken, internal server error, bad gateway, service unavailable, exception, unreachable,"
                            + " connection refused, connection reset, no response, incident"),
            shipped(
                    "authentication",
                    Severity.P3,
                    "401, 403, login, log in, sign in, password, token, api key, oauth, jwt, credential, certificate, unauthorized,"
                            + " unauthorised, forbidden, permission, access denied, authenticate, authorisation, authorization, expired,"
                            + " signature, scope, sso, client secret"),
            shipped(
                    "rate-limit",
                    Severity.P3,
                    "429, rate limit, quota, throttle, too many requests, limit exceeded, burst, usage limit, tokens per minute,"
                            + " concurrency limit, raise the limit, increase limit"),
            shipped(
                    "latency",
                    Severity.P3,
                    "504, 408, slow, latency, timeout, time out, timed out, response time, performance, delay, hang, takes long,"
                            + " takes too long, p99, lag"),
            shipped(
                    "data",
                    Severity.P2,
                    "wrong data, missing data, incorrect, duplicate, inconsistent, stale, corrupt, data loss, lost, mismatch, out of"
                            + " sync, wrong amount, wrong result, empty response, truncated, encoding"),
            shipped(
                    "client-request",
                    Severity.P4,
                    "400, 404, 405, 406, 409, 410, 413, 415, 422, validation, invalid request, bad request, not found, schema, payload,"
                            + " malformed, parameter, unsupported, conflict, content type"),
            shipped(
                    "billing",
                    Severity.P3,
                    "402, invoice, billing, bill, charge, price, pricing, refund, subscription, payment method, cost, tariff, contract,"
                            + " plan upgrade, vat"),
            shipped(
                    "webhook",
                    Severity.P3,
                    "webhook, callback, event delivery, notification not received, subscription endpoint, retries, event missing"),
            shipped(
                    "how-to",
                    Severity.P4,
                    "how do i, how can i, how to, documentation, docs, example, sample code, sdk, tutorial, question, is it possible,"
                            + " where can i find, guide, feature request, sandbox, onboarding, best practice"));

    public TicketCategory {
        words = List.copyOf(words);
    }

    private static TicketCategory shipped(String name, Severity severity, String words) {
        return new TicketCategory(name, severity, List.of(words.split(", *")));
    }

    /** The configured ones before the shipped ones; one of the same name takes the place of the shipped one. */
    static List<TicketCategory> read(Section section) {
        Map<String, TicketCategory> byName = new LinkedHashMap<>();
        for (Section entry : section.sections("categories")) {
            String name = entry.required("name", "a name such as rate-limit");
            Severity severity = entry.choice("severity", Severity.class, Severity.P3);
            List<String> words = entry.strings("words", List.of());
            if (words.isEmpty()) {
                entry.problem("words", "none", "words, phrases or HTTP statuses");
            } else if (!name.matches("[a-z0-9][a-z0-9-]{0,40}")) {
                entry.problem("name", name, "small letters, digits and hyphens");
            } else if (byName.put(name, new TicketCategory(name, severity, words)) != null) {
                entry.problem("name", name, "a name of its own");
            }
        }
        List<TicketCategory> all = new ArrayList<>(byName.values());
        SHIPPED.stream().filter(shipped -> !byName.containsKey(shipped.name())).forEach(all::add);
        return all;
    }
}
