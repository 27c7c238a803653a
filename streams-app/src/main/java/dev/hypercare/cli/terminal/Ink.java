package dev.hypercare.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/**
 * Colours, where they are wanted.
 *
 * @param on whether to use them
 */
public record Ink(boolean on) {
    /** On a terminal, unless {@code NO_COLOR} is set. */
    public static Ink auto() {
        return new Ink(Ansi.AUTO.enabled());
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return on ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** Text from outside without the control characters that would steer a terminal. */
    public static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> safe.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\u00b7' : c));
        return safe.toString();
    }
}
