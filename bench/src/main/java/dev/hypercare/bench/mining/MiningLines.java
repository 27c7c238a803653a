package dev.hypercare.bench.mining;

import dev.hypercare.cli.lab.LabelledLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Messages to measure with. */
final class MiningLines {
    private static final int TEMPLATES = 200;
    private static final String[] WORDS = {
        "connection",
        "to",
        "upstream",
        "timed",
        "out",
        "after",
        "order",
        "payment",
        "refused",
        "invalid",
        "token",
        "for",
        "client",
        "request",
        "could",
        "not",
        "be",
        "written",
        "queue",
        "full",
        "while",
        "reading",
        "response",
        "from",
        "cluster",
        "retry",
        "of"
    };

    private MiningLines() {}

    /** The lines of every system of a folder, apart. */
    static List<List<String>> labelled(Path folder) {
        return LabelledLines.readAll(folder).stream().map(LabelledLines::lines).toList();
    }

    /** Of two hundred templates, with numbers, addresses and identifiers that are new in each line. */
    static List<String> generated(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> templates = new ArrayList<>();
        for (int i = 0; i < TEMPLATES; i++) {
            StringBuilder template = new StringBuilder();
            int words = 6 + random.nextInt(8);
            for (int word = 0; word < words; word++) {
                template.append(random.nextInt(4) == 0 ? "#" : WORDS[random.nextInt(WORDS.length)])
                        .append(' ');
            }
            templates.add(template.append("failed").toString());
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(filled(templates.get(random.nextInt(TEMPLATES)), random));
        }
        return lines;
    }

    private static String filled(String template, SplittableRandom random) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) != '#') {
                line.append(template.charAt(i));
                continue;
            }
            switch (random.nextInt(3)) {
                case 0 -> line.append(random.nextInt(100_000)).append(" ms");
                case 1 ->
                    line.append("10.0.")
                            .append(random.nextInt(256))
                            .append('.')
                            .append(random.nextInt(256))
                            .append(":8080");
                default -> line.append(Long.toHexString(random.nextLong()));
            }
        }
        return line.toString();
    }

    /** A message like no other, of words that no mask knows. */
    static String unique(SplittableRandom random) {
        StringBuilder line = new StringBuilder();
        int words = 4 + random.nextInt(9);
        for (int word = 0; word < words; word++) {
            line.append(word == 0 ? "" : " ");
            int letters = 3 + random.nextInt(7);
            for (int i = 0; i < letters; i++) {
                line.append((char) ('a' + random.nextInt(26)));
            }
        }
        return line.toString();
    }
}
