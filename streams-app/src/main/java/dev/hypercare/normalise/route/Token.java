package dev.hypercare.normalise.route;

/**
 * What can be counted of a run of letters and digits.
 *
 * @param length characters
 * @param digits how many are digits
 * @param switches how often digits and letters take turns
 * @param humps how often a capital follows a small letter
 * @param isHex whether all are hexadecimal digits
 */
record Token(int length, int digits, int switches, int humps, boolean isHex) {
    /** No word of a path is longer without a hyphen. */
    private static final int LONGEST_WORD = 48;

    static Token of(String text, int from, int to) {
        int digits = 0;
        int switches = 0;
        int humps = 0;
        boolean isHex = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean digit = Character.isDigit(c);
            digits += digit ? 1 : 0;
            isHex &= Character.digit(c, 16) >= 0;
            if (i > from) {
                char before = text.charAt(i - 1);
                switches += digit != Character.isDigit(before) ? 1 : 0;
                humps += Character.isUpperCase(c) && Character.isLowerCase(before) ? 1 : 0;
            }
        }
        return new Token(to - from, digits, switches, humps, isHex);
    }

    /** Whether it names one thing rather than a kind of things. */
    boolean isId() {
        int letters = length - digits;
        boolean number = digits == length && digits >= 3;
        boolean hex = isHex && length >= 8 && digits > 0;
        boolean numbered = digits >= 4 || (letters <= 2 && digits >= 3);
        boolean mixed = switches >= 3 && length >= 6;
        boolean jumbled = length >= 16 && humps * 3 > length - digits;
        return number || hex || numbered || mixed || jumbled || length > LONGEST_WORD;
    }
}
