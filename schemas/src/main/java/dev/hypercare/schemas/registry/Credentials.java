package dev.hypercare.schemas.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a client says who it is. */
public sealed interface Credentials {

    /** The value of the {@code Authorization} header; empty for none. */
    String header();

    /** A text with the secrets in it replaced. */
    String hideIn(String text);

    /** Nobody in particular. */
    record None() implements Credentials {
        @Override
        public String header() {
            return "";
        }

        @Override
        public String hideIn(String text) {
            return text;
        }
    }

    /** User name and password. */
    record Basic(String user, Secret password) implements Credentials {
        @Override
        public String header() {
            byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String hideIn(String text) {
            return password.hideIn(new Secret(header().substring(6)).hideIn(text));
        }
    }

    /** A token. */
    record Bearer(Secret token) implements Credentials {
        @Override
        public String header() {
            return "Bearer " + token.reveal();
        }

        @Override
        public String hideIn(String text) {
            return token.hideIn(text);
        }
    }
}
