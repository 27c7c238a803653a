package dev.hypercare.testdata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** The ways in which a generated line is malformed. What comes out is no call by any reading. */
public enum Damage {
    /** Cut off somewhere, as when a disk is full. */
    TRUNCATED {
        @Override
        byte[] apply(byte[] line, Random random) {
            return Arrays.copyOf(line, 1 + random.nextInt(line.length - 1));
        }
    },
    /** A line of the error log. */
    NOT_JSON {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes("2026/11/22 10:00:00 [error] 12#12: *" + random.nextInt(1000) + " upstream timed out");
        }
    },
    /** JSON, but no object. */
    NOT_AN_OBJECT {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes(random.nextBoolean() ? Integer.toString(random.nextInt(1000)) : "\"GET /v1/orders\"");
        }
    },
    EMPTY_OBJECT {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes("{}");
        }
    },
    NO_TIME {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes(text(line).replaceAll("\"(msec|time_iso8601)\":\"[^\"]*\",", ""));
        }
    },
    UNREADABLE_TIME {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes(text(line).replaceAll("\"(msec|time_iso8601)\":\"[^\"]*\"", "\"$1\":\"a quarter past ten\""));
        }
    },
    UNREADABLE_STATUS {
        @Override
        byte[] apply(byte[] line, Random random) {
            return bytes(text(line).replaceAll("\"status\":\"[^\"]*\"", "\"status\":\"fine\""));
        }
    },
    /** Bytes that are neither JSON nor UTF-8. */
    BINARY {
        @Override
        byte[] apply(byte[] line, Random random) {
            byte[] bytes = new byte[1 + random.nextInt(80)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (0x80 + random.nextInt(0x80));
            }
            // No byte order mark: after one alone nothing is left that is wrong.
            bytes[0] &= (byte) 0xbf;
            return bytes;
        }
    };

    abstract byte[] apply(byte[] line, Random random);

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
